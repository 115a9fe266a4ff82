"""GeoPackages written many rows at a time, with their spatial index."""
