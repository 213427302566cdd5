import pytest

from education.markdown import render
from education.pages import all_pages, get_page
from education.terms import Term, Words

LYTIC = Term("lytic", ("osteolytic",), "Too much bone is taken away.", "how-bone-changes")
PET = Term("PET scan", ("PET",), "A scan that shows active cells.", "")
TERMS = (LYTIC, PET)


def found(text):
    return [(match.group(), term) for match, term in Words(TERMS).find(text)]


def test_a_word_is_found_in_any_of_its_forms():
    assert found("Lytic, or osteolytic") == [("Lytic", LYTIC), ("osteolytic", LYTIC)]


def test_a_part_of_a_word_is_not_the_word():
    assert found("analytic lytically non-lytic") == []


def test_capitals_alone_are_found_in_capitals_alone():
    assert found("a pet, and a PET") == [("PET", PET)]


def test_the_longer_form_goes_first():
    assert found("a PET scan") == [("PET scan", PET)]


def test_the_name_of_a_source_explains_nothing():
    assert found("Bone is lost (Lytic Bone Society 2020).") == []


def test_without_terms_nothing_is_found():
    assert list(Words(()).find("lytic")) == []


def test_only_the_first_use_opens_the_meaning():
    html = render("It is lytic. Still lytic.\n\nAnd lytic again.", TERMS).html
    assert html.count('popovertarget="term-lytic"') == 1
    assert html.count(LYTIC.meaning) == 1
    assert '<a href="../glossary/#lytic">' in html


@pytest.mark.parametrize("text", ["## Is it lytic?", "[lytic](../x/)", "- Lytic now. {RF-01}"])
def test_headings_links_and_signs_that_cannot_wait_are_left_alone(text):
    assert "popover" not in render(text, TERMS).html


def test_a_meaning_is_text_and_no_markup():
    html = render("odd", (Term("odd", (), "<script>alert(1)</script>", ""),)).html
    assert "<script" not in html


@pytest.mark.parametrize("page", all_pages(), ids=lambda page: page.slug)
def test_ids_of_a_page_are_its_own(page):
    ids = [part.split('"')[0] for part in page.body_html.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def test_terms_stand_in_order_and_lead_to_pages_that_exist():
    terms = get_page("glossary").terms
    assert len(terms) >= 40
    assert [term.term.lower() for term in terms] == sorted(term.term.lower() for term in terms)
    assert {term.page for term in terms} - {""} <= {page.slug for page in all_pages()}


def test_a_meaning_is_short():
    assert all(len(term.meaning.split()) <= 40 for term in get_page("glossary").terms)


def test_the_glossary_does_not_explain_itself():
    assert "popover" not in get_page("glossary").body_html


def test_the_glossary_shows_every_term_under_its_anchor(client):
    body = client.get("/learn/glossary/").content.decode()
    for term in get_page("glossary").terms:
        assert f'id="{term.slug}"' in body
