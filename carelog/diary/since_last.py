"""What others did since this person last looked, told from the states of rows as they were then."""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, IntegerField, Q, QuerySet, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from carelog.accounts.models import User
from carelog.dashboard.looks import LOOKS, Look
from carelog.diary.kinds import RECORDED
from carelog.entries import words
from carelog.entries.models import Recorded
from carelog.logs.models import CheckIn
from carelog.medications.models import Dose, Medication
from carelog.patients.access import Access
from carelog.patients.models import Kept, KeptState, Membership, Number, Revision
from carelog.patients.saving import as_said
from carelog.safety.models import WarningState
from carelog.safety.states import heading, in_words, states_of

ON_A_PAGE = 60
#: Visits, questions, decisions and events; warnings; numbers to call.
OTHER, WARNING, CALL = Look("calendar", "care"), Look("siren", ""), Look("phone", "care")
LOOKED = LOOKS | {Dose: LOOKS[Medication], Number: CALL, CheckIn: Look("sun", "body")}
TOLD: tuple[type[Kept], ...] = (*RECORDED, CheckIn, Number)
MODELS = {kind._meta.label_lower: kind for kind in TOLD}


@dataclass(frozen=True)
class Happening:
    """One act of someone else: when, who, what became of what, in the words of that moment.

    `group` is the word for its kind, `to` the address of what it is about, "" for what is gone.
    """

    at: datetime
    by: User | None
    act: str
    group: str
    title: str
    said: str
    to: str
    is_removed: bool
    look: Look


@dataclass(frozen=True)
class Source:
    """Acts of others since the reader looked: rows, their columns of when and who, and how told.

    `told` takes keys of rows and returns them as happenings, by key.
    """

    rows: QuerySet[Any]
    when: str
    who: str
    told: Callable[[Collection[int]], dict[int, Happening]]


def sources(access: Access) -> list[Source]:
    """Return what this room and those below it know of: entries, and notes on warnings."""
    noted = states_of(access).filter(at__gt=access.seen_until).exclude(recorded_by=access.actor)
    return [
        Source(_revisions(access), "at", "by", lambda keys: _saves(access, keys)),
        Source(noted, "at", "recorded_by", lambda keys: _notes(access, noted, keys)),
    ]


def newest(found: Sequence[Source], start: int, stop: int) -> list[Happening]:
    """Return some of the acts of all sources, the newest first: those from `start` to `stop`."""
    first, *rest = (
        source.rows.order_by()
        .annotate(moment=F(source.when), number=Value(number, IntegerField()))
        .values_list("moment", "number", "pk")
        for number, source in enumerate(found)
    )
    index = first.union(*rest, all=True).order_by("-moment", "-number", "-pk")[start:stop]
    order = [(number, pk) for _moment, number, pk in index]
    keys: dict[int, list[int]] = defaultdict(list)
    for number, pk in order:
        keys[number].append(pk)
    told = {number: found[number].told(wanted) for number, wanted in keys.items()}
    return [told[number][pk] for number, pk in order]


def count(found: Sequence[Source]) -> int:
    """Return how many acts there are."""
    return sum(source.rows.count() for source in found)


def happenings(access: Access, most: int) -> tuple[list[Happening], int]:
    """Return the newest acts of others, at most so many, and how many there are in all."""
    found = sources(access)
    return newest(found, 0, most), count(found)


def kinds_done(access: Access) -> list[tuple[str, int]]:
    """Return how many saves of each kind there are, by its word in the plural, most first."""
    counted = _revisions(access).order_by().values_list("model").annotate(n=Count("pk"))
    named = [(plural(MODELS[label]), n) for label, n in counted]
    return sorted(named, key=lambda one: (-one[1], one[0]))


def plural(kind: type[Kept]) -> str:
    """Return the word for rows of a kind."""
    return _("check-ins") if kind is CheckIn else str(kind._meta.verbose_name_plural)


def _revisions(access: Access) -> QuerySet[Revision]:
    """Return the saves of others in scope; of check-ins those that say something themselves."""
    seen = [label for label, kind in MODELS.items() if kind is not CheckIn and access.may_see(kind)]
    wanted = Q(model__in=seen)
    if access.may_see(CheckIn):
        says = Q(snapshot__too_ill=True)
        if access.sees("concern"):
            says |= ~Q(snapshot__main_concern="")
        wanted |= Q(model=CheckIn._meta.label_lower) & says
    found = Revision.objects.filter(wanted, patient=access.patient, at__gt=access.seen_until)
    return found.exclude(by=access.actor)


