"""The check-in: each tap is a save of its own, and stopping after any of them loses nothing.

Keys are derived from the key of the form on Today, so a tap sent twice is one tap.
"""

import uuid
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from django.utils import timezone

from carelog.diary.actions import answer
from carelog.logs.models import (
    KINDS,
    CheckIn,
    Entry,
    PainEntry,
    SymptomsEntry,
)
from carelog.logs.sign_groups import SIGNS
from carelog.patients import clock, saving
from carelog.patients.access import Access, changing
from carelog.safety.models import RaisedWarning

RESUMED_FOR = timedelta(hours=4)
E = TypeVar("E", bound=Entry)
PARTS: tuple[type[Entry], ...] = KINDS


def begun_check_in(access: Access) -> CheckIn | None:
    """Return this actor's unfinished check-in; it can be resumed for RESUMED_FOR."""
    rows = access.rows(CheckIn).filter(recorded_by=access.actor, done_at=None)
    return rows.order_by("-opened_at").first()


def part(access: Access, check_in: CheckIn, kind: type[E]) -> E | None:
    """Return the entry of a kind that belongs to a check-in, if it stands."""
    return access.first(kind, check_in_id=check_in.pk)


def start(access: Access, key: uuid.UUID, worst: int, day: date) -> CheckIn:
    """First tap: the worst pain."""
    return say_worst(access, key, worst, day)[0]


def say_worst(
    access: Access, key: uuid.UUID, worst: int, day: date
) -> tuple[CheckIn, list[RaisedWarning]]:
    """Save the worst pain; return the check-in, and what answers a pain whose places have signs.

    The same key with another number is an edit of that pain. Raises saving.Conflict when the
    check-in was undone meanwhile, and ValidationError when the number cannot stand beside the
    pain's other numbers.
    """
    with changing(access):
        check_in = _check_in(access, key, day)
        pain = access.row_or_none(PainEntry, derived(key, PainEntry), removed=True)
        if pain is None:
            pain = PainEntry(worst_24h=worst, **entry_fields(access, check_in, PainEntry))
            saving.write_new(access, pain, {"places": []})
        elif (pain := _standing(access, pain)).worst_24h != worst:
            pain.worst_24h = worst
            pain.validate_constraints(exclude={"uid"})
            saving.keep_changed(access, pain, pain.version)
        return check_in, answer(access, pain)


def too_ill(access: Access, key: uuid.UUID, day: date) -> CheckIn:
    """One tap: a day heard from, in no mean."""
    with changing(access):
        now = timezone.now()
        check_in = _check_in(access, key, day, ill_at=now)
        if not check_in.too_ill:
            check_in.too_ill, check_in.done_at = True, now
            saving.keep_changed(access, check_in, check_in.version)
    return check_in


def answer_signs(
    access: Access, check_in: CheckIn, ticked: Collection[str], *, no_other: bool
) -> list[RaisedWarning]:
    """Second tap: save the answer sheet, or what changed in it, and answer it at once."""
    with changing(access):
        key = derived(check_in.uid, SymptomsEntry)
        sheet = access.row_or_none(SymptomsEntry, key, removed=True)
        if sheet is None:
            sheet = SymptomsEntry(**entry_fields(access, check_in, SymptomsEntry))
            sheet.say(ticked, shown=SIGNS, no_other=no_other)
            saving.write_new(access, sheet)
        else:
            sheet = _standing(access, sheet)
            before = sheet.answers()
            sheet.say(ticked, shown=SIGNS, no_other=no_other)
            if sheet.answers() != before or asks_again(check_in, sheet):
                saving.keep_changed(access, sheet, sheet.version)
        return answer(access, sheet)


def asks_again(check_in: CheckIn, sheet: SymptomsEntry | None) -> bool:
    """Say whether the signs were answered before the person said that they are too ill."""
    done_at = check_in.done_at if check_in.too_ill else None
    return bool(sheet and done_at and sheet.updated_at < done_at)


