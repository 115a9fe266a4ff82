"""Suggests which column and which word of a source means what, and keeps the answer."""
