"""Published texts by rule id. Words only: the numbers to call are buttons on the page.

No text names a disease, comforts, or speaks of how much of a medicine to use. The one line about
using a medicine is naloxone in RF-17, for those who were shown how.
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


_NOW: dict[str, RuleText] = {
    "RF-36": RuleText(
        title=_("Call the emergency number now"),
        body=_(
            "Chest pain, sudden trouble breathing or fainting is an emergency. Call the emergency"
            " number now. Tell them about your cancer."
        ),
        meanwhile=_("Do not drive yourself. Keep your phone near you. Unlock the door if you can."),
    ),
    "RF-17": RuleText(
        title=_("Call the emergency number now"),
        body=_(
            "Being very hard to wake, slow breathing or blue lips is an emergency. Call the"
            " emergency number now. Tell them about the cancer and the medicines."
        ),
        meanwhile=_("Stay with the person. Give naloxone if it is at hand and you were shown how."),
    ),
    "RF-26": RuleText(
        title=_("Call the emergency number now"),
        body=_(
            "A seizure is an emergency. On bone-strengthening treatment, so is a tight throat or"
            " an uneven heartbeat. Call the emergency number now. Tell them about your cancer."
        ),
        meanwhile=_("Do not stay alone. Do not drive yourself. Unlock the door if you can."),
    ),
    "RF-34": RuleText(
        title=_("Call the emergency number now"),
        body=_(
            "Heavy bleeding, vomiting blood, black stools, or coughing up more than streaks of"
            " blood needs help now. Call the emergency number. Tell them about your cancer. Say"
            " if you use a blood thinner."
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
            "A snap in a bone, a limb with a changed shape, or not being able to put weight on it"
            " could mean a bone needs urgent care. Call the emergency number, or go to the"
            " emergency department. Tell them about your cancer."
        ),
        meanwhile=_("Do not stand on that leg. Do not use that arm. Ask for help to move."),
    ),
    "RF-31": RuleText(
        title=_("Call the emergency number now"),
        body=_(
            "After a fall with a knock to the head, fainting or bad pain, or if you cannot get"
            " up, call the emergency number. Tell them about your cancer."
        ),
        meanwhile=_("Do not try to stand. Keep your phone near you. Do not stay alone."),
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

_TODAY: dict[str, RuleText] = {
    "RF-18": RuleText(
        title=_("Call your cancer line today"),
        body=_(
            "Being sleepy most of the day, seeing things that are not there, or jerking can be"
            " linked to medicine or illness. Call your cancer line today, before your next visit."
        ),
        meanwhile=_(
            "Ask someone to stay with you. If you get very hard to wake, or your breathing gets"
            " slow, they must call the emergency number."
        ),
    ),
    "RF-22": RuleText(
        title=_("Call your cancer line today"),
        body=_(
            "Not being able to keep fluids or medicine down needs a call today. Call your cancer"
            " line. Tell them which medicines did not stay down."
        ),
        meanwhile=_("If it gets worse, or you get confused, go to the emergency department."),
    ),
    "RF-23": RuleText(
        title=_("Call your team today"),
        body=_(
            "On bone-strengthening treatment, changes in the mouth or jaw need a check. Call your"
            " team and your dentist today. Tell both about this treatment."
        ),
        meanwhile=_(
            "If your face swells fast, or it gets hard to breathe or swallow, call the emergency"
            " number."
        ),
    ),
    "RF-25": RuleText(
        title=_("Call your cancer line today"),
        body=_(
            "On bone-strengthening treatment, tingling around the mouth or in the fingers, or"
            " muscle cramps, should be checked with a blood test. Call your cancer line today."
        ),
        meanwhile=_(
            "If your throat gets tight or your heart beats unevenly, call the emergency number."
        ),
    ),
    "RF-32": RuleText(
        title=_("Call your team today"),
        body=_(
            "Any fall matters when cancer is in the bones. Call your team today, even if you feel"
            " all right. If you use a blood thinner, tell them."
        ),
        meanwhile=_(
            "If bad pain starts, or you get weak, numb or confused, call the emergency number."
        ),
    ),
    "RF-35": RuleText(
        title=_("Call your cancer line today"),
        body=_(
            "New bleeding or bruising should be checked. Call your cancer line today. If you use a"
            " blood thinner, tell them."
        ),
        meanwhile=_(
            "If it bleeds a lot, or you vomit blood or pass black stools, call the emergency"
            " number."
        ),
    ),
    "RF-37": RuleText(
        title=_("Call your cancer line today"),
        body=_(
            "New swelling or pain in one leg or arm should be checked today. Call your cancer line."
        ),
        meanwhile=_(
            "Do not rub it. If your chest hurts or you get short of breath, call the emergency"
            " number."
        ),
    ),
}

_TEXTS: dict[str, RuleText] = _NOW | _TODAY


def text_for(rule_id: str) -> RuleText:
    """The published text of a rule. Raises KeyError for a rule without one."""
    return _TEXTS[rule_id]
