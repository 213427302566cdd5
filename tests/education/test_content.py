"""What every page must be: short, plain, ordered, sourced, and free of verdicts and advice.

The syllables are counted here, because textstat fetches its English dictionary from the network
at first use. Counting vowel groups errs to the high side, so a page can only look harder.
"""

import html
import re
from itertools import pairwise

import pytest
import textstat

from education.pages import all_pages

NEVER = (
    "diagnos", "safe to", "no need to", "you are fine", "emergency room", "harmless",
    "don't worry", "do not worry", "well done", "good news", "wait and see", "wear and tear",
)  # fmt: skip
DOSE_ADVICE = re.compile(
    r"\b(take|stop|start|skip|double|raise|lower|increase|reduce|cut)\b"
    r"( \w+){0,3} (dose|tablets?|patch|medicines?|painkillers?|calcium|laxatives?)\b"
)
LINK = re.compile(r'href="\.\./([a-z-]+)/"')
VOWELS = re.compile(r"[aeiouy]+")
SILENT = re.compile(r"[^aeiouyl]e$|[aeiouy]le$")
BLOCK_END = re.compile(r"[.,:;]?</(p|li|h\d)>")
TAG = re.compile(r"<[^>]+>")

every_page = pytest.mark.parametrize("page", all_pages(), ids=lambda page: page.slug)


def plain(page):
    # Each heading and each list item ends like a sentence.
    text = TAG.sub(" ", BLOCK_END.sub(". ", page.body_html))
    return " ".join(html.unescape(text).split())


def words(text):
    return re.findall(r"[A-Za-z0-9][^\s]*", text)


def syllables(word):
    letters = re.sub(r"[^a-z]", "", word.lower())
    return max(1, len(VOWELS.findall(letters)) - bool(SILENT.search(letters)))


def grade(text):
    # Flesch-Kincaid
    found = words(text)
    per_sentence = len(found) / textstat.sentence_count(text)
    per_word = sum(map(syllables, found)) / len(found)
    return 0.39 * per_sentence + 11.8 * per_word - 15.59


def test_the_grade_tells_hard_text_from_plain_text():
    assert grade("The cat sat on the mat. It was a big cat.") < 2
    assert grade("Hypercalcaemia necessitates immediate multidisciplinary evaluation.") > 15


@every_page
def test_a_page_has_300_to_900_words(page):
    assert 300 <= len(words(plain(page))) <= 900


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
def test_a_page_says_when_to_call_and_what_to_log(page):
    headings = re.findall(r"<h2>(.*?)</h2>", page.body_html)
    assert any(heading.startswith("Stop and call") for heading in headings)
    assert "What to log and why" in headings


@every_page
@pytest.mark.parametrize("phrase", NEVER)
def test_a_page_never_says(page, phrase):
    assert phrase not in f"{page.title} {page.summary} {page.in_short} {plain(page)}".lower()


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
