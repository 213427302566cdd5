"""Which rules a set of answers fires, and which of them are shown: two pure functions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from carelog.safety.listed import RULES, Rule
from carelog.safety.signs import SIGNS_BY_FIELD


@dataclass(frozen=True)
class Hit:
    """A rule that fired, with the (field, stored code) pairs that fired it."""

    rule_id: str
    facts: tuple[tuple[str, str], ...]


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
