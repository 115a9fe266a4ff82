"""One screen for all tests of the program."""

import pytest
from screen import Screen, missing_programs


@pytest.fixture(scope="session")
def screen():
    missing = missing_programs()
    assert not missing, f"Install {', '.join(missing)} (tools/setup does) to test the program."
    made = Screen()
    made.start()
    yield made
    made.stop()
