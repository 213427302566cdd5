"""Private answers: kept for the person who gave them alone, and opened by them to whom they name.

Saving one is told nowhere: it raises no data version, no warning that others see and no line of
the access log but that of the page.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from carelog.accounts.models import User
from carelog.patients import clock, saving
from carelog.patients.access import Access
from carelog.patients.models import Membership, Patient
from carelog.patients.models.share import between
from carelog.patients.rights import holding_rights
from carelog.safety.listed import EMERGENCY
from carelog.safety.models import PrivateAnswer, PrivateReader, PrivateWarning
from carelog.safety.private_rules import (
    CRISIS_LINE,
    PRIVATE_RULES,
    RULES_VERSION,
    PrivateRule,
    fired,
)
from carelog.safety.texts import title_for
from carelog.safety.warnings import Call, calls, in_order

Relation, State = Membership.Relation, Membership.State
USUAL_CALLS = (CRISIS_LINE, EMERGENCY)


@dataclass(frozen=True)
class Shown:
    """What a reader is shown whom somebody has opened their private answers to."""

    person: User
    answers: list[PrivateAnswer]


def mine(access: Access) -> QuerySet[PrivateAnswer]:
    """Return the answers of the actor, newest first, removed ones included."""
    return PrivateAnswer.objects.of(access.patient, access.actor)


def find(access: Access, uid: UUID) -> PrivateAnswer:
    """Return an answer of the actor. Raises Http404 for one of anybody else, as for none."""
    answer = mine(access).filter(uid=uid).first()
    if answer is None:
        raise Http404
    return answer


def standing(access: Access, uid: UUID | None) -> PrivateAnswer | None:
    """Return an answer of the actor that stands, or None where it was removed or there is none."""
    return mine(access).filter(uid=uid, removed_at=None).first() if uid else None


def begin(access: Access) -> PrivateAnswer:
    """Return an answer about to be given, now on the record's clock."""
    now = timezone.now()
    day = clock.today(access.patient)
    return PrivateAnswer(patient=access.patient, at=now, zone=access.patient.zone, day=day)


@contextmanager
def _keeping(access: Access, row: PrivateAnswer) -> Iterator[None]:
    """Change an answer in one transaction; saving.Conflict where somebody else was faster."""
    if not (access.may_write and access.is_own):
        raise PermissionDenied
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        current = mine(access).filter(uid=row.uid).first()
        if current is None:
            raise
        raise saving.Conflict(current) from error


def save(access: Access, row: PrivateAnswer, version: int | None = None) -> PrivateAnswer:
    """Save an answer once, however often it is sent, with the receipts of what it is answered.

    `version` is what the form of a correction showed; None for a new answer.

    Raises saving.Conflict when the answer, or the use of the form's key, has moved on.
    """
    with _keeping(access, row):
        if version is not None:
            return _answered(access, saving.keep_changed(access, row, version))
        # Sent again a moment later it is the same answer; under the key of another's it never is.
        row.digest = saving.digest_of({**row.answers(), "by": access.person.access_key})
        return _answered(access, saving.keep_new(access, row))


def remove(access: Access, answer: PrivateAnswer, version: int) -> PrivateAnswer:
    """Remove an answer; it can be put back."""
    with _keeping(access, answer):
        return saving.remove(access, answer, version)


def put_back(access: Access, answer: PrivateAnswer, version: int) -> PrivateAnswer:
    """Put a removed answer back; it is answered as when it was saved."""
    with _keeping(access, answer):
        return _answered(access, saving.put_back(access, answer, version))


def _answered(access: Access, row: PrivateAnswer) -> PrivateAnswer:
    hits = fired(row.answers())
    reachable = {call.role for call in calls(access)} if hits else set()
    for hit in hits:
        PrivateWarning.objects.of(access.patient, access.actor).get_or_create(
            answer=row,
            answer_version=row.version,
            rule=hit.rule.id,
            defaults=_receipt(access, hit, reachable),
        )
    return row


