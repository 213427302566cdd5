"""What became of warnings: read as far as the warnings are, and said in words."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet, prefetch_related_objects
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from carelog.patients.access import Access
from carelog.patients.models import Membership, Patient
from carelog.safety.models import RaisedWarning, WarningState
from carelog.safety.warnings import open_warnings, shown, ticked_words
from education.wording import Text

State = WarningState.State
_HEADINGS: dict[str, Text] = {
    State.SEEN: gettext_lazy("Warning seen"),
    State.CALLED: gettext_lazy("Called about a warning"),
    State.ADVISED: gettext_lazy("What the team said about a warning"),
    State.REOPENED: gettext_lazy("Warning opened again"),
    State.UNDONE: gettext_lazy("Note on a warning taken back"),
}
_ENDED = gettext_lazy("Warning noted as dealt with")
_BRIEFLY: dict[str, Text] = {
    State.SEEN: gettext_lazy("Seen by %(who)s, %(when)s"),
    State.CALLED: gettext_lazy("%(who)s called, %(when)s"),
    State.ADVISED: gettext_lazy("What the team said, noted by %(who)s, %(when)s"),
    State.HELP: gettext_lazy("Closed by %(who)s, %(when)s: “I have got help”"),
    State.MISTAKE: gettext_lazy("Closed by %(who)s, %(when)s: “this was entered by mistake”"),
    State.REOPENED: gettext_lazy("Opened again by %(who)s, %(when)s"),
}
_RELATIONS: dict[str, Text] = {
    Membership.Relation.CAREGIVER: pgettext_lazy("who noted it", "family or caregiver"),
    Membership.Relation.CLINICIAN: pgettext_lazy("who noted it", "clinician"),
}


@dataclass(frozen=True)
class Act:
    """What someone did about a warning, as a page tells it.

    `is_note` says that it can be taken back, `is_taken_back` that it was.
    """

    row: WarningState
    words: str
    is_note: bool
    is_taken_back: bool

    @property
    def stands(self) -> bool:
        """Say whether it is a note that nobody has taken back."""
        return self.is_note and not self.is_taken_back


def states_of(access: Access) -> QuerySet[WarningState]:
    """Return what was done about the warnings that this reader may see, oldest first."""
    return access.rows(WarningState).filter(warning__in=access.rows(RaisedWarning))


def acts_on(access: Access, warnings: Iterable[RaisedWarning]) -> dict[int, list[Act]]:
    """Return all that was done about some warnings, oldest first, by the key of the warning."""
    rows = access.rows(WarningState).filter(warning__in=[one.pk for one in warnings])
    found: dict[int, list[Act]] = defaultdict(list)
    for row in rows.exclude(state=State.UNDONE).select_related("recorded_by", "taken_back_by"):
        is_note, taken_back = row.state in WarningState.NOTES, hasattr(row, "taken_back_by")
        found[row.warning_id].append(Act(row, briefly(access.patient, row), is_note, taken_back))
    return found


def standing(
    access: Access, warnings: Collection[RaisedWarning], moment: datetime
) -> dict[int, list[WarningState]]:
    """Return what stood noted about some warnings at a moment, oldest first, by their keys."""
    found: dict[int, list[WarningState]] = {warning.pk: [] for warning in warnings}
    rows = access.rows(WarningState).filter(warning__in=[*found], state__in=WarningState.NOTES)
    rows = rows.filter(at__lte=moment).exclude(taken_back_by__at__lte=moment)
    for row in rows.select_related("recorded_by") if found else ():
        found[row.warning_id].append(row)
    return found


def somebody_knows(warning: RaisedWarning, acts: Iterable[Act]) -> bool:
    """Say whether anyone but who entered the sign has noted that they know of it.

    A call counts whoever made it: then there is somebody who was called.
    """
    standing = (act.row for act in acts if act.stands)
    return any(
        row.state != State.SEEN or row.recorded_by_id != warning.raised_by_id for row in standing
    )


def last_standing(states: Iterable[WarningState]) -> WarningState | None:
    """Return what was done last of all that was done about a warning, and was not taken back."""
    rows = sorted(states, key=lambda row: (row.at, row.pk))
    taken_back = {row.takes_back_id for row in rows}
    rows = [row for row in rows if row.state != State.UNDONE and row.pk not in taken_back]
    return rows[-1] if rows else None


def last_words(access: Access) -> list[str]:
    """Return what was done last about each open warning on the screen, in words, each once."""
    found = shown(open_warnings(access))
    prefetch_related_objects(found, "states__recorded_by")
    last = (last_standing(warning.states.all()) for warning in found)
    rows = sorted((row for row in last if row), key=lambda row: (row.at, row.pk))
    return list(dict.fromkeys(briefly(access.patient, row) for row in rows))


def briefly(patient: Patient, state: WarningState, *, with_relation: bool = True) -> str:
    """Return what someone did, who and when on the record's clock: "Seen by Eva, 14:05".

    Without the relation nothing is asked of the database, so that a list of records may say it.
    """
    person = state.recorded_by
    relation = patient.relations.get(person.pk, "") if person and with_relation else ""
    name = (person.name if person else "") or "–"
    if relation == Membership.Relation.PATIENT and not (person and person.name):
        name = patient.name
    who = f"{name} ({_RELATIONS[relation]})" if relation in _RELATIONS else name
    said = str(_BRIEFLY[state.state]) % {"who": who, "when": moment(patient, state.at)}
    return f"{said}: “{state.text}”" if state.text else said


def moment(patient: Patient, at: datetime) -> str:
    """Return the time of today, or day and time, on the clock of the record."""
    zone = ZoneInfo(patient.zone)
    there, is_today = at.astimezone(zone), at.astimezone(zone).date() == _today(zone)
    return date_format(there, "H:i" if is_today else "j M, H:i")


def _today(zone: ZoneInfo) -> object:
    return timezone.now().astimezone(zone).date()


def heading(state: WarningState) -> str:
    """Return in short what someone did."""
    return str(_HEADINGS.get(state.state, _ENDED))


def in_words(state: WarningState) -> str:
    """Return what was done and said, what had been ticked by then, and what was shown for it."""
    ticked = "; ".join(ticked_words(state.warning, until=state.at))
    shown_then = _("shown then: “%(title)s”") % {"title": state.warning.title}
    is_end = state.state in WarningState.ENDS
    parts = (_how(state), state.text and f"“{state.text}”", ticked, shown_then if is_end else "")
    return " · ".join(part for part in parts if part)


def _how(state: WarningState) -> str:
    """Return which of the two ends it was, or what was taken back; the heading says the rest."""
    if state.takes_back is not None:
        return f"“{capfirst(state.takes_back.get_state_display())}”"
    is_end = state.state in (State.HELP, State.MISTAKE)
    return f"“{capfirst(state.get_state_display())}”" if is_end else ""
