"""Listed signs: which tick shows which published text. A table and nothing else.

Each rule looks at single ticks only. Nothing is added up, compared or ranked, and no rule knows
what else is true of a person: what depends on a medicine is said in its words.
"""

from dataclasses import dataclass
from datetime import date

from carelog.safety.signs import SIGNS_BY_FIELD

# Raised whenever a rule, its ticks, its order or its text changes; warnings keep it.
RULES_VERSION = "listed-4"

EMERGENCY, CANCER_LINE, TEAM = "emergency", "cancer_line", "team"


@dataclass(frozen=True)
class Rule:
    """One listed-sign rule.

    `tier` is "E" (emergency now) or "T" (call today). `signs` pairs a field with the stored
    codes that fire. `calls` are roles of numbers to offer, first to last. `replaces` are rules
    that leave the screen when this one is shown; they are stored all the same.
    `signed_off_by` and `signed_off_on` stay empty until a named clinician has signed.
    """

    id: str
    tier: str
    signs: tuple[tuple[str, tuple[str, ...]], ...]
    calls: tuple[str, ...]
    source: str
    replaces: tuple[str, ...] = ()
    signed_off_by: str = ""
    signed_off_on: date | None = None


def _any_yes(*fields: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((field, SIGNS_BY_FIELD[field].yes) for field in fields)


_NOW: tuple[Rule, ...] = (
    Rule(
        id="RF-36",
        tier="E",
        signs=_any_yes("chest_pain", "breathless_sudden", "fainted"),
        calls=(EMERGENCY,),
        source="Gloucestershire Hospitals NHS Foundation Trust, Blood clots; OncoLink",
    ),
    Rule(
        id="RF-17",
        tier="E",
        signs=_any_yes("hard_to_wake", "slow_breathing", "blue_lips"),
        calls=(EMERGENCY,),
        source="CDC, signs of an opioid overdose; naloxone: generally known, to be verified",
    ),
    Rule(
        id="RF-26",
        tier="E",
        signs=_any_yes("seizure", "throat_tightness", "irregular_heartbeat"),
        calls=(EMERGENCY,),
        source="Generally known, to be verified",
    ),
    Rule(
        id="RF-34",
        tier="E",
        signs=(
            ("bleeding", ("heavy",)),
            *_any_yes("vomit_blood", "black_stool"),
            ("cough_blood", ("more",)),
        ),
        calls=(EMERGENCY,),
        source="The Christie NHS Foundation Trust (severe bleeding: emergency number)",
    ),
    Rule(
        id="RF-02",
        tier="E",
        signs=(
            *_any_yes("saddle_numb"),
            ("bladder_change", ("retention",)),
            *_any_yes("bowel_control_loss"),
        ),
        calls=(EMERGENCY, CANCER_LINE),
        source="NICE CG75, Metastatic spinal cord compression, 2008 (replaced by NG234, 2023)",
        replaces=("RF-01",),
    ),
    Rule(
        id="RF-04",
        tier="E",
        signs=_any_yes("cannot_bear_weight", "limb_deformity", "snap_heard"),
        calls=(EMERGENCY, CANCER_LINE),
        source="BMJ 2021;372:n98, Suspected bony metastases",
    ),
    Rule(
        id="RF-31",
        tier="E",
        signs=_any_yes("fall_head_hit", "fall_fainted", "fall_could_not_get_up", "fall_bad_pain"),
        calls=(EMERGENCY,),
        source="Our own choice; BMJ 2021;372:n98, Suspected bony metastases",
        replaces=("RF-32",),
    ),
    Rule(
        id="RF-01",
        tier="E",
        signs=_any_yes(
            "band_or_shooting_pain",
            "limb_weakness_new",
            "limb_numb_new",
            "unsteady_new",
            "cannot_walk_new",
            "bladder_change",
            "bowel_control_loss",
        ),
        calls=(CANCER_LINE, EMERGENCY),
        source=(
            "NICE NG234, Spinal metastases and metastatic spinal cord compression, 2023;"
            " NICE CG75, 2008; RNOH patient leaflet; Macmillan Cancer Support"
        ),
        replaces=("RF-03",),
    ),
    Rule(
        id="RF-06",
        tier="E",
        signs=_any_yes("confusion_new"),
        calls=(CANCER_LINE, EMERGENCY),
        source="Marie Curie, Hypercalcaemia (new confusion: tell the team at once)",
    ),
)

_TODAY: tuple[Rule, ...] = (
    Rule(
        id="RF-03",
        tier="T",
        signs=_any_yes("back_pain_unspecified", "spine_pain_signs"),
        calls=(CANCER_LINE, TEAM),
        source=(
            "NICE NG234, Spinal metastases and metastatic spinal cord compression, 2023 (pain"
            " features: within 24 hours); NICE CG75, 2008"
        ),
    ),
    Rule(
        id="RF-18",
        tier="T",
        signs=_any_yes("drowsy_most_of_day", "hallucinations", "jerking"),
        calls=(CANCER_LINE, TEAM),
        source="Generally known, to be verified",
    ),
    Rule(
        id="RF-22",
        tier="T",
        signs=_any_yes("cannot_keep_fluids_24h"),
        calls=(CANCER_LINE, TEAM),
        source="Our own choice",
    ),
    Rule(
        id="RF-23",
        tier="T",
        signs=_any_yes(
            "jaw_pain", "jaw_swelling_or_pus", "loose_tooth", "numb_chin_lip", "exposed_bone"
        ),
        calls=(TEAM, CANCER_LINE),
        source="MHRA Drug Safety Update, September 2014; BCNA",
    ),
    Rule(
        id="RF-25",
        tier="T",
        signs=_any_yes("tingling_mouth_fingers", "muscle_cramps"),
        calls=(CANCER_LINE, TEAM),
        source="BCNA; Mayo Clinic, Zoledronic acid",
    ),
    Rule(
        id="RF-32",
        tier="T",
        signs=_any_yes("fall_any"),
        calls=(TEAM, CANCER_LINE),
        source="Our own choice; CDC STEADI asks about falls",
    ),
    Rule(
        id="RF-35",
        tier="T",
        signs=(
            ("bleeding", ("minor",)),
            *_any_yes("nosebleed_over_10min", "new_bruising", "blood_urine_stool"),
            ("cough_blood", ("streaks",)),
        ),
        calls=(CANCER_LINE, TEAM),
        source="Cancer Research UK, Secondary bone cancer Q&A",
    ),
    Rule(
        id="RF-37",
        tier="T",
        signs=_any_yes("one_limb_swelling"),
        calls=(CANCER_LINE, TEAM),
        source="Gloucestershire Hospitals NHS Foundation Trust, Blood clots",
    ),
)

RULES: tuple[Rule, ...] = (*_NOW, *_TODAY)