def _receipt(access: Access, hit: PrivateRule, reachable: set[str]) -> dict[str, object]:
    return {
        "patient": access.patient,
        "tier": hit.rule.tier,
        "rules_version": RULES_VERSION,
        "title": str(title_for(hit.rule.tier, hit.rule.calls, reachable)),
        "body": str(hit.text.body),
        "meanwhile": str(hit.text.meanwhile),
        "raised_at": timezone.now(),
    }


def calls_of(access: Access, raised: Iterable[PrivateWarning] = ()) -> tuple[list[Call], bool]:
    """Return all numbers there are, first those that the rules name; the crisis line if none do.

    Returns as well whether the first one is such a number.
    """
    named = {one.rule.id: one.rule.calls for one in PRIVATE_RULES}
    roles = [role for warning in raised for role in named.get(warning.rule, ())] or USUAL_CALLS
    numbers = in_order(calls(access), roles)
    return numbers, bool(numbers) and numbers[0].role in roles


def receipts(access: Access, answer: PrivateAnswer) -> QuerySet[PrivateWarning]:
    """Return what the answer, as it stands now, was answered with, in the published order."""
    own = PrivateWarning.objects.of(access.patient, access.actor)
    return own.filter(answer=answer, answer_version=answer.version)


def places(access: Access) -> list[tuple[Membership, PrivateReader | None]]:
    """Return the other members of the record, each with what opens the actor's answers to them."""
    opened = {row.place_id: row for row in _opened(access)}
    others = access.rows(Membership).filter(state=State.ACTIVE).exclude(user=access.actor)
    found = others.select_related("user").order_by("created_at")
    return [(place, opened.get(place.pk)) for place in found]


def readers(access: Access) -> list[str]:
    """Return the names of the members who can read the actor's answers now."""
    return [place.user.name for place, opened in places(access) if opened]


def place_of(access: Access, uid: UUID) -> Membership:
    """Return the place of another active member. Raises Http404 for any other."""
    for place, _row in places(access):
        if place.uid == uid:
            return place
    raise Http404


def open_to(access: Access, place: Membership, *, is_open: bool) -> None:
    """Open the actor's answers to another member, or close them; once is enough."""
    with holding_rights(access, by_owner=False):
        opened = _opened(access).filter(place=place)
        if not is_open:
            opened.update(closed_at=timezone.now())
        elif not opened.exists():
            opened.create(
                patient=access.patient,
                recorded_by=access.person,
                place=place,
                opened_at=timezone.now(),
            )
            Membership.objects.filter(pk=place.pk).update(reads_private=True)


def _opened(access: Access) -> QuerySet[PrivateReader]:
    return PrivateReader.objects.of(access.patient, access.actor).filter(closed_at=None)


def close_private(ended: QuerySet[Membership]) -> None:
    """Close what was opened to or by places that have ended: who comes back finds nothing open."""
    PrivateReader.objects.to_or_by(ended).update(closed_at=timezone.now())


def shown_to(access: Access) -> list[Shown]:
    """Return what others have opened to the member who reads; nothing to a link."""
    if access.actor is None or not access.reads_private:
        return []
    rows = PrivateReader.objects.open_to(access.patient.pk, access.actor.pk)
    rows = rows.select_related("recorded_by")
    return [one for row in rows if (one := shown(access.patient, row.recorded_by))]


def shown(
    patient: Patient, person: User, starts: date | None = None, ends: date | None = None
) -> Shown | None:
    """Return what somebody answered, within days; None who is no more the person of the record."""
    places = Membership.objects.filter(patient=patient, user=person, state=State.ACTIVE)
    if not places.filter(relation=Relation.PATIENT).exists():
        return None
    rows = PrivateAnswer.objects.of(patient, person).filter(removed_at=None)
    answers = list(rows.filter(between("day", starts, ends)))
    return Shown(person, answers) if answers else None
