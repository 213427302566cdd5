"""Emergency facts in words: each in a line that is never cut."""

from django.utils.translation import gettext as _

from carelog.safety.facts import Fact
from carelog.summary.words.pieces import Item, Said
from carelog.summary.words.reader import Reader


def emergency(found: tuple[Fact, ...], reader: Reader) -> Said:
    """Return what was written down; where nothing was, that says no more than that."""
    facts = tuple(Item(fact.label, " ".join(fact.value.split())) for fact in found)
    return Said(text="" if facts else _("Not written down. It may still be there."), facts=facts)
