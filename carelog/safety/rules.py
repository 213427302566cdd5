"""Listed signs: which tick shows which published text. A table, and two pure functions.

Each rule looks at single ticks only. Nothing is added up, compared or ranked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from carelog.safety.signs import SIGNS_BY_FIELD

# Raised whenever a rule, its ticks, its order or its text changes; warnings keep it.
RULES_VERSION = "listed-1"

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


@dataclass(frozen=True)
class Hit:
    """A rule that fired, with the (field, stored code) pairs that fired it."""

    rule_id: str
    facts: tuple[tuple[str, str], ...]


def _any_yes(*fields: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((field, SIGNS_BY_FIELD[field].yes) for field in fields)


RULES: tuple[Rule, ...] = (
    Rule(
        id="RF-36",
        tier="E",
        signs=_any_yes("chest_pain", "breathless_sudden"),
        calls=(EMERGENCY,),
        source="Gloucestershire Hospitals NHS Foundation Trust, Blood clots; OncoLink",
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
        signs=_any_yes("cannot_bear_weight"),
        calls=(EMERGENCY, CANCER_LINE),
        source="BMJ 2021;372:n98, Suspected bony metastases",
    ),
    Rule(
        id="RF-01",
        tier="E",
        signs=_any_yes(
            "limb_weakness_new",
            "limb_numb_new",
            "unsteady_new",
            "bladder_change",
            "bowel_control_loss",
        ),
        calls=(CANCER_LINE, EMERGENCY),
        source=(
            "NICE NG234, Spinal metastases and metastatic spinal cord compression, 2023;"
            " NICE CG75, 2008; RNOH patient leaflet; Macmillan Cancer Support"
        ),
    ),
    Rule(
        id="RF-06",
        tier="E",
        signs=_any_yes("confusion_new"),
        calls=(CANCER_LINE, EMERGENCY),
        source="Marie Curie, Hypercalcaemia (new confusion: tell the team at once)",
    ),
)

_BY_ID: dict[str, Rule] = {rule.id: rule for rule in RULES}


def rule_for(rule_id: str) -> Rule:
    """The rule with this id. Raises KeyError for an id that is not in the table."""
    return _BY_ID[rule_id]


def _stored_code(field: str, value: object) -> str:
    """The answer as stored code, "" if unanswered. Raises ValueError for an unknown answer."""
    if value is None or value == "":
        return ""
    sign = SIGNS_BY_FIELD[field]
    code = str(value)
    if isinstance(value, bool):
        code = "yes" if value else sign.no
    # Silence on a code nobody foresaw would be a missed warning, so it fails loudly instead.
    if code != sign.no and code not in sign.yes:
        raise ValueError(f"{field}: unknown answer {value!r}")
    return code


def evaluate(answers: Mapping[str, object]) -> tuple[Hit, ...]:
    """Every rule that these answers fire, in the published order.

    `answers` maps sign fields to True, False, None or a stored code ("yes", "no", "retention",
    …). Unanswered (None or "", or a field left out) neither fires nor cancels; a no never
    fires. Fields no rule looks at are ignored. Raises ValueError for an unknown answer.
    """
    codes = {field: _stored_code(field, answers.get(field)) for field in SIGNS_BY_FIELD}
    hits = []
    for rule in RULES:
        facts = tuple((field, codes[field]) for field, fires in rule.signs if codes[field] in fires)
        if facts:
            hits.append(Hit(rule.id, facts))
    return tuple(hits)


def on_screen(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """The hits to show, in the published order, without those another hit replaces.

    Store every hit; this only chooses what is shown. Raises KeyError for an unknown rule id.
    """
    hits = tuple(hits)
    replaced = {other for hit in hits for other in rule_for(hit.rule_id).replaces}
    shown = (hit for hit in hits if hit.rule_id not in replaced)
    return tuple(sorted(shown, key=lambda hit: RULES.index(rule_for(hit.rule_id))))
