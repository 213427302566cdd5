"""No subject of a mail says a word on health: it shows on a locked phone, beside anyone."""

import ast
import re
from pathlib import Path

import allauth
import pytest
from django.conf import settings
from django.template.loader import render_to_string

HEALTH = (
    *("pain", "cancer", "tumour", "tumor", "bone", "diary", "dose", "medicine", "medication"),
    *(
        "morphine",
        "opioid",
        "drug",
        "pill",
        "tablet",
        "symptom",
        "sign ticked",
        "warning",
        "urgent",
    ),
    *("emergency", "patient", "carer", "caregiver", "clinician", "doctor", "nurse", "hospital"),
    *("clinic", "treatment", "radiotherapy", "chemo", "scan", "result", "health", "ill", "sick"),
    *("mood", "sleep", "weight", "fall", "bowel", "visit", "appointment", "hospice", "death"),
)
WORD_ON_HEALTH = re.compile(rf"\b(?:{'|'.join(HEALTH)})(?:s|es)?\b", re.I)
#: What puts a message into the outbox.
WAYS_IN = re.compile(r"carelog\.outbox")
ROOMS = [
    path
    for path in sorted((settings.BASE_DIR / "carelog").rglob("*.py"))
    if WAYS_IN.search(path.read_text(encoding="utf-8")) and path.parent.name != "outbox"
]
MAILED = re.compile(r"(account|mfa)/email/\w+_subject\.txt")
ALLAUTH = Path(allauth.__file__).parent / "templates"
TEMPLATES = sorted(
    str(path.relative_to(folder))
    for folder in (ALLAUTH, settings.BASE_DIR / "templates")
    for path in folder.rglob("*_subject.txt")
    if MAILED.fullmatch(str(path.relative_to(folder)))
)


def strings(tree: ast.AST) -> list[str]:
    """Return every text written in a piece of code."""
    found = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return [value for value in found if isinstance(value, str)]


def subjects_of(path: Path) -> list[str]:
    """Return each text in a module that begins as subjects begin."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [text for text in strings(tree) if text.startswith("CareLog: ")]


def test_the_list_of_words_finds_them():
    for text in ("Your pain diary", "A DOSE is due", "Medicines", "New results"):
        assert WORD_ON_HEALTH.search(text)
    for text in ("CareLog: a new comment", "A new pill-ow"):
        assert not WORD_ON_HEALTH.search(text.replace("pill-ow", "pillow"))


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: path.name)
def test_a_subject_made_here_says_no_word_on_health(path):
    for subject in subjects_of(path):
        assert not WORD_ON_HEALTH.search(subject)


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: path.name)
def test_a_subject_made_here_is_plain_text_that_this_test_can_see(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if getattr(call.func, "attr", getattr(call.func, "id", "")) not in ("put", "tell"):
            continue
        [subject] = [word.value for word in call.keywords if word.arg == "subject"]
        # Either the text itself stands here, or a name that gets it nearby; nothing is put in.
        assert isinstance(subject, ast.Name) or strings(subject)[0].startswith("CareLog: ")
        assert not list(filter(re.compile(r"[%{]").search, strings(subject)))
        assert subjects_of(path)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_subject_of_account_mail_says_no_word_on_health(name):
    subject = " ".join(render_to_string(name).split())
    assert subject
    assert not WORD_ON_HEALTH.search(settings.ACCOUNT_EMAIL_SUBJECT_PREFIX + subject)


def test_there_are_subjects_to_look_at():
    assert len(TEMPLATES) > 10
    assert sum(len(subjects_of(path)) for path in ROOMS) >= 2
