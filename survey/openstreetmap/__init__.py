"""OpenStreetMap files to survey layers."""
