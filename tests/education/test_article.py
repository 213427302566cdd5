"""The article CareLog grew from: each of its headings and questions has its page."""

import html
import re

import pytest

from education.pages import all_pages, get_page
from tests.education.test_content import MEANING, TAG, words

HEADINGS = {
    "understanding-metastasis": "what-is-metastasis",
    "definition": "what-is-metastasis",
    "how-cancer-spreads": "what-is-metastasis",
    "what-bone-metastasis-is": "what-is-bone-metastasis",
    "common-cancers": "common-cancers",
    "the-process": "how-bone-changes",
    "recognising-symptoms": "symptoms",
    "diagnostic-procedures": "diagnosis",
    "treatment-approaches": "treatments",
    "management-and-care": "care-day-to-day",
    "physical-and-emotional-challenges": "feelings-and-daily-life",
    "supportive-care": "support-and-family",
    "key-points": "summary-and-research",
    "future-of-research": "summary-and-research",
}
QUESTIONS = {
    "What is bone metastasis?": "what-is-bone-metastasis",
    "How do cancer cells spread to the bones?": "what-is-metastasis",
    "What are the typical signs and symptoms?": "symptoms",
    "How is it found?": "diagnosis",
    "What treatments are there?": "treatments",
}
SLUGS = (
    "what-is-metastasis what-is-bone-metastasis common-cancers how-bone-changes symptoms red-flags",
    "diagnosis treatments bone-strengthening-medicines pain-medicines care-day-to-day",
    "moving-safely eating-and-drinking appointments feelings-and-daily-life support-and-family",
    "summary-and-research common-questions glossary",
)
#: What the article said wrong or left unsaid, and where the right word stands instead.
SLIPS = {
    "how-bone-changes": ("remodelling", "a mix of both"),
    "what-is-metastasis": ("break away", "die"),
    "common-cancers": ("melanoma", "ovar", "myeloma"),
    "symptoms": ("cord compression", "high calcium", "nothing at all"),
    "diagnosis": ("X-ray", "CT", "biopsy"),
    "treatments": ("hormone", "immunotherapy", "radium-223"),
    "eating-and-drinking": ("does not treat",),
    "appointments": ("dent",),
    "moving-safely": ("bones",),
}
NEVER_AGAIN = ("renovation", "proliferat", "relocate", "join our community", "potential cure")


def text_of(page):
    return html.unescape(TAG.sub("", MEANING.sub("", page.body_html)))


def answers():
    """Return the text under each heading of the page of questions."""
    body = MEANING.sub("", get_page("common-questions").body_html)
    parts = re.split(r"<h2>(.*?)</h2>", body)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def test_every_page_of_the_plan_is_there():
    assert {page.slug for page in all_pages()} == set(" ".join(SLUGS).split())


@pytest.mark.parametrize("heading", HEADINGS)
def test_each_heading_of_the_article_has_its_page(heading):
    assert [page.slug for page in all_pages() if heading in page.covers] == [HEADINGS[heading]]


def test_no_page_names_a_heading_the_article_did_not_have():
    assert {heading for page in all_pages() for heading in page.covers} == HEADINGS.keys()


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_question_is_answered_in_80_words_and_leads_to_its_page(question):
    answer = answers()[question]
    assert 20 <= len(words(html.unescape(TAG.sub(" ", answer)))) <= 80
    assert f'href="../{QUESTIONS[question]}/"' in answer


def test_the_questions_of_the_article_come_first():
    assert list(answers())[: len(QUESTIONS)] == list(QUESTIONS)


@pytest.mark.parametrize("slug", SLIPS)
def test_what_the_article_left_out_or_said_wrong_is_said_right(slug):
    said = " ".join(text_of(get_page(slug)).split()).lower()
    assert [phrase for phrase in SLIPS[slug] if phrase.lower() not in said] == []


@pytest.mark.parametrize("phrase", NEVER_AGAIN)
def test_its_slips_stand_nowhere(phrase):
    assert not [page.slug for page in all_pages() if phrase in text_of(page).lower()]
