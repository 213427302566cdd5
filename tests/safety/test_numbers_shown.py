"""Whom an answer screen names and lets one call, whichever numbers a record has."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations

import pytest
from django.db import transaction
from django.urls import reverse

from carelog.patients.access import changing
from carelog.patients.models import Number
from carelog.safety import warnings
from carelog.safety.actions import raise_warnings
from carelog.safety.listed import RULES
from carelog.safety.models import RaisedWarning
from tests import cast

NUMBERS = {"emergency": "144", "cancer_line": "+49305550", "team": "+49307770"}
NUMBERS |= {"next_of_kin": "+4917612", "crisis_line": "116123", "poison_line": "+4930192"}
STORED = [
    set(roles)
    for n in (0, 1, 2, 6)
    for roles in combinations(NUMBERS, n)
    if n != 2 or "team" in roles
]
NAMED = {"emergency number": "emergency", "cancer line": "cancer_line", "your team": "team"}
TICK = {rule.id: dict([(field, codes[0]) for field, codes in rule.signs][:1]) for rule in RULES}


def screen(client, record, access, rule) -> str:
    """Raise a rule by its first tick, and return the page that answers."""
    with changing(access):
        raise_warnings(access, TICK[rule.id], record.uid, 1)
    return client.get(reverse("act_now", args=[record.uid])).content.decode()


def dialled(page: str) -> list[str]:
    """Return the numbers a page has buttons for, in their order."""
    return re.findall(r'href="tel:([^"]+)"', page)


@contextmanager
def raised(access, rule) -> Iterator[None]:
    """Let a rule be raised by its first tick inside the block."""
    with transaction.atomic():
        with changing(access):
            raise_warnings(access, TICK[rule.id], access.patient.uid, 1)
        yield
        transaction.set_rollback(True)


def in_order(rule, stored: set[str]) -> list[str]:
    """Return the numbers to call: those that the rule names first, every stored one below them."""
    there = NUMBERS | ({} if "emergency" in stored else {"emergency": "112"})
    order = dict.fromkeys((*rule.calls, *Number.Role.values))
    return [there[role] for role in order if role in stored | {"emergency"}]


def numbers_of(part: warnings.Part) -> Iterator[str]:
    """Give the numbers of a part of the screen, in their order."""
    yield from (call.number for call in part.calls)


def named(heading: str) -> set[str]:
    """Return the roles of the numbers that a heading speaks of."""
    return {role for words, role in NAMED.items() if words in heading.lower()}


@pytest.mark.parametrize("stored", STORED, ids=lambda roles: "+".join(sorted(roles)) or "none")
def test_the_right_number_comes_first_and_every_stored_one_below_it(access, stored):
    for role in stored:
        cast.make_number(access, role, NUMBERS[role])
    for rule in RULES:
        with raised(access, rule):
            part = warnings.parts(access)[rule.tier]
            assert [*numbers_of(part)] == in_order(rule, stored), rule.id
            headings = " ".join(warnings.titles(access))
            assert named(headings) <= stored | {"emergency"}, rule.id


@pytest.mark.parametrize("stored", [STORED[0], STORED[-1]], ids=["none", "all"])
def test_the_screen_of_each_rule_has_its_numbers_in_that_order(owner, record, access, stored):
    for role in stored:
        cast.make_number(access, role, NUMBERS[role])
    address = reverse("act_now", args=[record.uid])
    for rule in RULES:
        with raised(access, rule):
            page = owner.get(address).content.decode()
            headings = " ".join(re.findall(r"<h[12]>(.+?)</h[12]>", page))
            assert dialled(page) == in_order(rule, stored), rule.id
            assert all(title in headings for title in warnings.titles(access)), rule.id
            assert named(headings) <= stored | {"emergency"}, rule.id


def test_without_any_number_of_its_country_the_heading_names_none(owner, record, access):
    record.country = "AQ"
    record.save(update_fields=["country"])
    page = screen(owner, record, access, next(rule for rule in RULES if rule.id == "RF-01"))
    assert "<h1>Get emergency help now</h1>" in page
    assert dialled(page) == []


def test_the_receipt_keeps_the_title_that_was_shown(record, access):
    cast.make_number(access, "team")
    with changing(access):
        raise_warnings(access, TICK["RF-01"], record.uid, 1)
    assert RaisedWarning.objects.get().title == "Call the emergency number now"


def test_a_number_added_later_is_named_by_the_open_warning(owner, record, access):
    rule = next(rule for rule in RULES if rule.id == "RF-03")
    assert "<h1>Call a doctor or nurse today</h1>" in screen(owner, record, access, rule)
    cast.make_number(access, "cancer_line")
    assert warnings.titles(access) == ["Call your cancer line today"]


def test_a_person_without_warnings_in_scope_reads_no_heading_of_a_line_that_is_not_there(
    sign_in, caregiver, record, access
):
    cast.make_number(access, "team", NUMBERS["team"])
    page = sign_in(caregiver).get(reverse("patient_urgent", args=[record.uid])).content.decode()
    headings = re.findall(r"<h2>(.+?)</h2>", page)
    assert [words for words in headings if "cancer line" in words] == []
    assert dialled(page) == ["112", NUMBERS["team"]]


def end(client, record, rule: str, ending: str):
    """Press a button under an open warning."""
    warning = RaisedWarning.objects.get(rule=rule)
    return client.post(reverse("warning_close", args=[record.uid, warning.uid]), {"ending": ending})


def still_open() -> set[str]:
    """Return the rules with an open warning."""
    return set(RaisedWarning.objects.filter(ended_at=None).values_list("rule", flat=True))


CORD = {"saddle_numb": True, "band_or_shooting_pain": True, "spine_pain_signs": True}
REPLACED = pytest.mark.parametrize(
    ("ticks", "first", "behind"),
    [
        (CORD, "RF-02", {"RF-01", "RF-03"}),
        ({"band_or_shooting_pain": True, "spine_pain_signs": True}, "RF-01", {"RF-03"}),
        ({"limb_weakness_new": True, "back_pain_unspecified": True}, "RF-01", {"RF-03"}),
        ({"fall_any": True, "fall_head_hit": True}, "RF-31", {"RF-32"}),
    ],
)


@REPLACED
def test_help_that_was_got_ends_all_that_a_warning_stood_for(
    owner, record, access, ticks, first, behind
):
    with changing(access):
        raise_warnings(access, ticks, record.uid, 1)
    assert still_open() == {first} | behind
    assert end(owner, record, first, "help").url == reverse("act_now", args=[record.uid])
    assert still_open() == set()


@REPLACED
def test_a_mistake_ends_alone_and_what_was_behind_it_comes_on_the_screen(
    owner, record, access, ticks, first, behind
):
    with changing(access):
        raise_warnings(access, ticks, record.uid, 1)
    answer = end(owner, record, first, "mistake")
    assert answer.url == reverse("act_now", args=[record.uid])
    assert still_open() == behind
    page = owner.get(answer.url).content.decode()
    assert warnings.titles(access)[0] in page


def test_a_call_for_today_without_its_number_has_the_others_below_its_text(owner, record, access):
    page = screen(owner, record, access, next(rule for rule in RULES if rule.id == "RF-03"))
    assert page.index("Until then:") < page.index("If it gets worse:") < page.index("tel:112")
    cast.make_number(access, "team", NUMBERS["team"])
    page = owner.get(reverse("act_now", args=[record.uid])).content.decode()
    assert page.index(NUMBERS["team"]) < page.index("Entered for ")
    assert "If it gets worse:" not in page
