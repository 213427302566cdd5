"""What others did since this person last looked: three lines that tell it in short, and a page."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from carelog.accounts.models import User
from carelog.diary import since_last
from carelog.diary.since_last import Happening, Source
from carelog.patients.access import Access
from carelog.patients.templatetags.people_tags import by
from carelog.talk import since as talk

MOST_NAMED = 6


@dataclass(frozen=True)
class Group:
    """What happened to one kind of thing on one day, the newest first."""

    word: str
    found: list[Happening]


def sources(access: Access) -> list[Source]:
    """Return all that is told: entries, notes on warnings, comments and tasks."""
    return [*since_last.sources(access), *talk.sources(access)]


def by_day(access: Access, found: Iterable[Happening]) -> list[tuple[date, list[Group]]]:
    """Return happenings by the record's day, and each day's by kind, in the order they come."""
    zone = ZoneInfo(access.patient.zone)
    days = groupby(found, key=lambda one: one.at.astimezone(zone).date())
    return [(day, _groups(of_day)) for day, of_day in days]


def _groups(found: Iterable[Happening]) -> list[Group]:
    groups: dict[str, list[Happening]] = {}
    for one in found:
        groups.setdefault(one.group, []).append(one)
    return [Group(word, of_kind) for word, of_kind in groups.items()]


def digest(access: Access, found: Sequence[Source]) -> list[str]:
    """Return what was written, what was said and noted, and who did it: at most three lines."""
    saves, notes, comments, given, done = (source.rows.count() for source in found)
    lines = [_written(access, saves), _said(notes, comments, given, done), _who(access, found)]
    return [line for line in lines if line]


def _written(access: Access, saves: int) -> str:
    if not saves:
        return ""
    kinds = since_last.kinds_done(access)
    named = ", ".join(f"{word} {n}" for word, n in kinds[:MOST_NAMED])
    more = len(kinds) - MOST_NAMED
    if more > 0:
        named += ", " + ngettext("%(n)d more kind", "%(n)d more kinds", more) % {"n": more}
    text = ngettext(
        "written or changed once: %(kinds)s", "written or changed %(n)d times: %(kinds)s", saves
    )
    return text % {"n": saves, "kinds": named}


def _said(notes: int, comments: int, given: int, done: int) -> str:
    parts = (
        notes and ngettext("%(n)d note on a warning", "%(n)d notes on warnings", notes),
        comments and ngettext("%(n)d comment", "%(n)d comments", comments),
        given and ngettext("%(n)d new task", "%(n)d new tasks", given),
        done and ngettext("%(n)d task done", "%(n)d tasks done", done),
    )
    numbers = (notes, comments, given, done)
    return ", ".join(text % {"n": n} for text, n in zip(parts, numbers, strict=True) if text)


def _who(access: Access, found: Sequence[Source]) -> str:
    acts: Counter[int | None] = Counter()
    for source in found:
        for person, n in source.rows.order_by().values_list(source.who).annotate(n=Count("pk")):
            acts[person] += n
    people = User.objects.in_bulk({*acts} - {None})
    named = [f"{by(access.patient, people.get(who))}: {n}" for who, n in acts.most_common()]
    more = len(named) - MOST_NAMED
    last = [_("and others")] if more > 0 else []
    return ", ".join([*named[:MOST_NAMED], *last])
