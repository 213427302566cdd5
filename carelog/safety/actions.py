"""Raising warnings, noting what is done about them, ending them and taking that back.

Call these inside `changing(access)`.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from carelog.patients.access import Access
from carelog.patients.models import Membership
from carelog.safety.listed import RULES_VERSION
from carelog.safety.models import RaisedWarning, Trigger, WarningState
from carelog.safety.rules import Hit, evaluate, rule_for
from carelog.safety.texts import text_for, title_for
from carelog.safety.warnings import calls, stood_for

Relation = Membership.Relation


def raise_warnings(
    access: Access, answers: Mapping[str, object], entry_uid: UUID, entry_version: int
) -> list[RaisedWarning]:
    """Run the listed signs over an entry's answers; return the open warnings to show now.

    Each tick is shown each time. A rule with an open warning gets one more trigger, no second
    warning. Saving the same version of an entry again adds nothing, also when its warning has been
    dealt with meanwhile.
    """
    hits = evaluate(answers)
    reachable = {call.role for call in calls(access)} if hits else set()
    raised = [_raise(access, hit, reachable, entry_uid, entry_version) for hit in hits]
    return [warning for warning in raised if warning.is_open]


def _raise(
    access: Access, hit: Hit, reachable: set[str], entry_uid: UUID, entry_version: int
) -> RaisedWarning:
    """Return the warning that answers a hit: the one it raised before, an open one, a new one."""
    of_rule = RaisedWarning.objects.filter(patient=access.patient, rule=hit.rule_id)
    answered = of_rule.filter(triggers__entry_uid=entry_uid, triggers__entry_version=entry_version)
    if before := answered.first():
        return before
    rule, text, now = rule_for(hit.rule_id), text_for(hit.rule_id), timezone.now()
    # The receipt says whom to call, also where a clinician writes.
    reader = Relation.PATIENT if access.is_own else Relation.CAREGIVER
    warning, _created = RaisedWarning.objects.get_or_create(
        patient=access.patient,
        rule=hit.rule_id,
        ended_at=None,
        defaults={
            "rules_version": RULES_VERSION,
            "title": str(title_for(rule.tier, rule.calls, reachable, reader=reader)),
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


class SaidOtherwise(Exception):
    """The key of a form was used before, for something else."""


def note(access: Access, warning: RaisedWarning, said: WarningState) -> None:
    """Keep that someone has seen a warning, called, or was told something, once however often sent.

    What was said in a call holds for the warnings that this one stands for, too. Seen is said once
    a person, until the sign is ticked again.

    Raises SaidOtherwise where the key of `said` stands for something else.
    """
    said.patient, said.warning, said.recorded_by = access.patient, warning, access.person
    if known := WarningState.objects.filter(uid=said.uid).first():
        names = ("patient_id", "warning_id", "state", "text", "recorded_by_id")
        if any(getattr(known, name) != getattr(said, name) for name in names):
            raise SaidOtherwise
        return
    if said.state == WarningState.State.SEEN and _has_seen(access, warning):
        return
    said.at = timezone.now()
    said.save(force_insert=True)
    if said.state != WarningState.State.SEEN:
        _note(access, stood_for(access, warning), said.state, said.at, said.text)


def _has_seen(access: Access, warning: RaisedWarning) -> bool:
    seen = access.rows(WarningState).filter(warning=warning, recorded_by=access.actor)
    seen = seen.filter(state=WarningState.State.SEEN, taken_back_by=None)
    ticked = [tick.at for tick in warning.triggers.all()]
    return seen.filter(at__gte=max(ticked, default=warning.raised_at)).exists()


def take_back(access: Access, said: WarningState) -> None:
    """Take back what one act noted about warnings; it stays, and so does that it was taken back.

    Raises PermissionDenied for anyone but who noted it and the owner.
    """
    if said.recorded_by_id != access.person.pk and not access.is_owner:
        raise PermissionDenied
    act = {"state": said.state, "at": said.at, "recorded_by": said.recorded_by}
    now = timezone.now()
    for one in access.rows(WarningState).filter(taken_back_by=None, text=said.text, **act):
        undone = {"state": WarningState.State.UNDONE, "takes_back": one, "at": now}
        WarningState.objects.create(
            patient=access.patient, warning_id=one.warning_id, recorded_by=access.actor, **undone
        )


def end_warnings(
    access: Access, warnings: Iterable[RaisedWarning], ending: str, text: str = ""
) -> None:
    """Note in one act that someone has dealt with warnings; one that has ended stays as it is."""
    now = timezone.now()
    found = [warning for warning in warnings if warning.is_open]
    for warning in found:
        _set_end(warning, ended_at=now, ended_by=access.actor, ending=ending)
    _note(access, found, ending, now, text)


def reopen_warnings(access: Access, warning: RaisedWarning) -> None:
    """Open again all that ended in one act with this warning; an open one stays as it is.

    Where its rule was ticked again meanwhile, the warning that is open since is the one to answer,
    and the earlier one stays ended.
    """
    of_record = access.rows(RaisedWarning)
    open_rules = {*of_record.filter(ended_at=None).values_list("rule", flat=True)}
    together = of_record.filter(ended_at=warning.ended_at, ended_by=warning.ended_by)
    found = [*together.exclude(ended_at=None).exclude(rule__in=open_rules)]
    for ended in found:
        _set_end(ended, ended_at=None, ended_by=None, ending="")
    _note(access, found, WarningState.State.REOPENED, timezone.now())


def _set_end(warning: RaisedWarning, **end: object) -> None:
    for name, value in end.items():
        setattr(warning, name, value)
    warning.save(update_fields=[*end])


def _note(
    access: Access, warnings: Iterable[RaisedWarning], state: str, at: datetime, text: str = ""
) -> None:
    """Keep what was done about warnings, with who and when."""
    act = {"patient": access.patient, "state": state, "at": at, "recorded_by": access.actor}
    WarningState.objects.bulk_create(
        WarningState(warning=one, text=text, **act) for one in warnings
    )
