"""The urgent page, line by line."""

from collections.abc import Iterator

from carelog.safety.urgent import URGENT_GROUPS, UrgentLine


def urgent_lines() -> Iterator[UrgentLine]:
    """Give every line in its published order."""
    for group in URGENT_GROUPS:
        yield from group.lines
