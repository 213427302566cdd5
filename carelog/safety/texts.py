"""Published texts by rule id. Words only: the numbers to call are buttons on the page.

No text names a disease, comforts, or speaks of how much of a medicine to use.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from carelog.safety.signs import Text

NOTHING_FIRED = _("Saved. CareLog cannot tell if you are well. If you are worried, call your team.")
NOBODY_WATCHES = _("Nobody is watching CareLog. It has not told anyone. Please phone.")


@dataclass(frozen=True)
class RuleText:
    """What a warning says: the call, why, and what to do until help is there."""

    title: Text
    body: Text
    meanwhile: Text


_TEXTS: dict[str, RuleText] = {
    "RF-36": RuleText(
        title=_("Call the emergency number now"),
        body=_(
            "Chest pain or sudden trouble breathing is an emergency. Call the emergency number"
            " now. Tell them about your cancer."
        ),
        meanwhile=_("Do not drive yourself. Keep your phone near you. Unlock the door if you can."),
    ),
    "RF-02": RuleText(
        title=_("Go to the emergency department now"),
        body=_(
            "Numbness between the legs, or not being able to pass urine or hold your bowels, is"
            " an emergency. Go to the emergency department now, or call the emergency number."
            " Tell them about your cancer."
        ),
        meanwhile=_(
            "Lie down until you can go. Move as little as you can. Ask someone to come with you."
        ),
    ),
    "RF-04": RuleText(
        title=_("Call the emergency number now"),
        body=_(
            "Not being able to put weight on a leg or arm could mean a bone needs urgent care."
            " Call the emergency number, or go to the emergency department. Tell them about your"
            " cancer."
        ),
        meanwhile=_("Do not stand on that leg. Do not use that arm. Ask for help to move."),
    ),
    "RF-01": RuleText(
        title=_("Call your cancer line now"),
        body=_(
            "New weakness, numbness, trouble walking, or bladder or bowel changes need help now,"
            " day or night. Call your cancer line and say what you ticked. If you cannot get"
            " through, or there is no such line, go to the emergency department."
        ),
        meanwhile=_("Lie down and move as little as you can while you wait for help."),
    ),
    "RF-06": RuleText(
        title=_("Call your cancer line now"),
        body=_(
            "New confusion needs help now, day or night. Call your cancer line. If you cannot"
            " get through, or there is no such line, call the emergency number."
        ),
        meanwhile=_("Do not stay alone. Ask someone to stay with you and to help with the call."),
    ),
}


def text_for(rule_id: str) -> RuleText:
    """The published text of a rule. Raises KeyError for a rule without one."""
    return _TEXTS[rule_id]
