"""Reads what a planner has: tables, workbooks, layers; every row with its line number."""
