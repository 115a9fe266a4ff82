"""Makes clean values of what cells hold, and says what could not be used."""
