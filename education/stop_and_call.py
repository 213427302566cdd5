"""The one list of signs that cannot wait: `/urgent/` and every page read their lines here.

A line is made of the words of its signs, so that what a person ticks is what the list says. The
order is the published one. It is by whom to call, and the same for everyone.
"""

from dataclasses import dataclass

from django.utils.functional import lazy
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from education.signs import WORDS
from education.wording import Text


@dataclass(frozen=True)
class Line:
    """What one rule says on the list. `is_common` puts it on every page that tells when to call.

    `is_urgent` puts it on `/urgent/`; the others stand on pages alone.
    """

    rule: str
    text: Text
    is_common: bool = False
    is_urgent: bool = True


@dataclass(frozen=True)
class Group:
    """Lines with one thing to do."""

    key: str
    heading: Text
    lines: tuple[Line, ...]


def _sentence(frame: Text, signs: tuple[Text, ...]) -> str:
    return str(capfirst(str(frame) % {"signs": "; ".join(map(str, signs))}))


_lazy_sentence = lazy(_sentence, str)


def _line(rule: str, *signs: Text, frame: Text = "%(signs)s.", **more: bool) -> Line:
    """Return the line of some signs, in their own words."""
    return Line(rule, _lazy_sentence(frame, signs), **more)


def _told(*fields: str) -> tuple[Text, ...]:
    return tuple(WORDS[field].told for field in fields)


def _below(*fields: str) -> tuple[Text, ...]:
    """Return the words of signs as they stand under a question that says the rest."""
    return tuple(WORDS[field].below for field in fields)


def _on_bone_agent(field: str) -> Text:
    return format_lazy(_("on bone-strengthening treatment: {sign}"), sign=WORDS[field].told)


_EMERGENCY = (
    _line("RF-36", *_told("chest_pain", "breathless_sudden", "fainted"), is_common=True),
    _line(
        "RF-17",
        *_told("hard_to_wake", "slow_breathing", "blue_lips"),
        frame=_("%(signs)s. Stay with the person."),
        is_common=True,
    ),
    _line(
        "RF-26",
        *_told("seizure", "throat_tightness"),
        _on_bone_agent("irregular_heartbeat"),
    ),
    _line(
        "RF-34",
        WORDS["bleeding"].of("heavy"),
        *_told("vomit_blood", "black_stool"),
        WORDS["cough_blood"].of("more"),
        is_common=True,
    ),
    _line("RF-43", *_told("head_signs")),
    _line("RF-42", *_told("face_neck_arm_swelling")),
    _line(
        "RF-02",
        *_told("saddle_numb", "bladder_change", "bowel_control_loss"),
        frame=_("%(signs)s. Call first. Then lie flat and keep still."),
        is_common=True,
    ),
    _line(
        "RF-04",
        *_told("sudden_bone_pain", "snap_heard", "cannot_bear_weight", "limb_deformity"),
        frame=_("%(signs)s. Do not stand on it."),
        is_common=True,
    ),
    _line(
        "RF-06",
        *_told("confusion_new"),
        frame=_("%(signs)s. Stay with the person."),
        is_common=True,
    ),
    _line(
        "RF-31",
        *_below("fall_head_hit", "fall_fainted", "fall_could_not_get_up", "fall_bad_pain"),
        frame=_("In or after a fall or near fall: %(signs)s. Do not try to stand."),
    ),
    Line(
        "RF-28",
        _(
            "Thoughts of ending your life, or not feeling safe. You can also call a crisis line."
            " Tell someone near you."
        ),
    ),
)

