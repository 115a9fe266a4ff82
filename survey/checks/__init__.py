"""Checks of survey layers: each on its own, and against each other."""
