"""What every page must be: short, plain, ordered, sourced, and free of verdicts and advice.

The syllables are counted here, because textstat fetches its English dictionary from the network
at first use. Counting vowel groups errs to the high side, so a page can only look harder.
"""

import html
import re
from itertools import pairwise

import pytest
import textstat

from education.filled import BLOCK
from education.markdown import render
from education.pages import all_pages, get_page
from education.terms import Words

NEVER = (
    "diagnos", "safe to", "no need to", "you are fine", "emergency room", "harmless",
    "don't worry", "do not worry", "well done", "good news", "wait and see", "wear and tear",
)  # fmt: skip
DOSE_ADVICE = re.compile(
    r"\b(take|stop|start|skip|double|raise|lower|increase|reduce|cut)\b"
    r"( \w+){0,3} (dose|tablets?|patch|medicines?|painkillers?|calcium|laxatives?)\b"
)
#: The page that is all about when to call.
SIGNS = "red-flags"
LINK = re.compile(r'href="\.\./([a-z-]+)/"')
VOWELS = re.compile(r"[aeiouy]+")
SILENT = re.compile(r"[^aeiouyl]e$|[aeiouy]le$")
BLOCK_END = re.compile(r"[.,:;]?</(p|li|h\d)>")
TAG = re.compile(r"<[^>]+>")
MEANING = re.compile(r'<span class="meaning".*?</span>', re.DOTALL)
FIXED_HEADINGS = ["Stop and call if", "What to log and why", "What can I ask my team?"]
GLOSSARY = get_page("glossary")
WORDS = Words(GLOSSARY.terms)

every_page = pytest.mark.parametrize("page", all_pages(), ids=lambda page: page.slug)


def plain(page, body=None):
    # Each heading and each list item ends like a sentence.
    text = TAG.sub(" ", BLOCK_END.sub(". ", MEANING.sub("", body or page.body_html)))
    explained = " ".join(f"{term.term}. {term.meaning}" for term in page.terms)
    return " ".join(html.unescape(f"{text} {explained}").split())


def words(text):
    return re.findall(r"[A-Za-z0-9][^\s]*", text)


def syllables(word):
    letters = re.sub(r"[^a-z]", "", word.lower())
    return max(1, len(VOWELS.findall(letters)) - bool(SILENT.search(letters)))


def grade(text):
    # Flesch-Kincaid. A word that is explained in place counts as one plain word.
    for found, _term in reversed(list(WORDS.find(text))):
        text = f"{text[: found.start()]}word{text[found.end() :]}"
    found = words(text)
    per_sentence = len(found) / textstat.sentence_count(text)
    per_word = sum(map(syllables, found)) / len(found)
    return 0.39 * per_sentence + 11.8 * per_word - 15.59


def test_the_grade_tells_hard_text_from_plain_text():
    assert grade("The cat sat on the mat. It was a big cat.") < 2
    assert grade("Deterioration necessitates immediate multidisciplinary evaluation.") > 15


def test_a_word_of_the_glossary_is_as_plain_as_any():
    assert grade("You may have hypercalcaemia now.") == grade("You may have bread now.")


@every_page
def test_a_page_has_300_to_900_words_of_its_own(page):
    # The list of signs that cannot wait is the same on each; one page is all about it.
    own = plain(page, render(BLOCK.sub("", page.text)).html)
    most = 3000 if page.terms else 1100 if page.slug == SIGNS else 900
    assert 300 <= len(words(own)) <= most


@every_page
def test_a_page_reads_at_grade_8_or_below(page):
    assert grade(plain(page)) <= 8.0
    assert grade(f"{page.summary} {page.in_short}") <= 8.0


@every_page
def test_in_short_takes_20_seconds(page):
    assert len(words(page.in_short)) <= 50


@every_page
def test_headings_go_down_one_step_at_a_time(page):
    levels = [1, *map(int, re.findall(r"<h(\d)", page.body_html))]
    assert levels[1] == 2
    assert all(1 < after <= before + 1 for before, after in pairwise(levels))


@every_page
def test_headings_are_questions_and_the_same_three_stand_last(page):
    headings = re.findall(r"<h2>(.*?)</h2>", page.body_html)
    if page.slug == SIGNS:
        assert headings[0] == "Stop and call now if"
        assert headings[-1] == "What to log and why"
    else:
        *first, stop, log, ask = headings
        assert [stop, log, ask] == FIXED_HEADINGS
        assert first
        assert all(heading.endswith("?") for heading in first)


@every_page
def test_a_page_never_says(page):
    said = f"{page.title} {page.summary} {page.in_short} {plain(page)}".lower()
    assert [phrase for phrase in NEVER if phrase in said] == []


@every_page
def test_a_page_never_advises_on_a_medicine(page):
    assert not DOSE_ADVICE.search(plain(page).lower())


def test_the_check_for_advice_on_medicines_can_fail():
    assert DOSE_ADVICE.search("you can skip the next dose")


@every_page
def test_a_page_pairs_with_a_log_and_names_its_sources(page):
    assert page.logs
    assert page.sources


@every_page
def test_a_source_named_with_its_year_is_in_the_list(page):
    years = {str(source.year) for source in page.sources}
    assert set(re.findall(r"\b(?:19|20)\d\d\b", plain(page))) <= years


@every_page
def test_links_between_pages_lead_somewhere(page):
    assert set(LINK.findall(page.body_html)) <= {other.slug for other in all_pages()}
