"""The card for the wallet: what stands on which of its sides."""

from collections.abc import Iterable
from dataclasses import dataclass

from carelog.patients.access import Access
from carelog.safety.facts import Fact, told
from carelog.safety.models import EmergencyFacts
from carelog.safety.urgent import UrgentGroup, groups_for
from carelog.safety.warnings import Call, calls

#: What one side holds: numbers to call, letters of emergency facts, letters of signs.
NUMBERS, OF_FACTS, OF_SIGNS = 6, 600, 700


@dataclass(frozen=True)
class SignsSide:
    """Signs to call for at once; `is_long` makes it two sides."""

    group: UrgentGroup
    is_long: bool


@dataclass(frozen=True)
class Card:
    """Everything on a card. `facts` is None where the reader may not see them.

    `has_more` says that not every number found room, `is_long` that the facts take two sides.
    """

    calls: tuple[Call, ...]
    has_more: bool
    facts: tuple[Fact, ...] | None
    is_long: bool
    signs: tuple[SignsSide, ...]


def card_of(access: Access) -> Card:
    """Return the card of a record in the reader's scope."""
    numbers, facts = calls(access), told(access)
    groups = groups_for({call.role for call in numbers})
    return Card(
        calls=tuple(numbers[:NUMBERS]),
        has_more=len(numbers) > NUMBERS,
        facts=tuple(facts) if access.may_see(EmergencyFacts) else None,
        is_long=_letters(fact.label + fact.value for fact in facts) > OF_FACTS,
        signs=tuple(_signs(group) for group in groups if group.tier == "E"),
    )


def _signs(group: UrgentGroup) -> SignsSide:
    return SignsSide(group, _letters(str(line.line) for line in group.lines) > OF_SIGNS)


def _letters(texts: Iterable[str]) -> int:
    return sum(map(len, texts))
