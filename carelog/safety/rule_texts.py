"""The published text of each rule: why to call, and what to do until help is there.

Words only: the numbers to call are buttons on the page. No text names a disease, comforts, or
speaks of how much of a medicine to use. The one line about using a medicine is naloxone in RF-17,
for those who were shown how.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from education.wording import Text


@dataclass(frozen=True)
class RuleText:
    """What a warning says under its title: why, and what to do until help is there."""

    body: Text
    meanwhile: Text


_CALL_THEN_LIE_DOWN = _(
    "Call first. Then lie down, as flat as you can bear, and keep still. If you cannot walk or"
    " cannot be moved safely, call the emergency number. Do not travel by yourself."
)

_NOW: dict[str, RuleText] = {
    "RF-36": RuleText(
        body=_(
            "Chest pain, sudden trouble breathing or fainting is an emergency. Call the emergency"
            " number now. Tell them about your cancer."
        ),
        meanwhile=_("Do not drive yourself. Keep your phone near you. Unlock the door if you can."),
    ),
    "RF-17": RuleText(
        body=_(
            "Being very hard to wake, slow breathing or blue lips is an emergency. Call the"
            " emergency number now. Tell them about the cancer and the medicines."
        ),
        meanwhile=_("Stay with the person. Give naloxone if it is at hand and you were shown how."),
    ),
    "RF-26": RuleText(
        body=_(
            "A seizure or a tight throat is an emergency. On bone-strengthening treatment, so is an"
            " uneven heartbeat. Call the emergency number now. Tell them about your cancer."
        ),
        meanwhile=_("Do not stay alone. Do not drive yourself. Unlock the door if you can."),
    ),
    "RF-34": RuleText(
        body=_(
            "Heavy bleeding, vomiting blood, black stools, or coughing up more than streaks of"
            " blood needs help now. Call the emergency number. Tell them about your cancer. Say"
            " if you use a blood thinner."
        ),
        meanwhile=_("Do not drive yourself. Keep your phone near you. Unlock the door if you can."),
    ),
    "RF-43": RuleText(
        body=_(
            "A sudden or worst-ever headache, double vision, slurred speech, a drooping face or a"
            " fit is an emergency. Call the emergency number now. Tell them about your cancer."
        ),
        meanwhile=_("Note when it began. Do not stay alone. Do not drive yourself."),
    ),
    "RF-42": RuleText(
        body=_(
            "A swollen face, neck or arms with tightness or breathlessness is an emergency. Call"
            " the emergency number now. Tell them about your cancer."
        ),
        meanwhile=_("Do not drive yourself. Keep your phone near you. Unlock the door if you can."),
    ),
    "RF-02": RuleText(
        body=_(
            "Numbness between the legs, trouble passing or holding urine, or loss of bowel control"
            " is an emergency. Call the emergency number now. Tell them about your cancer."
        ),
        meanwhile=_CALL_THEN_LIE_DOWN,
    ),
    "RF-04": RuleText(
        body=_(
            "Sudden, very bad bone pain, a snap in a bone, a limb with a changed shape, or not"
            " being able to put weight on it could mean a bone needs urgent care. Call the"
            " emergency number, or go to the emergency department. Tell them about your cancer."
        ),
        meanwhile=_("Do not stand on that leg. Do not use that arm. Ask for help to move."),
    ),
    "RF-31": RuleText(
        body=_(
            "After a fall or near fall with a knock to the head, fainting or bad pain, or if you"
            " cannot get up, call the emergency number. Tell them about your cancer."
        ),
        meanwhile=_("Do not try to stand. Keep your phone near you. Do not stay alone."),
    ),
    "RF-01": RuleText(
        body=_(
            "Back or neck pain like a band or shooting needs help now, day or night. So do"
            " weakness, numbness, being unsteady or trouble walking that are new or getting worse."
            " Call your cancer line and say what you ticked. If you cannot get through, or there is"
            " no such line, call the emergency number."
        ),
        meanwhile=_CALL_THEN_LIE_DOWN,
    ),
    "RF-06": RuleText(
        body=_(
            "Confusion that is new or getting worse, or being very hard to wake, is an emergency."
            " Call the emergency number now. Tell them about the cancer and the medicines."
        ),
        meanwhile=_("Do not stay alone. Ask someone to stay with you and to help with the call."),
    ),
    "RF-08": RuleText(
        body=_(
            "Fever, shivering or suddenly feeling ill needs a call. If you had cancer treatment in"
            " the last six weeks, or immunotherapy in the last year, call your cancer line now, day"
            " or night, also without a fever. If you had neither, call your team today."
        ),
        meanwhile=_(
            "Have the card from your team at hand. Nobody answers, or it gets worse? Call the"
            " emergency number."
        ),
    ),
    "RF-21": RuleText(
        body=_(
            "No bowel movement for three days, with vomiting, a swollen belly or bad belly pain,"
            " needs help now, day or night. Call your cancer line. If you cannot get through, or"
            " there is no such line, call the emergency number."
        ),
        meanwhile=_("Do not stay alone. If the pain gets worse, call the emergency number."),
    ),
    "RF-45": RuleText(
        body=_(
            "Steroid tablets that do not stay down need help now, day or night. Without them you"
            " can get very ill fast. Call your cancer line. If you cannot get through, or there is"
            " no such line, call the emergency number. Tell them about the steroids."
        ),
        meanwhile=_("Have your steroid card and your medicines at hand. Do not stay alone."),
    ),
}

_TODAY: dict[str, RuleText] = {
    "RF-03": RuleText(
        body=_(
            "Back or neck pain that is new or getting worse should be checked soon. Call your"
            " cancer line today, at a weekend too. Call now, if there is also weakness, numbness,"
            " or trouble with bladder or bowels."
        ),
        meanwhile=_(
            "If your legs get weak or numb, or bladder or bowels change, call now, day or night."
            " No answer? Call the emergency number."
        ),
    ),
    "RF-18": RuleText(
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
        body=_(
            "Not being able to keep drinks or medicines down, or diarrhoea on cancer treatment,"
            " needs a call today. Call your cancer line. Tell them which medicines did not stay"
            " down. If steroid tablets are among them, call now."
        ),
        meanwhile=_(
            "If you also get a fever, call your cancer line now. If you get confused, call the"
            " emergency number."
        ),
    ),
    "RF-44": RuleText(
        body=_(
            "Four or more loose stools over the usual in a day, while on cancer treatment, need a"
            " call today. Call your cancer line. Tell them which treatment it is."
        ),
        meanwhile=_(
            "If you also get a fever, feel ill or cannot keep drinks down, call now, day or night."
            " No answer? Call the emergency number."
        ),
    ),
    "RF-07": RuleText(
        body=_(
            "Being very thirsty and passing a lot of urine, with sickness, tiredness or"
            " constipation, should be checked with a blood test. Call your cancer line today."
        ),
        meanwhile=_("If you get confused or very sleepy, call the emergency number."),
    ),
    "RF-23": RuleText(
        body=_(
            "A numb chin or lip needs a check. On bone-strengthening treatment, so do other changes"
            " in the mouth or jaw. Call your team and your dentist today. Tell both about this"
            " treatment."
        ),
        meanwhile=_(
            "If your face swells fast, or it gets hard to breathe or swallow, call the emergency"
            " number."
        ),
    ),
    "RF-25": RuleText(
        body=_(
            "On bone-strengthening treatment, tingling around the mouth or in the fingers, or"
            " muscle cramps, should be checked with a blood test. Call your cancer line today."
        ),
        meanwhile=_(
            "If your throat gets tight or your heart beats unevenly, call the emergency number."
        ),
    ),
    "RF-32": RuleText(
        body=_(
            "Any fall matters when cancer is in the bones. Call your team today, even if you feel"
            " all right. If you use a blood thinner, tell them."
        ),
        meanwhile=_(
            "If bad pain starts, or you get weak, numb or confused, call the emergency number."
        ),
    ),
    "RF-35": RuleText(
        body=_(
            "Bleeding or bruising that is new or getting worse should be checked. Call your cancer"
            " line today. If you use a blood thinner, tell them."
        ),
        meanwhile=_(
            "If it bleeds a lot, or you vomit blood or pass black stools, call the emergency"
            " number."
        ),
    ),
    "RF-37": RuleText(
        body=_(
            "Swelling or pain in one leg or arm that is new or getting worse should be checked"
            " today. Call your cancer line."
        ),
        meanwhile=_(
            "Do not rub it. If your chest hurts or you get short of breath, call the emergency"
            " number."
        ),
    ),
}

TEXTS: dict[str, RuleText] = _NOW | _TODAY
