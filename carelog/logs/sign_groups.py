"""What is asked together: the lines of the check-in with their parts, and groups of the rest."""

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from education.stop_and_call import LINES
from education.wording import Text

#: A line of the check-in with its parts, each a column: ticked without any it is its own.
PARTS: dict[str, tuple[str, ...]] = {
    "back_pain_unspecified": ("band_or_shooting_pain", "spine_pain_signs"),
    "limbs_unspecified": (
        "limb_weakness_new",
        "limb_numb_new",
        "unsteady_new",
        "cannot_walk_new",
    ),
    "seat_unspecified": ("bladder_change", "bowel_control_loss", "saddle_numb"),
    "bone_unspecified": ("sudden_bone_pain", "snap_heard", "cannot_bear_weight", "limb_deformity"),
    "confused_unspecified": ("confusion_new", "hard_to_wake", "slow_breathing", "blue_lips"),
    "fever_unspecified": ("fever_felt", "shivering", "feels_unwell"),
    "chest_unspecified": ("chest_pain", "breathless_sudden"),
    "face_neck_arm_swelling": (),
    "head_unspecified": ("head_signs", "seizure"),
    "thirst_with_urine": (),
    "keep_down_unspecified": (
        "cannot_keep_fluids_24h",
        "steroids_not_kept_down",
        "diarrhoea_on_treatment",
    ),
    "bleeding_unspecified": ("vomit_blood", "black_stool"),
}
#: What the check-in asks, line by line, a line's parts behind it.
SIGNS: tuple[str, ...] = tuple(name for line, parts in PARTS.items() for name in (line, *parts))


class Tick(NamedTuple):
    """A sign as a page asks it: its column, its words in one language, the parts under it."""

    field: str
    label: str
    parts: tuple["Tick", ...] = ()


@dataclass(frozen=True)
class Group:
    """Signs asked under one heading, with a "none of these" of their own.

    `ticks` are columns of yes, no or unanswered; `others` are asked with chips, a pad or a number.
    `text` is the published line for signs of the group that fire no rule by themselves.
    """

    key: str
    heading: Text
    ticks: tuple[str, ...]
    others: tuple[str, ...] = ()
    text: Text = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """Return every column of the group in the order asked."""
        return (*self.ticks, *self.others)


MORE_SIGNS: tuple[Group, ...] = (
    Group(
        "waking",
        _("Waking, throat and heart"),
        (
            "fainted",
            "throat_tightness",
            "irregular_heartbeat",
            "drowsy_most_of_day",
            "hallucinations",
        ),
    ),
    Group(
        "nerves",
        _("Nerves and muscles"),
        ("jerking", "tingling_mouth_fingers", "muscle_cramps"),
    ),
    Group(
        "bleeding",
        _("Bleeding"),
        ("nosebleed_over_10min", "new_bruising", "blood_urine_stool"),
        ("bleeding", "cough_blood"),
    ),
    Group(
        "limbs",
        _("Arms and legs"),
        ("one_limb_swelling",),
    ),
    Group(
        "belly",
        _("Belly"),
        ("blocked_bowel_signs", "nausea_or_vomiting", "swollen_belly"),
        ("belly_pain",),
        format_lazy(
            "{} {}",
            LINES["RF-21"].text,
            _("Call your cancer line now. No answer? Call the emergency number."),
        ),
    ),
    Group(
        "thirst",
        _("Thirst, bowels and tiredness"),
        (
            "thirst_increased",
            "urine_increased",
            "constipation_new",
            "very_tired_new",
            "appetite_loss_new",
        ),
        text=format_lazy("{} {}", LINES["RF-07"].text, _("Call your cancer line today.")),
    ),
    Group(
        "mouth",
        _("Mouth and jaw"),
        ("jaw_pain", "jaw_swelling_or_pus", "loose_tooth", "numb_chin_lip", "exposed_bone"),
        ("mouth_sore_days",),
        _(
            "On bone-strengthening treatment, a mouth sore for two weeks: call your team and your"
            " dentist today."
        ),
    ),
)

MORE_TICKS: tuple[str, ...] = tuple(name for group in MORE_SIGNS for name in group.ticks)
MORE_OTHERS: tuple[str, ...] = tuple(name for group in MORE_SIGNS for name in group.others)
MORE_COLUMNS: tuple[str, ...] = tuple(name for group in MORE_SIGNS for name in group.columns)
