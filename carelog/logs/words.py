"""An entry in words: what it says, and what changed from one state to the next."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from carelog.logs.body_map import label_for
from carelog.logs.models import Entry, PainEntry
from carelog.logs.models.pain import BETTER_WITH, QUALITIES, SCORES, WORSE_WITH, PainPlace
from carelog.logs.models.symptoms import SIGNS
from carelog.patients.models import Revision

DETAILS = dict([*QUALITIES, *WORSE_WITH, *BETTER_WITH, *PainPlace.Pattern.choices])
HIDDEN = {"at", "zone"}


@dataclass(frozen=True)
class Line:
    """One thing an entry says: "worst in the last 24 hours: 6"."""

    label: str
    value: str


@dataclass(frozen=True)
class Change:
    """One field that a save changed: "was 4, now 6"."""

    label: str
    was: str
    now: str


def answered(entry: Entry) -> list[Line]:
    """Return what an entry says, without what was left unanswered."""
    names = SCORES if isinstance(entry, PainEntry) else SIGNS
    values = {name: getattr(entry, name) for name in names}
    return [
        Line(label_of(type(entry), name), in_words(type(entry), name, value))
        for name, value in values.items()
        if value not in (None, "")
    ]


def in_short(entry: Entry) -> str:
    """Return an entry in one line."""
    if isinstance(entry, PainEntry):
        return "; ".join(f"{line.label}: {line.value}" for line in answered(entry))
    ticked = [
        str(label_of(type(entry), name))
        for name, value in entry.answers().items()
        if value not in (None, "", False, "none")
    ]
    return ", ".join(ticked) or _("none of the signs asked")


def place_lines(place: PainPlace) -> list[Line]:
    """Return the details of one place that were answered."""
    lines = []
    for name in PainPlace.detail_fields:
        value = getattr(place, name)
        if value not in (None, "", []):
            lines.append(Line(label_of(PainPlace, name), in_words(PainPlace, name, value)))
    return lines


def label_of(model: type, name: str) -> str:
    """Return a field's label with a capital letter."""
    if name == "places":
        return _("Places")
    label = str(model._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]


def in_words(model: type, name: str, value: Any) -> str:
    """Return a stored value in words; an empty one as "not answered"."""
    if value in (None, "", []):
        return _("not answered")
    if value is True or value is False:
        return _("yes") if value else _("no")
    if name == "places":
        return ", ".join(_place_in_words(place) for place in value)
    if isinstance(value, list):
        return ", ".join(str(DETAILS.get(code, code)) for code in value)
    choices = dict(model._meta.get_field(name).flatchoices)
    return str(choices.get(value, value))


def _place_in_words(place: Mapping[str, Any]) -> str:
    label = label_for(f"{place['site']}.{place['side']}")
    details = [
        f"{label_of(PainPlace, name).rstrip('?').lower()}: {in_words(PainPlace, name, value)}"
        for name, value in place.items()
        if name in PainPlace.detail_fields and value not in (None, "", [])
    ]
    return f"{label} ({'; '.join(details)})" if details else str(label)


def changes(
    model: type[Entry], before: Revision, after: Revision, *, notes: bool = True
) -> list[Change]:
    """Return the fields that differ between two states, in words; the note only if it may show."""
    hidden = HIDDEN if notes else HIDDEN | {"note"}
    return [
        Change(
            label_of(model, name),
            in_words(model, name, before.snapshot.get(name)),
            in_words(model, name, after.snapshot[name]),
        )
        for name in after.snapshot
        if name not in hidden and before.snapshot.get(name) != after.snapshot[name]
    ]
