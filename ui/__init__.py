"""What users see in QGIS: docks and map tools. They run algorithms and compute nothing."""