def _saves(access: Access, keys: Collection[int]) -> dict[int, Happening]:
    states = [*Revision.objects.filter(pk__in=keys).select_related("by")]
    rows, before = _rows(access, states), _before(access, states)
    return {
        one.pk: _save(access, rows[one.model, one.uid], before.get(_version(one, -1)), one)
        for one in states
    }


def _version(state: KeptState, step: int = 0) -> tuple[str, UUID, int]:
    return state.model, state.uid, state.version + step


def _before(access: Access, states: list[Revision]) -> dict[tuple[str, UUID, int], Revision]:
    """Return the state before each that changed something."""
    changed = {state.uid for state in states if state.act == KeptState.Act.CHANGED}
    found = Revision.objects.filter(patient=access.patient, uid__in=changed) if changed else ()
    return {_version(state): state for state in found}


def _rows(access: Access, states: list[Revision]) -> dict[tuple[str, UUID], Kept]:
    wanted = defaultdict(set)
    for state in states:
        wanted[state.model].add(state.uid)
    found: dict[tuple[str, UUID], Kept] = {}
    for label, uids in wanted.items():
        kind = MODELS[label]
        rows = access.rows(kind, removed=True).filter(uid__in=uids)
        reads = kind.reads if issubclass(kind, Recorded) else ()
        found |= {(label, row.uid): row for row in rows.select_related(*reads)}
    return found


def _save(access: Access, row: Kept, before: Revision | None, state: Revision) -> Happening:
    then = as_said(row, state)
    title, said, to = _told(access, then)
    if before is not None and isinstance(row, Recorded):
        said = _changed(access, row, before, state) or said
    return Happening(
        at=state.at,
        by=state.by,
        act=capfirst(state.get_act_display()),
        group=capfirst(plural(type(row))),
        title=title,
        said=said,
        to=to,
        is_removed=row.removed_at is not None,
        look=LOOKED.get(type(row), OTHER),
    )


def _told(access: Access, then: Kept) -> tuple[str, str, str]:
    """Return what a row is called, what it said, and where it is."""
    record = access.patient.uid
    if isinstance(then, Recorded):
        said = words.in_short(then, access.actor)
        return then.heading(), said, reverse("entry", args=[record, type(then), then.uid])
    if isinstance(then, CheckIn):
        concern = f"“{then.main_concern}”" if access.sees("concern") and then.main_concern else ""
        said = ", ".join(filter(None, (_("too ill") if then.too_ill else "", concern)))
        name = _("Check-in, %(day)s") % {"day": date_format(then.day, "j F Y")}
        return name, said, reverse("day", args=[record, then.day])
    if isinstance(then, Number):
        return str(then.get_role_display()), then.number, reverse("number_list", args=[record])
    raise TypeError(f"{type(then)} is not told")


def _changed(access: Access, row: Recorded, before: Revision, after: Revision) -> str:
    notes = access.sees("notes")
    changes = words.changes(type(row), before, after, notes=notes, reader=access.actor)
    text = _("%(label)s was %(was)s, now %(now)s")
    return "; ".join(
        text % {"label": one.label.rstrip("?"), "was": one.was, "now": one.now} for one in changes
    )


def _notes(
    access: Access, noted: QuerySet[WarningState], keys: Collection[int]
) -> dict[int, Happening]:
    states = noted.filter(pk__in=keys).select_related("recorded_by", "warning", "takes_back")
    return {
        state.pk: Happening(
            at=state.at,
            by=state.recorded_by,
            act=_("Noted"),
            group=_("Warnings"),
            title=heading(state),
            said=in_words(state),
            to=reverse("act_now", args=[access.patient.uid]),
            is_removed=False,
            look=WARNING,
        )
        for state in states.prefetch_related("warning__triggers")
    }


def mark_seen(access: Access, until: datetime) -> None:
    """Note up to when this person has seen everything: theirs alone, no part of the record.

    A moment to come counts as now, and one before the last mark changes nothing.
    """
    until = min(until, timezone.now())
    place = Membership.objects.filter(patient=access.patient, user=access.actor)
    place.filter(Q(looked_at=None) | Q(looked_at__lt=until)).update(looked_at=until)
