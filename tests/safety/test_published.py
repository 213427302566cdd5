"""What is published about listed signs says the same as the table: document, page, urgent page."""

from pathlib import Path

import pytest

from carelog.logs.models import SymptomsEntry
from carelog.logs.sign_groups import MORE_SIGNS
from carelog.safety.listed import RULES
from carelog.safety.signs import SIGNS_BY_FIELD
from education.pages import get_page
from tests.safety.lines import urgent_lines

DOCUMENT = Path(__file__).parents[2].joinpath("docs/safety/listed-signs.md").read_text("utf-8")
RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def ticks(field: str, codes: tuple[str, ...]) -> str:
    """Return a tick as the document writes it."""
    if codes == ("yes",):
        return f"`{field}`"
    if set(codes) == set(SIGNS_BY_FIELD[field].yes):
        return f"`{field}` any"
    return f"`{field}` = {', '.join(codes)}"


@RULE
def test_the_document_holds_the_row_of_every_rule_not_signed_off(rule):
    fires = ", ".join(ticks(field, codes) for field, codes in rule.signs)
    calls = ", ".join(role.replace("_", " ") for role in rule.calls)
    row = (rule.id, rule.tier, fires, calls, ", ".join(rule.replaces), rule.source)
    assert f"| {' | '.join(row)} | | |" in DOCUMENT


@pytest.mark.parametrize("group", MORE_SIGNS, ids=lambda group: group.key)
def test_the_document_holds_every_further_sign_under_its_heading(group):
    for name in group.columns:
        label = str(SymptomsEntry._meta.get_field(name).verbose_name)
        label = label[:1].upper() + label[1:]
        assert f"| {group.heading} | `{name}` | {label} | " in DOCUMENT


@RULE
def test_the_education_page_marks_every_listed_rule_under_its_tier(rule):
    now, _today = get_page("red-flags").body_html.split("<h2>Call today if</h2>")
    assert rule.id in get_page("red-flags").rules
    assert (f'id="{rule.id.lower()}"' in now) is (rule.tier == "E")


@RULE
def test_the_urgent_page_has_a_line_of_every_listed_rule(rule, client):
    page = client.get("/urgent/").content.decode()
    lines = [str(line.line) for line in urgent_lines() if line.rule_id == rule.id]
    assert lines
    assert all(line in page for line in lines)