def sheet_to_fill(access: Access, check_in: CheckIn, *, is_answered: bool) -> SymptomsEntry:
    """Return the check-in's answer sheet for the whole form: the stored one, or a new one.

    What is sent as a new sheet stays one, so that the same press sent twice is one sheet.
    """
    sheet = SymptomsEntry(**entry_fields(access, check_in, SymptomsEntry))
    stored = None
    if not is_answered:
        stored = access.row_or_none(SymptomsEntry, sheet.uid, removed=True)
    if stored is None or stored.removed_at is None:
        return stored or sheet
    sheet.uid = uuid.uuid4()
    return sheet


def say_where(
    access: Access, pain: PainEntry, version: int, places: saving.Children
) -> list[RaisedWarning]:
    """Save where it hurts, and answer what a place says that stood before.

    Raises saving.Conflict where the pain was changed meanwhile.
    """
    with changing(access):
        return answer(access, saving.keep_changed(access, pain, version, places))


def finish(access: Access, check_in: CheckIn, main_concern: str = "") -> CheckIn:
    """Fourth tap: notes when it was done, and the one thing the team should know, if written."""
    concern = main_concern or check_in.main_concern
    if check_in.done_at is None or concern != check_in.main_concern:
        with changing(access):
            check_in.done_at = check_in.done_at or timezone.now()
            check_in.main_concern = concern
            saving.keep_changed(access, check_in, check_in.version)
    return check_in


def undo(access: Access, check_in: CheckIn) -> list[RaisedWarning]:
    """Remove a check-in with everything saved in it. What is gone raises nothing."""
    with changing(access):
        # First, so that its parts bear a later time than what was removed before.
        saving.remove(access, check_in, check_in.version)
        for kind in PARTS:
            for entry in access.rows(kind).filter(check_in=check_in):
                saving.remove(access, entry, entry.version)
    return []


def put_back(access: Access, check_in: CheckIn) -> list[RaisedWarning]:
    """Put a check-in back with everything removed together with it; return what answers it."""
    since, raised = check_in.removed_at, []
    with changing(access):
        for kind in PARTS:
            entry = access.row_or_none(kind, derived(check_in.uid, kind), removed=True)
            if entry and since and entry.removed_at and entry.removed_at >= since:
                raised += answer(access, saving.put_back(access, entry, entry.version))
        saving.put_back(access, check_in, check_in.version)
    return raised


def derived(key: uuid.UUID, kind: type[Entry]) -> uuid.UUID:
    """Return the key of an entry made by a check-in: the same for the same form."""
    return uuid.uuid5(key, kind.slug)


def meant_day(access: Access, night: str) -> date:
    """Return the day a tap is for: today, yesterday, or in the small hours the night before."""
    today = clock.today(access.patient)
    if night == "yesterday":
        return clock.day_before(today)
    if night == "last_night" and clock.is_small_hours(access.patient):
        return clock.day_before(today)
    return today


def _standing(access: Access, entry: E) -> E:
    """Return an entry as it stands; one removed by itself comes back with the next tap."""
    return saving.put_back(access, entry, entry.version) if entry.removed_at else entry


def _check_in(access: Access, key: uuid.UUID, day: date, ill_at: datetime | None = None) -> CheckIn:
    existing = access.row_or_none(CheckIn, key, removed=True)
    if existing is not None:
        if existing.removed_at is not None:
            raise saving.Conflict(existing)
        return existing
    check_in = CheckIn(uid=key, zone=access.patient.zone, day=day)
    check_in.opened_at = ill_at or timezone.now()
    check_in.too_ill, check_in.done_at = ill_at is not None, ill_at
    return saving.write_new(access, check_in)


def entry_fields(access: Access, check_in: CheckIn, kind: type[Entry]) -> dict[str, Any]:
    """Return what an entry made by a check-in begins with."""
    return {
        "uid": derived(check_in.uid, kind),
        "patient": access.patient,
        "at": timezone.now(),
        "zone": check_in.zone,
        "day": check_in.day,
        "check_in": check_in,
    }
