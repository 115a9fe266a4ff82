"""Reads, maps and checks survey data."""
