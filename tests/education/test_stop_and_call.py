"""One list of signs that cannot wait, on every page that tells when to call."""

import html
import re

import pytest

from education.filled import BLOCK, ITEM, with_block, with_items
from education.pages import CONTENT, all_pages, get_page
from education.stop_and_call import GROUPS, LINES

SIGNS = "red-flags"
PAGES = [page for page in all_pages() if page.slug != SIGNS]
COMMON = [line.rule for line in LINES.values() if line.is_common]
MARKED = re.compile(r"^- (?!\{)(?:(?!\n- ).)*?\{(RF-\d\d)\}$", re.M | re.S)
FILES = sorted((CONTENT / "en").glob("*.md"))


def on(page) -> dict[str, str]:
    """Return the lines of a page by rule, as they are read."""
    return {rule: text.replace("\n", " ") for rule, text in page.rules.items()}


def test_what_is_common_to_all_pages_begins_with_chest_pain():
    assert COMMON[0] == "RF-36"
    assert {"RF-17", "RF-34", "RF-02", "RF-04", "RF-01", "RF-06", "RF-08", "RF-03"} <= {*COMMON}
    assert all(LINES[rule].is_urgent for rule in COMMON)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)
def test_a_page_has_the_lines_common_to_all_and_words_none_by_itself(page):
    assert {*COMMON} <= {*page.rules}
    assert on(page) == {rule: str(LINES[rule].text) for rule in page.rules}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)
def test_the_list_says_whom_to_call_and_leads_to_the_whole(page):
    stop = page.body_html.split("<h2>Stop and call if</h2>")[1].split("<h2>")[0]
    headings = re.findall(r"<h3>(.*?)</h3>", stop)
    assert headings == [html.escape(str(group.heading)) for group in GROUPS]
    assert 'href="../red-flags/"' in stop


def test_the_page_of_signs_has_every_line_in_its_words():
    found = on(get_page(SIGNS))
    assert [r for r, line in LINES.items() if not found[r].startswith(str(line.text))] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_file_words_a_line_of_the_list(path):
    assert LINES.keys().isdisjoint(MARKED.findall(path.read_text("utf-8")))


def test_a_line_that_is_named_stands_in_its_place_with_what_the_page_adds():
    assert with_items("- {RF-32}\n- {RF-15} Or ask\n  a pharmacist.\n- own") == (
        f"- {LINES['RF-32'].text} {{RF-32}}\n"
        f"- {LINES['RF-15'].text} Or ask\n  a pharmacist. {{RF-15}}\n- own"
    )


def test_a_page_may_name_more_lines_which_stand_in_the_published_order():
    rules = re.findall(r"\{(RF-\d\d)\}", with_block("{stop-and-call RF-07 RF-31}"))
    assert {*rules} == {*COMMON, "RF-07", "RF-31"}
    assert rules == [rule for rule in LINES if rule in rules]


@pytest.mark.parametrize("text", ["- {RF-99}", "{stop-and-call RF-99}"])
def test_a_rule_without_a_line_is_an_error(text):
    with pytest.raises(KeyError):
        with_block(with_items(text))


def test_a_placeholder_is_a_line_of_its_own():
    assert not BLOCK.search("See {stop-and-call}.")
    assert not ITEM.search("See - {RF-01}")
