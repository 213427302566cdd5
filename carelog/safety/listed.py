"""Listed signs: which tick shows which published text. A table and nothing else.

Each rule looks at single ticks only. Nothing is added up, compared or ranked, and no rule knows
what else is true of a person: what depends on a medicine is said in its words.
"""

from dataclasses import dataclass
from datetime import date
from functools import partial

from carelog.safety.signs import SIGNS_BY_FIELD

# Raised whenever a rule, its ticks, its order or its text changes; warnings keep it.
RULES_VERSION = "listed-5"

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


_now, _today = partial(Rule, tier="E"), partial(Rule, tier="T")


def _any_yes(*fields: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((field, SIGNS_BY_FIELD[field].yes) for field in fields)


_NOW: tuple[Rule, ...] = (
    _now(
        id="RF-36",
        signs=_any_yes("chest_unspecified", "chest_pain", "breathless_sudden", "fainted"),
        calls=(EMERGENCY,),
        source="Gloucestershire Hospitals NHS Foundation Trust, Blood clots; OncoLink",
    ),
    _now(
        id="RF-17",
        signs=_any_yes("hard_to_wake", "slow_breathing", "blue_lips"),
        calls=(EMERGENCY,),
        source="CDC, signs of an opioid overdose; naloxone: generally known, to be verified",
    ),
    _now(
        id="RF-26",
        signs=_any_yes("seizure", "throat_tightness", "irregular_heartbeat"),
        calls=(EMERGENCY,),
        source="Generally known, to be verified",
    ),
    _now(
        id="RF-34",
        signs=(
            ("bleeding", ("heavy",)),
            *_any_yes("bleeding_unspecified", "vomit_blood", "black_stool"),
            ("cough_blood", ("more",)),
        ),
        calls=(EMERGENCY,),
        source="The Christie NHS Foundation Trust (severe bleeding: emergency number)",
    ),
    _now(
        id="RF-43",
        signs=_any_yes("head_unspecified", "head_signs"),
        calls=(EMERGENCY,),
        source="NHS, Stroke: symptoms; acute oncology pages of NHS trusts (to be verified)",
    ),
    _now(
        id="RF-42",
        signs=_any_yes("face_neck_arm_swelling"),
        calls=(EMERGENCY, CANCER_LINE),
        source=(
            "Canadian Cancer Society, Superior vena cava syndrome; NHS Lothian RefHelp (to be"
            " verified)"
        ),
    ),
    _now(
        id="RF-02",
        signs=_any_yes("seat_unspecified", "saddle_numb", "bladder_change", "bowel_control_loss"),
        calls=(EMERGENCY, CANCER_LINE),
        source=(
            "NICE NG234, Spinal metastases and metastatic spinal cord compression, 2023; NICE CG75,"
            " 2008 (replaced by it)"
        ),
        replaces=("RF-01",),
    ),
    _now(
        id="RF-04",
        signs=_any_yes(
            "bone_unspecified",
            "sudden_bone_pain",
            "snap_heard",
            "cannot_bear_weight",
            "limb_deformity",
        ),
        calls=(EMERGENCY, CANCER_LINE),
        source="BMJ 2021;372:n98, Suspected bony metastases; American Cancer Society",
    ),
    _now(
        id="RF-06",
        signs=_any_yes("confused_unspecified", "confusion_new"),
        calls=(EMERGENCY, CANCER_LINE),
        source=(
            "NHS, Sudden confusion (delirium); Marie Curie, Hypercalcaemia (new confusion: tell the"
            " team at once)"
        ),
    ),
    _now(
        id="RF-31",
        signs=_any_yes("fall_head_hit", "fall_fainted", "fall_could_not_get_up", "fall_bad_pain"),
        calls=(EMERGENCY,),
        source="Our own choice; BMJ 2021;372:n98, Suspected bony metastases",
        replaces=("RF-32",),
    ),
    _now(
        id="RF-01",
        signs=_any_yes(
            "band_or_shooting_pain",
            "limbs_unspecified",
            "limb_weakness_new",
            "limb_numb_new",
            "unsteady_new",
            "cannot_walk_new",
        ),
        calls=(CANCER_LINE, EMERGENCY),
        source=(
            "NICE NG234, Spinal metastases and metastatic spinal cord compression, 2023;"
            " NICE CG75, 2008; RNOH patient leaflet; Macmillan Cancer Support"
        ),
        replaces=("RF-03",),
    ),
    _now(
        id="RF-08",
        signs=_any_yes("fever_unspecified", "fever_felt", "shivering", "feels_unwell"),
        calls=(CANCER_LINE, EMERGENCY),
        source=(
            "University Hospitals Birmingham and Royal Surrey NHS Foundation Trusts, Acute oncology"
            " (fever, shivering or unwell: call; immunotherapy up to 12 months); NHS, Sepsis"
        ),
    ),
    _now(
        id="RF-21",
        signs=_any_yes("blocked_bowel_signs"),
        calls=(CANCER_LINE, EMERGENCY),
        source="CareSearch, Bowel obstruction in palliative care (EAPC); our own choice of days",
    ),
    _now(
        id="RF-45",
        signs=_any_yes("steroids_not_kept_down"),
        calls=(CANCER_LINE, EMERGENCY),
        source="NHS steroid emergency card, 2020",
        replaces=("RF-22",),
    ),
)

_TODAY: tuple[Rule, ...] = (
    _today(
        id="RF-03",
        signs=_any_yes("back_pain_unspecified", "spine_pain_signs"),
        calls=(CANCER_LINE, TEAM),
        source=(
            "NICE NG234, Spinal metastases and metastatic spinal cord compression, 2023 (pain"
            " features: within 24 hours); NICE CG75, 2008"
        ),
    ),
    _today(
        id="RF-18",
        signs=_any_yes("drowsy_most_of_day", "hallucinations", "jerking"),
        calls=(CANCER_LINE, TEAM),
        source="Generally known, to be verified",
    ),
    _today(
        id="RF-22",
        signs=_any_yes("keep_down_unspecified", "cannot_keep_fluids_24h"),
        calls=(CANCER_LINE, TEAM),
        source="Our own choice",
    ),
    _today(
        id="RF-44",
        signs=_any_yes("diarrhoea_on_treatment"),
        calls=(CANCER_LINE, TEAM),
        source="BCNA, Diarrhoea (more than four loose stools a day: call)",
    ),
    _today(
        id="RF-07",
        signs=_any_yes("thirst_with_urine"),
        calls=(CANCER_LINE, TEAM),
        source="American Cancer Society; Macmillan Cancer Support; Marie Curie, Hypercalcaemia",
    ),
    _today(
        id="RF-23",
        signs=_any_yes(
            "jaw_pain", "jaw_swelling_or_pus", "loose_tooth", "numb_chin_lip", "exposed_bone"
        ),
        calls=(TEAM, CANCER_LINE),
        source="MHRA Drug Safety Update, September 2014; BCNA",
    ),
    _today(
        id="RF-25",
        signs=_any_yes("tingling_mouth_fingers", "muscle_cramps"),
        calls=(CANCER_LINE, TEAM),
        source="BCNA; Mayo Clinic, Zoledronic acid",
    ),
    _today(
        id="RF-32",
        signs=_any_yes("fall_any"),
        calls=(TEAM, CANCER_LINE),
        source="Our own choice; CDC STEADI asks about falls",
    ),
    _today(
        id="RF-35",
        signs=(
            ("bleeding", ("minor",)),
            *_any_yes("nosebleed_over_10min", "new_bruising", "blood_urine_stool"),
            ("cough_blood", ("streaks",)),
        ),
        calls=(CANCER_LINE, TEAM),
        source="Cancer Research UK, Secondary bone cancer Q&A",
    ),
    _today(
        id="RF-37",
        signs=_any_yes("one_limb_swelling"),
        calls=(CANCER_LINE, TEAM),
        source="Gloucestershire Hospitals NHS Foundation Trust, Blood clots",
    ),
)

RULES: tuple[Rule, ...] = (*_NOW, *_TODAY)
