"""What a check-in carries over from the one before: places and the aid, never a severity."""

from datetime import timedelta
from typing import TypeVar

from django.db.models import QuerySet

from carelog.diary.check_in_taps import entry_fields, part
from carelog.logs.models import CheckIn, Entry, MobilityEntry, PainEntry, PainPlace
from carelog.patients import saving
from carelog.patients.access import Access, changing

CARRIED_FOR = timedelta(hours=48)
E = TypeVar("E", bound=Entry)


def earlier_places(access: Access, check_in: CheckIn) -> list[PainPlace]:
    """Return the places of the last pain before this check-in, at most 48 hours old."""
    rows = _just_before(access, check_in, PainEntry).filter(places__isnull=False)
    pain = rows.order_by("-at").first()
    return list(pain.places.all()) if pain else []


def earlier_aid(access: Access, check_in: CheckIn) -> MobilityEntry | None:
    """Return the last walking aid before this check-in, at most 48 hours old."""
    rows = _just_before(access, check_in, MobilityEntry)
    return rows.exclude(aid="").order_by("-at").first()


def left_to_carry(
    access: Access, check_in: CheckIn, pain: PainEntry | None
) -> tuple[list[PainPlace], MobilityEntry | None]:
    """Return the earlier places and aid that this check-in does not hold yet."""
    holds_places = pain is None or pain.places.exists()
    places = [] if holds_places else earlier_places(access, check_in)
    holds_aid = part(access, check_in, MobilityEntry) is not None
    return places, None if holds_aid else earlier_aid(access, check_in)


def _just_before(access: Access, check_in: CheckIn, kind: type[E]) -> QuerySet[E]:
    since = check_in.opened_at - CARRIED_FOR
    rows = access.rows(kind).filter(at__lt=check_in.opened_at, at__gte=since)
    # Never left out by this, and found by the index: a day may be one less than its moment's.
    rows = rows.filter(day__gte=check_in.day - CARRIED_FOR - timedelta(days=2))
    # A check-in for yesterday carries nothing that was said of today.
    rows = rows.filter(day__lte=check_in.day)
    return rows.exclude(check_in=check_in)


def same_as_yesterday(access: Access, check_in: CheckIn) -> None:
    """Third tap: carry over places and walking aid, marked as carried, and never a severity."""
    places, aid = earlier_places(access, check_in), earlier_aid(access, check_in)
    if not places and aid is None:
        return
    with changing(access):
        _carry_places(access, check_in, places)
        _carry_aid(access, check_in, aid)


def _carry_places(access: Access, check_in: CheckIn, earlier: list[PainPlace]) -> None:
    pain = part(access, check_in, PainEntry)
    if pain is None or not earlier or pain.places.exists():
        return
    day = earlier[0].pain.day
    places = [
        PainPlace(site=place.site, side=place.side, carried_from=place.carried_from or day)
        for place in earlier
    ]
    saving.keep_changed(access, pain, pain.version, {"places": places})


def _carry_aid(access: Access, check_in: CheckIn, earlier: MobilityEntry | None) -> None:
    if earlier is None or part(access, check_in, MobilityEntry) is not None:
        return
    fields = entry_fields(access, check_in, MobilityEntry)
    if access.row_or_none(MobilityEntry, fields["uid"], removed=True) is None:
        day = earlier.carried_from or earlier.day
        saving.write_new(access, MobilityEntry(**fields, aid=earlier.aid, carried_from=day))
