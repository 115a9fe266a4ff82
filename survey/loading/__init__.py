"""Writes clean layers into a survey package, once or again."""
