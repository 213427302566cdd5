"""What docs/ and /about/ promise is compared with what the code holds: numbers, lists, commands."""

import re
from pathlib import Path

import pytest
from allauth.account import app_settings as accounts
from allauth.mfa import app_settings as factors
from django.conf import settings
from django.core.management import get_commands
from django.utils.html import strip_tags

from carelog import databases, waiting
from carelog.accounts import invitations as sign_up
from carelog.dashboard.panels import PANELS
from carelog.diary.kinds import RECORDED
from carelog.links import actions, rate_limit
from carelog.links.models import MOST_DAYS, MOST_TRIES, OPEN_MINUTES, ShareLink
from carelog.patients.models import AccessEvent, Membership
from carelog.patients.models.membership import DOMAINS
from carelog.safety.listed import RULES
from carelog.text import LINE_LENGTH, NOTE_LENGTH
from carelog.upkeep import demo_links
from education.pages import all_pages

ROOT = Path(__file__).resolve().parents[2]
#: Each kind of thing that can be written down, in the words of /about/.
KEPT_AS = {
    "pain": "pain and where it hurts",
    "breakthrough": "flares of pain",
    "symptoms": "signs",
    "mobility": "moving and falls",
    "falls": "moving and falls",
    "diet": "food and drink",
    "bowels": "bowels",
    "weight": "weight",
    "temperature": "temperature",
    "wellbeing": "sleep and tiredness",
    "mood": "mood and test results",
    "results": "mood and test results",
    "medicines": "medicines and doses",
    "doses": "medicines and doses",
    "appointments": "visits",
    "questions": "questions for the team",
    "decisions": "what was decided",
    "events": "treatments",
    "emergency-facts": "emergency facts",
}
NUMBER_WORDS = {12: "twelve", 16: "sixteen", 17: "seventeen", 18: "eighteen", 19: "nineteen"}
NUMBER_WORDS |= {20: "twenty", 21: "twenty-one", 22: "twenty-two", 23: "twenty-three"}
NUMBER_WORDS |= {24: "twenty-four"}
#: What README says to be missing → the word a command for it would have.
MISSING = {"a backup command": "backup", "erasing a record": "erase", "import": "import"}


def page(name: str) -> str:
    """Return a document, or what a template says, as one line."""
    text = (ROOT / name).read_text(encoding="utf-8")
    if name.endswith(".html"):
        text = re.sub(r'{% translate "(.*?)" %}', r"\1", text)
        text = strip_tags(re.sub(r"{%.*?%}", "", text))
    return " ".join(text.split())


def validator(name: str) -> dict:
    """Return the options of one validator of passwords."""
    found = (v for v in settings.AUTH_PASSWORD_VALIDATORS if v["NAME"].endswith(name))
    return next(found)["OPTIONS"]


def hours(seconds: int) -> int:
    """Return whole hours."""
    return seconds // 3600


def numbers_of_security() -> list[str]:
    """Return each sentence of docs/security.md that holds a number, made of the code's own."""
    least = validator("MinimumLengthValidator")["min_length"]
    most = validator("MaximumLengthValidator")["max_length"]
    own_idle, own_all = settings.OWN_DEVICE_IDLE_SECONDS, settings.OWN_DEVICE_ABSOLUTE_SECONDS
    statement, lock = re.findall(r"_timeout=(\d)000", databases.LIMITS)
    return [
        f"{least} to {most} characters",
        f"{settings.IDLE_SECONDS // 60} minutes idle or {hours(settings.ABSOLUTE_SECONDS)} hours",
        f"{hours(own_idle) // 24} days idle or {hours(own_all) // 24} days in all",
        f"at most {settings.ACCOUNT_REAUTHENTICATION_TIMEOUT // 60} minutes old",
        f"over {settings.MAX_BODY_BYTES // 1024} KB",
        f"at most {settings.DATA_UPLOAD_MAX_NUMBER_FIELDS} fields, no files",
        f"A line has {LINE_LENGTH} characters, a note {NOTE_LENGTH:,}",
        f"a statement after {statement} seconds and a lock after {lock}",
        f"a request after {waiting.IN_A_REQUEST}",
        f"invitation: once, within {sign_up.DAYS} days",
        f"Link into the demo: once, within {demo_links.MINUTES} minutes",
        f"Share link: {MOST_DAYS} days at most, a passcode of {actions.DIGITS} digits",
        f"{MOST_TRIES} wrong ones end it, a view lasts {OPEN_MINUTES} minutes",
        f"{rate_limit.MOST_A_MINUTE} requests a minute from one network",
    ]


