"""Our walks beside those of OSRM's foot profile, and why they differ."""