_CANCER_LINE = (
    _line(
        "RF-01",
        *_below("limb_weakness_new", "limb_numb_new", "unsteady_new", "cannot_walk_new"),
        format_lazy("{} {}", *_below("back_pain_unspecified", "band_or_shooting_pain")),
        frame=_(
            "New or getting worse: %(signs)s. Call first. Then lie flat and keep still. Do not"
            " travel by yourself."
        ),
        is_common=True,
    ),
    _line(
        "RF-08",
        *_told("fever_felt", "shivering", "feels_unwell"),
        frame=_(
            "%(signs)s, within six weeks of cancer treatment or a year of immunotherapy: follow the"
            " card your team gave you. If you had neither, call your team today."
        ),
        is_common=True,
    ),
    _line("RF-21", *_told("blocked_bowel_signs")),
    _line("RF-45", *_told("steroids_not_kept_down")),
    Line(
        "RF-16",
        _(
            "More paracetamol (acetaminophen) in 24 hours than the label allows, even if you feel"
            " well. You can also call a poison line."
        ),
    ),
)

_TODAY: tuple[Line, ...] = (
    _line("RF-03", *_told("back_pain_unspecified", "spine_pain_signs"), is_common=True),
    Line(
        "RF-05",
        _("Pain in a bone, new or getting worse, most of all when you stand, walk or use an arm."),
        is_common=True,
    ),
    _line("RF-18", *_told("drowsy_most_of_day", "hallucinations", "jerking")),
    _line("RF-22", *_below("cannot_keep_fluids_24h")),
    _line("RF-44", *_told("diarrhoea_on_treatment")),
    _line("RF-07", *_told("thirst_with_urine")),
    _line(
        "RF-23",
        *_told("numb_chin_lip"),
        _on_bone_agent("jaw_pain"),
        *_told("jaw_swelling_or_pus", "loose_tooth", "exposed_bone"),
        frame=_("%(signs)s; a mouth sore for two weeks. Call your dentist too."),
    ),
    _line(
        "RF-25",
        _on_bone_agent("tingling_mouth_fingers"),
        *_told("muscle_cramps"),
    ),
    Line(
        "RF-29",
        _("The feeling that life is not worth living. You can also call a crisis line."),
    ),
    _line(
        "RF-32",
        *_told("fall_any"),
        frame=_("%(signs)s, even if you feel all right. Say if you use a blood thinner."),
    ),
    _line(
        "RF-35",
        *_told("new_bruising"),
        WORDS["bleeding"].of("minor"),
        *_told("nosebleed_over_10min", "blood_urine_stool"),
        WORDS["cough_blood"].of("streaks"),
    ),
    _line("RF-37", *_told("one_limb_swelling"), frame=_("%(signs)s. Do not rub it.")),
)
# What needs a figure or a medicine stands on the pages that explain it.
_ON_PAGES = (
    ("RF-11", _("Worst pain of 7 or more for two days.")),
    ("RF-12", _("Pain still 7 or more an hour after an extra dose.")),
    ("RF-14", _("Four or more extra doses of strong pain medicine a day, two days running.")),
    ("RF-15", _("More of any medicine in 24 hours than the label allows.")),
    ("RF-19", _("A fever while you wear a pain patch.")),
    ("RF-20", _("On strong pain medicine: no bowel movement for three days.")),
    ("RF-38", _("A day or more of steroid tablets that may have been missed.")),
    ("RF-40", _("Moving much less than last week.")),
    ("RF-41", _("Hardly anything eaten for three days.")),
    ("RF-33", _("5% of your weight lost in a month, or 10% in six months.")),
    ("RF-27", _("On bone-strengthening treatment: new thigh, hip or groin pain.")),
    ("RF-30", _("Very upset, worried or low: 8 or more out of 10.")),
)
_ALL_TODAY = (*_TODAY, *(Line(rule, text, is_urgent=False) for rule, text in _ON_PAGES))

GROUPS: tuple[Group, ...] = (
    Group("emergency", _("Call the emergency number now"), _EMERGENCY),
    Group(
        "cancer_line",
        _("Call your cancer line now. No answer? Call the emergency number."),
        _CANCER_LINE,
    ),
    Group("today", _("Call your cancer line or your team today"), _ALL_TODAY),
)
LINES: dict[str, Line] = {line.rule: line for group in GROUPS for line in group.lines}
