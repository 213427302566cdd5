"""What the page of warnings shows: each open one, what was done about it, and what is asked."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from carelog.patients.access import Access
from carelog.safety import states, warnings
from carelog.safety.forms import EndingForm, NoteForm
from carelog.safety.models import RaisedWarning
from carelog.safety.texts import NOBODY_WATCHES, SOMEBODY_KNOWS


@dataclass(frozen=True)
class Asked:
    """A warning with what was done about it, and the forms for what is done next."""

    told: warnings.Told
    acts: list[states.Act]
    note: NoteForm
    ending: EndingForm


@dataclass(frozen=True)
class Ended:
    """What was dealt with in one act: what had been noted before, and what was said of the end."""

    act: warnings.EndedAct
    notes: list[states.Act]
    said: str


def context_of(
    access: Access,
    about: RaisedWarning | None = None,
    note: NoteForm | None = None,
    ending: EndingForm | None = None,
) -> dict[str, Any]:
    """Return what the page shows; `note` or `ending` was typed about a warning and is not kept."""
    now, today = warnings.parts(access).values()
    on_screen = [*now.warnings, *today.warnings]
    if about and about not in [told.warning for told in on_screen]:
        # It was dealt with meanwhile, or another stands for it: what was typed is shown still.
        on_screen.append(warnings.told_of(access, about, ()))
    ended = warnings.ended_acts(access)
    of_all = [told.warning for told in on_screen] + [act.warning for act in ended]
    acts = states.acts_on(access, of_all) if of_all else {}
    asked = [_asked(told, acts, about, note, ending) for told in on_screen]
    knows = [states.somebody_knows(one.told.warning, one.acts) for one in asked]
    return {
        "access": access,
        "now": now,
        "today": today,
        "warnings": [*now.warnings, *today.warnings],
        "asked": asked,
        "endings": _endings(access),
        "ended": [_ended(act, acts.get(act.warning.pk, [])) for act in ended],
        "somebody_knows": any(knows),
        "nobody_watches": NOBODY_WATCHES,
        "no_call": SOMEBODY_KNOWS,
        "has_sign": access.is_own,
        "answers_first": "advised" if access.relation == "clinician" else "called",
    }


def _asked(
    told: warnings.Told,
    acts: dict[int, list[states.Act]],
    about: RaisedWarning | None,
    note: NoteForm | None,
    ending: EndingForm | None,
) -> Asked:
    key, is_about = told.warning.uid, told.warning == about
    fresh = NoteForm(initial={"uid": uuid.uuid4()}, auto_id=f"note_{key}_%s")
    return Asked(
        told,
        acts.get(told.warning.pk, []),
        note if note and is_about else fresh,
        ending if ending and is_about else EndingForm(auto_id=f"end_{key}_%s"),
    )


def _ended(act: warnings.EndedAct, acts: list[states.Act]) -> Ended:
    ends = [one.row.text for one in acts if one.row.state == act.warning.ending]
    return Ended(act, [one for one in acts if one.stands], ends[-1] if ends else "")


def _endings(access: Access) -> list[tuple[str, str]]:
    """Return how a warning may end, in words of who presses: the sign may be another's."""
    labels = {code: str(capfirst(label)) for code, label in RaisedWarning.Ending.choices}
    if not access.is_own:
        labels["help"] = _("%(name)s has got help") % {"name": access.patient.name}
    return [*labels.items()]
