"""The numbers of Life Circle: walks, catchments, coverage; no QGIS, no Qt, no CRS, no files."""
