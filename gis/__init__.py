"""The only seam between QGIS and the engine: layers to arrays, results to sinks."""
