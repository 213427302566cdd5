"""The signs beyond those of the check-in, in the groups in which the whole sheet asks them."""

from dataclasses import dataclass

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from education.signs import Text
from education.stop_and_call import LINES


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
        _("Breathing, heart and waking"),
        (
            "hard_to_wake",
            "slow_breathing",
            "blue_lips",
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
        ("seizure", "jerking", "tingling_mouth_fingers", "muscle_cramps"),
    ),
    Group(
        "bleeding",
        _("Bleeding"),
        ("vomit_blood", "black_stool", "nosebleed_over_10min", "new_bruising", "blood_urine_stool"),
        ("bleeding", "cough_blood"),
    ),
    Group(
        "limbs",
        _("Bones, arms and legs"),
        ("cannot_walk_new", "limb_deformity", "snap_heard", "one_limb_swelling"),
    ),
    Group(
        "fever",
        _("Shivering and feeling ill"),
        ("shivering", "feels_unwell"),
        text=LINES["RF-08"].text,
    ),
    Group(
        "belly",
        _("Belly and keeping things down"),
        ("cannot_keep_fluids_24h", "nausea_or_vomiting", "swollen_belly"),
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
