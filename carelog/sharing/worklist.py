"""The records a person may open, in the order of stated reasons. There is no score."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from carelog.accounts.models import User
from carelog.appointments.models import Appointment
from carelog.appointments.series import not_over
from carelog.patients.models import Membership, Patient, Revision
from carelog.sharing.worklist_reasons import (
    CLOSED,
    EMERGENCY,
    RISING,
    SAME_DAY,
    WORDS,
    Pain,
    Reason,
    of_pain,
    of_silence,
    of_warnings,
    pain_of,
    said_at,
    warned,
    warnings_of,
)

#: So many records are looked through for reasons; with more, a search comes first.
MOST_COMPARED = 200

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class _Asked(TypedDict):
        last_saved: datetime | None
        last_of_others: datetime | None

    #: A place with the moment anything was last saved in its record, and by somebody else.
    Place = WithAnnotations[Membership, _Asked]


@dataclass(frozen=True)
class Row:
    """One record of the list: whose, how the reader is placed, and why it stands where it does.

    `pain` is None where none was logged for two weeks or it is out of scope, `sees` tells which.
    """

    patient: Patient
    relation: str
    is_owner: bool
    sees: frozenset[str]
    reasons: tuple[Reason, ...]
    pain: Pain | None
    heard: str
    order: tuple
    visit: str = ""
    waiting: tuple[str, ...] = ()

    def stands_for(self, code: str) -> bool:
        """Say whether it has a reason."""
        return any(reason.code == code for reason in self.reasons)


def places_of(user: User, named: str = "") -> "QuerySet[Place]":
    """Return the places a person has now, of records whose name holds some letters."""
    places = Membership.objects.filter(user=user, state=Membership.State.ACTIVE)
    if named:
        places = places.filter(patient__name__icontains=named)
    saved = Revision.objects.filter(patient=OuterRef("patient")).order_by("-at")
    others = saved.filter(Q(by=None) | ~Q(by=user))
    return places.select_related("patient").annotate(
        last_saved=Subquery(saved.values("at")[:1]),
        last_of_others=Subquery(others.values("at")[:1]),
    )


def rows_of(places: "Iterable[Place]", user: User) -> list[Row]:
    """Return the records of some places, sorted by their reasons and then by name.

    What is outside a person's scope is no reason; silence means that nothing at all was saved, a
    clinician's own saves left out.
    """
    places = list(places)
    warnings = warnings_of(_seeing(places, "warnings"), user)
    pains = pain_of([place.patient for place in _seeing(places, "pain")])
    rows = [
        _row(place, of_warnings(warnings.get(place.patient_id, []), place.patient), pains)
        for place in places
    ]
    return sorted(rows, key=lambda row: row.order)


def _seeing(places: "Sequence[Place]", domain: str) -> "list[Place]":
    return [place for place in places if domain in _sees(place)]


def _sees(place: Membership) -> frozenset[str]:
    is_owner = place.role == Membership.Role.OWNER
    return frozenset({"warnings", "pain", "visits"} if is_owner else place.scope)


def _row(place: "Place", signs: list[Reason], pains: dict[int, Pain]) -> Row:
    patient, pain = place.patient, pains.get(place.patient_id)
    is_team = place.relation == Membership.Relation.CLINICIAN
    last = place.last_of_others if is_team else place.last_saved
    silent, silence = of_silence(last, patient)
    reasons = (*signs, *of_pain(pain), *silence)
    codes = {reason.code for reason in reasons}
    order = (*(code not in codes for code in (EMERGENCY, SAME_DAY, CLOSED, RISING)), -silent)
    return Row(
        patient,
        place.get_relation_display(),
        place.role == Membership.Role.OWNER,
        _sees(place),
        reasons,
        pain,
        said_at(last, patient) if last else "",
        (*order, patient.name.casefold(), patient.pk),
    )


def warned_of(places: "QuerySet[Place]", user: User) -> "list[Place]":
    """Return those of some places in whose records a sign is open, or was closed since.

    Only where the person may see warnings: to be listed would tell of one.
    """
    found = places.filter(patient__in=warned(user).values("patient"))
    return _seeing(list(found), "warnings")


def chips_of(rows: Sequence[Row]) -> list[tuple[str, str, int]]:
    """Return the reasons there are, each with its word and how many records have it."""
    counted = Counter(reason.code for row in rows for reason in row.reasons)
    return [(code, str(word), counted[code]) for code, word in WORDS.items() if counted[code]]


def with_facts(rows: Sequence[Row]) -> list[Row]:
    """Return the rows of one page, each with its next visit, in scope, and who waits for a yes."""
    seen = [row.patient.pk for row in rows if "visits" in row.sees]
    coming = Appointment.objects.filter(not_over(timezone.now()), patient__in=seen)
    visits: dict[int, str] = {}
    for visit in coming.order_by("starts_at", "pk"):
        start = date_format(visit.local_start, "D j M, H:i")
        visits.setdefault(visit.patient_id, f"{start}, {visit.name}")
    waiting = _waiting_for([row.patient.pk for row in rows if row.is_owner])
    return [
        replace(
            row,
            visit=visits.get(row.patient.pk, ""),
            waiting=tuple(waiting.get(row.patient.pk, ())),
        )
        for row in rows
    ]


def _waiting_for(owned: list[int]) -> dict[int, list[str]]:
    pending = Membership.objects.filter(patient__in=owned, state=Membership.State.PENDING)
    names: dict[int, list[str]] = defaultdict(list)
    for pk, name in pending.order_by("created_at", "pk").values_list("patient", "user__name"):
        names[pk].append(name or "–")
    return names


def explained(compared: bool) -> str:
    """Return the sentence that says how the list is sorted."""
    if compared:
        return _(
            "Sorted by the reason on each line, then by name. It is no judgement of how anyone is,"
            " and nobody watches these records."
        )
    return _(
        "There are too many records to list: these have an open sign, or one closed since you"
        " looked. Search the others by name, or type more of it. Nobody watches these records."
    )
