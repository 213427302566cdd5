"""What a care team reads in a minute: numbers of one record since the last visit, then words."""

from carelog.sharing.summary.few import Few, NotShared
from carelog.sharing.summary.numbers import Summary
from carelog.sharing.summary.sections import SECTIONS, Section, summarise

__all__ = ["SECTIONS", "Few", "NotShared", "Section", "Summary", "summarise"]
