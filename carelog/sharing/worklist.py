"""The records a person may open, in the order of stated reasons. There is no score."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, TypedDict

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from carelog.accounts.models import User
from carelog.clinical.change import mcid
from carelog.clinical.statistics import week_change
from carelog.lazy import LazyStr
from carelog.logs.models import PainEntry
from carelog.patients import clock
from carelog.patients.models import Membership, Patient, Revision
from carelog.safety.listed import RULES
from carelog.safety.models import RaisedWarning

#: So many records are looked through for reasons; with more, a search comes first.
MOST_COMPARED = 200
#: Choices of this project: from how many days on silence is said.
SILENT_DAYS = 3
EMERGENCIES = [rule.id for rule in RULES if rule.tier == "E"]
TWO_WEEKS = timedelta(days=14)
EMERGENCY: LazyStr = gettext_lazy("an emergency sign was ticked and is not dealt with")
RISING: LazyStr = gettext_lazy("worst pain rose by 2 points or more from one week to the next")


if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class _Asked(TypedDict):
        last_saved: datetime | None

    #: A place with the moment anything was last saved in its record.
    Place = WithAnnotations[Membership, _Asked]


@dataclass(frozen=True)
class Row:
    """One record of the list: whose, how the reader is placed, and why it stands where it does."""

    patient: Patient
    relation: str
    is_owner: bool
    reasons: tuple[str, ...]
    order: tuple

    @property
    def is_emergency(self) -> bool:
        """Say whether an emergency sign is open in it."""
        return str(EMERGENCY) in self.reasons


def places_of(user: User, named: str = "") -> "QuerySet[Place]":
    """Return the places a person has now, of records whose name holds some letters."""
    places = Membership.objects.filter(user=user, state=Membership.State.ACTIVE)
    if named:
        places = places.filter(patient__name__icontains=named)
    newest = Revision.objects.filter(patient=OuterRef("patient")).order_by("-at").values("at")[:1]
    return places.select_related("patient").annotate(last_saved=Subquery(newest))


def rows_of(places: "Iterable[Place]") -> list[Row]:
    """Return the records of some places, sorted by their reasons and then by name.

    An emergency sign ticked and not dealt with comes first, then rising pain, then silence, the
    longest first. What is outside a person's scope is no reason; silence means that nothing at
    all was saved.
    """
    places = list(places)
    emergencies = _with_emergency(_seeing(places, "warnings"))
    rising = _with_rising_pain(_seeing(places, "pain"))
    rows = [_row(place, emergencies, rising) for place in places]
    return sorted(rows, key=lambda row: row.order)


def _seeing(places: Sequence[Membership], domain: str) -> list[Patient]:
    return [place.patient for place in places if _sees(place, domain)]


def _sees(place: Membership, domain: str) -> bool:
    return place.role == Membership.Role.OWNER or domain in place.scope


def _with_emergency(patients: list[Patient]) -> set[int]:
    warnings = RaisedWarning.objects.filter(
        patient__in=patients, ended_at=None, rule__in=EMERGENCIES
    )
    return set(warnings.values_list("patient_id", flat=True))


def _with_rising_pain(patients: list[Patient]) -> set[int]:
    """Return the records in which the mean worst pain of the last 7 days is up by 2 or more.

    Compared with the 7 days before; both weeks need 4 logged days. Source of the 2 points:
    `clinical.change.mcid`.
    """
    today = {patient.pk: clock.today(patient) for patient in patients}
    if not today:
        return set()
    since = min(today.values()) - TWO_WEEKS
    days: dict[int, dict[date, int]] = defaultdict(dict)
    scores = PainEntry.objects.filter(patient__in=patients, day__gt=since)
    for pk, day, worst, now in scores.values_list("patient_id", "day", "worst_24h", "now"):
        said = [score for score in (worst, now, days[pk].get(day)) if score is not None]
        if said:
            days[pk][day] = max(said)
    return {pk for pk, values in days.items() if _rises(values, today[pk])}


def _rises(values: dict[date, int], today: date) -> bool:
    change = week_change(values, today)
    if change.now.value is None or change.before.value is None:
        return False
    return mcid(change.before.value, change.now.value) == "worse"


def _row(place: "Place", emergencies: set[int], rising: set[int]) -> Row:
    patient = place.patient
    is_urgent, is_rising = patient.pk in emergencies, patient.pk in rising
    silent = _silent_days(place.last_saved or patient.created_at)
    reasons = [str(EMERGENCY)] * is_urgent + [str(RISING)] * is_rising
    if silent >= SILENT_DAYS:
        reasons.append(
            ngettext("nothing saved for %(n)d day", "nothing saved for %(n)d days", silent)
            % {"n": silent}
        )
    order = (not is_urgent, not is_rising, -silent if silent >= SILENT_DAYS else 0)
    return Row(
        patient,
        place.get_relation_display(),
        place.role == Membership.Role.OWNER,
        tuple(reasons),
        (*order, patient.name.casefold(), patient.pk),
    )


def _silent_days(last: datetime) -> int:
    return (timezone.now() - last).days


def emergencies_of(places: "QuerySet[Place]") -> "list[Place]":
    """Return those of some places in whose records an emergency sign is not dealt with.

    Only where the person may see warnings: to be listed would tell of one.
    """
    warnings = RaisedWarning.objects.filter(ended_at=None, rule__in=EMERGENCIES)
    found = places.filter(patient__in=warnings.values("patient"))
    return [place for place in found if _sees(place, "warnings")]


def explained(compared: bool) -> str:
    """Return the sentence that says how the list is sorted."""
    if compared:
        return _(
            "Sorted by: an emergency sign not dealt with, worst pain up by 2 points or more in a"
            " week, days without an entry, then name. It is no judgement of how anyone is."
        )
    return _("There are too many records to list. Search by name, or type more of it.")