@pytest.mark.parametrize("said", numbers_of_security())
def test_a_number_in_security_is_the_one_of_the_code(said):
    assert said in page("docs/security.md")


def test_the_rate_limits_of_signing_in_are_those_of_the_library(settings):
    del settings.ACCOUNT_RATE_LIMITS
    assert accounts.RATE_LIMITS["login"] == "30/m/ip"
    assert accounts.RATE_LIMITS["login_failed"].endswith("5/300s/key")
    assert "30 sign-ins a minute from one network" in page("docs/security.md")
    assert "5 wrong ones in 5 minutes for one account" in page("docs/security.md")
    assert factors.RECOVERY_CODE_COUNT == 10
    assert "ten recovery codes" in page("docs/security.md")


@pytest.mark.parametrize("part", ["default-src", "script-src", "style-src"])
def test_the_content_policy_is_the_one_that_is_told(part):
    [value] = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"][part]
    assert value in ("'none'", "'self'")
    assert value in page("docs/security.md")


def test_every_header_that_security_names_is_sent(client):
    row = next(line for line in page("docs/security.md").split(" | ") if "X-Frame-Options" in line)
    sent = client.get("/about/").headers
    assert [name for name in re.findall(r"`([\w-]+)`", row) if name not in sent] == []


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Role", Membership.Role.values),
        ("Relation", Membership.Relation.values),
        ("State", Membership.State.values),
        ("Scope", [code for code, _label in DOMAINS]),
    ],
)
def test_the_parts_of_a_place_are_those_of_the_code(name, codes):
    said = re.search(rf"\*\*{name}\*\*: (.+?)\.", page("docs/sharing.md"))[1]
    assert sorted(said.split(", ")) == sorted(codes)


def test_every_act_of_the_access_log_is_named():
    said = re.search(r"act \((.+?)\)", page("docs/sharing.md"))[1]
    assert re.findall(r"`(\w+)`", said) == AccessEvent.Act.values


def test_every_kind_of_link_has_its_part():
    headings = {"page": "### Opening", "app": "### For a health app"}
    headings |= {"calendar": "### For a calendar"}
    assert set(headings) == set(ShareLink.Kind.values)
    assert [
        heading for heading in headings.values() if heading not in page("docs/sharing.md")
    ] == []


def test_the_page_about_carelog_names_every_kind_that_is_kept():
    assert set(KEPT_AS) == {kind.slug for kind in RECORDED}
    assert [words for words in KEPT_AS.values() if words not in page("templates/about.html")] == []


@pytest.mark.parametrize("name", ["README.md", *(f"docs/{p.name}" for p in ROOT.glob("docs/*.md"))])
def test_every_command_that_is_named_exists(name):
    named = set(re.findall(r"manage\.py ([a-z_]+)", page(name)))
    assert named - set(get_commands()) == set()


@pytest.mark.parametrize(
    ("how_many", "said"),
    [(RULES, "rules with published texts"), (all_pages(), "pages with"), (PANELS, "measures")],
)
def test_the_readme_counts_rules_pages_and_measures_right(how_many, said):
    assert f"{NUMBER_WORDS[len(how_many)]} {said}" in page("README.md")


@pytest.mark.parametrize("said", MISSING)
def test_what_is_said_to_be_missing_is_missing(said):
    assert said in page("README.md").partition("Not yet:")[2].partition("## ")[0]
    assert [command for command in get_commands() if MISSING[said] in command] == []
