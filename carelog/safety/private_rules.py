"""The two rules of private answers, with their texts. Apart from the list that raises warnings.

Source of both: generally known, to be verified; they wait for a named clinician's sign-off.
"""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from carelog.safety.listed import EMERGENCY, TEAM, Rule
from carelog.safety.models.private_answer import Thoughts
from carelog.safety.rule_texts import RuleText

RULES_VERSION = "private-1"
CRISIS_LINE = "crisis_line"


class PrivateRule(NamedTuple):
    """A rule with what it says."""

    rule: Rule
    text: RuleText


PRIVATE_RULES: tuple[PrivateRule, ...] = (
    PrivateRule(
        Rule(
            id="RF-28",
            tier="E",
            signs=(
                ("self_harm", (Thoughts.ACTIVE, Thoughts.ACTIVE_PLAN)),
                ("feels_unsafe", ("yes",)),
            ),
            calls=(EMERGENCY, CRISIS_LINE),
            source="Generally known, to be verified",
        ),
        RuleText(
            body=_(
                "You matter, and there is help right now. Call the emergency number or a crisis"
                " line. Say what you think of, or why you do not feel safe."
            ),
            meanwhile=_("Tell someone you trust. Do not stay alone."),
        ),
    ),
    PrivateRule(
        Rule(
            id="RF-29",
            tier="T",
            signs=(("self_harm", (Thoughts.PASSIVE,)),),
            calls=(TEAM, CRISIS_LINE),
            source="Generally known, to be verified",
        ),
        RuleText(
            body=_(
                "Thank you for writing this down. Call your team or a crisis line today, and talk"
                " about these thoughts."
            ),
            meanwhile=_(
                "If you think of ending your life, or do not feel safe, call the emergency number"
                " or a crisis line now."
            ),
        ),
    ),
)


def fired(answers: Mapping[str, object]) -> list[PrivateRule]:
    """Return the rules that private answers fire, in the published order.

    Each looks at single answers only. Unanswered and "no" fire nothing.
    """
    codes = {name: _code(value) for name, value in answers.items()}
    return [
        one
        for one in PRIVATE_RULES
        if any(codes.get(field) in codes_of for field, codes_of in one.rule.signs)
    ]


def _code(answer: object) -> str:
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return str(answer or "")
