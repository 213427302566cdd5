"""The public urgent page: the one list of signs that cannot wait, with whom to call for it."""

from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from functools import cache

from django.utils.translation import get_language

from carelog.safety.texts import title_for
from education.stop_and_call import GROUPS
from education.wording import Text

#: The tier of each group of the list, and the roles of the numbers to show, in order.
_CALLS: dict[str, tuple[str, tuple[str, ...]]] = {
    "emergency": ("E", ("emergency",)),
    "cancer_line": ("E", ("cancer_line", "emergency")),
    "today": ("T", ("cancer_line", "team")),
}


@dataclass(frozen=True)
class UrgentLine:
    """One plain line of the urgent page."""

    rule_id: str
    tier: str
    line: Text


@dataclass(frozen=True)
class UrgentGroup:
    """Lines with one thing to do; `calls` are the roles of the numbers to show, in order."""

    tier: str
    heading: Text
    calls: tuple[str, ...]
    lines: tuple[UrgentLine, ...]


def _groups() -> Iterator[UrgentGroup]:
    for group in GROUPS:
        tier, calls = _CALLS[group.key]
        lines = (UrgentLine(line.rule, tier, line.text) for line in group.lines if line.is_urgent)
        yield UrgentGroup(tier, group.heading, calls, tuple(lines))


URGENT_GROUPS: tuple[UrgentGroup, ...] = tuple(_groups())


def groups_for(
    reachable: Set[str], groups: tuple[UrgentGroup, ...] | None = None
) -> tuple[UrgentGroup, ...]:
    """Return the groups with headings that name only lines of a record that have a number.

    Without `groups` they are those of the whole list, worded in the language of the page.
    """
    return tuple(
        group
        if reachable >= {*group.calls}
        else replace(group, heading=title_for(group.tier, group.calls, reachable))
        for group in groups or _worded_in(get_language() or "")
    )


@cache
def _worded_in(_language: str) -> tuple[UrgentGroup, ...]:
    return tuple(
        replace(
            group,
            heading=str(group.heading),
            lines=tuple(replace(line, line=str(line.line)) for line in group.lines),
        )
        for group in URGENT_GROUPS
    )
