"""Raising and ending warnings. Call these inside `changing(access)`."""

from collections.abc import Mapping
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone

from carelog.patients.access import Access
from carelog.safety.listed import RULES_VERSION
from carelog.safety.models import RaisedWarning, Trigger
from carelog.safety.rules import Hit, evaluate, rule_for
from carelog.safety.texts import text_for


def raise_warnings(
    access: Access, answers: Mapping[str, object], entry_uid: UUID, entry_version: int
) -> list[RaisedWarning]:
    """Run the listed signs over an entry's answers; return the open warnings to show now.

    An emergency is shown each time, what needs a call today once on a day of the record. A rule
    with an open warning gets one more trigger, no second warning. Saving the same version of an
    entry again adds nothing, also when its warning has been dealt with meanwhile.
    """
    raised = [_raise(access, hit, entry_uid, entry_version) for hit in evaluate(answers)]
    return [
        warning
        for warning in raised
        if warning.is_open and _is_due(warning, entry_uid, entry_version)
    ]


def _is_due(warning: RaisedWarning, entry_uid: UUID, entry_version: int) -> bool:
    if rule_for(warning.rule).tier == "E":
        return True
    own = warning.triggers.get(entry_uid=entry_uid, entry_version=entry_version)
    before = warning.triggers.filter(pk__lt=own.pk).last()
    zone = ZoneInfo(warning.patient.zone)
    return before is None or before.at.astimezone(zone).date() < own.at.astimezone(zone).date()


def _raise(access: Access, hit: Hit, entry_uid: UUID, entry_version: int) -> RaisedWarning:
    """Return the warning that answers a hit: the one it raised before, an open one, a new one."""
    of_rule = RaisedWarning.objects.filter(patient=access.patient, rule=hit.rule_id)
    answered = of_rule.filter(triggers__entry_uid=entry_uid, triggers__entry_version=entry_version)
    if before := answered.first():
        return before
    text, now = text_for(hit.rule_id), timezone.now()
    warning, _created = RaisedWarning.objects.get_or_create(
        patient=access.patient,
        rule=hit.rule_id,
        ended_at=None,
        defaults={
            "rules_version": RULES_VERSION,
            "title": str(text.title),
            "body": str(text.body),
            "meanwhile": str(text.meanwhile),
            "raised_at": now,
            "raised_by": access.actor,
        },
    )
    Trigger.objects.create(
        warning=warning,
        entry_uid=entry_uid,
        entry_version=entry_version,
        facts=[list(fact) for fact in hit.facts],
        at=now,
    )
    return warning


def end_warning(access: Access, warning: RaisedWarning, ending: str) -> RaisedWarning:
    """Note that someone has dealt with a warning; one that has ended stays as it is."""
    if warning.is_open:
        warning.ended_at, warning.ended_by = timezone.now(), access.actor
        warning.ending = ending
        warning.save(update_fields=("ended_at", "ended_by", "ending"))
    return warning
