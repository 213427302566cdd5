"""What was said in a check-in, one line a kind: its page lists them with *Change* beside each."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from carelog.diary.row_words import note_in_short, places_in_words
from carelog.entries import words
from carelog.logs import body_map
from carelog.logs.models import KINDS, CheckIn, Entry, MobilityEntry, PainEntry, PainPlace
from carelog.patients.access import Access


@dataclass(frozen=True)
class Said:
    """One line: what was asked, what was said, and the entry; `is_where` for the body map."""

    name: str
    words: str
    entry: Entry
    is_where: bool = False


def said_in(access: Access, check_in: CheckIn) -> list[Said]:
    """Return what stands in a check-in and the reader may see, in the order of the kinds."""
    found = []
    for kind in filter(access.may_see, KINDS):
        for entry in access.rows(kind).filter(check_in=check_in):
            name = str(capfirst(kind._meta.verbose_name))
            found.append(Said(name, words.in_short(entry, access.actor), entry))
            if isinstance(entry, PainEntry) and (places := entry.places.all()):
                said = places_in_words(places)
                found.append(Said(_("Where it hurts"), said, entry, is_where=True))
            if note := note_in_short(access, entry):
                found.append(Said(_("%(kind)s, note") % {"kind": name}, note, entry))
    return found


def earlier_in_words(places: Iterable[PainPlace], aid: MobilityEntry | None) -> str:
    """Return what a tap would carry over: places, a walking aid, or both; "" if nothing."""
    said = [str(body_map.label_for(place.code)) for place in places]
    if aid is not None:
        told = {"aid": words.in_words(MobilityEntry, "aid", aid.aid)}
        said.append(_("walking aid: %(aid)s") % told)
    return "; ".join(said)
