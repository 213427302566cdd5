"""What whoever helps in an emergency has to know, as far as it was written down."""

from carelog.safety.facts import Fact, written
from carelog.summary.logged_days import Reading


def emergency(reading: Reading) -> tuple[Fact, ...]:
    """Return what was written down, whole; what the medicines say stands among them."""
    return tuple(written(reading.access))
