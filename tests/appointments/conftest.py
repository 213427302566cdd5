import pytest
import time_machine

from tests import cast


@pytest.fixture
def at_noon():
    """One o'clock on Monday 2 March 2026 in the patient's Berlin."""
    with time_machine.travel(cast.NOON, tick=False):
        yield
