import io
import re

import pytest
from pdfua import validate
from pypdf import PdfReader

from education.booklet import blocks, booklet
from education.markdown import parse
from education.pages import all_pages, get_page

NOT_WORDS = re.compile(r"!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|\{[^}]*\}")


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(pdf).pages).split())


def outline(reader: PdfReader) -> list[str]:
    return [entry.title for entry in reader.outline if not isinstance(entry, list)]


@pytest.fixture(scope="module")
def two() -> bytes:
    return booklet(("red-flags", "glossary"))


def test_a_booklet_is_tagged_has_a_title_and_a_language(two):
    root = read(two).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert read(two).metadata.title == "Pages about cancer in the bone"


def test_a_booklet_holds_the_chosen_pages_in_reading_order(two):
    assert [name for name in outline(read(two)) if "cannot wait" in name or "Words" in name] == [
        get_page("red-flags").title,
        get_page("glossary").title,
    ]
    assert get_page("symptoms").title not in outline(read(two))


def test_a_booklet_holds_sources_terms_and_who_reviewed_it(two):
    said = words_of(two)
    assert "Not yet reviewed by a clinician." in said
    assert "Where this comes from" in said
    assert get_page("glossary").terms[0].meaning.split(".")[0] in said
    assert f"Page 1 of {len(read(two).pages)}" in said


@pytest.mark.parametrize("page", all_pages(), ids=lambda page: page.slug)
def test_every_page_can_be_printed_whole(page):
    letters = re.compile(r"[a-z]{4,}")
    wanted = set(letters.findall(NOT_WORDS.sub("", page.text)))
    # A word at the end of a line may be cut from the next one in a PDF, but none is missing.
    said = "".join(words_of(booklet((page.slug,))).split())
    assert [word for word in wanted if word not in said] == []


def test_pages_nobody_knows_are_left_out_and_none_is_an_error():
    assert words_of(booklet(("no-such-page", "glossary"))) == words_of(booklet(("glossary",)))
    with pytest.raises(ValueError, match="no page"):
        booklet(("no-such-page",))


def test_what_a_page_should_not_hold_is_an_error():
    with pytest.raises(ValueError, match="cannot hold"):
        blocks(parse("> a quotation"))
    with pytest.raises(ValueError, match="cannot hold"):
        blocks(parse("- a\n\n  ## heading in a list"))


def test_the_form_asks_for_pages(client):
    body = client.get("/learn/booklet/").content.decode()
    for page in all_pages():
        assert f'name="{page.slug}"' in body


def test_the_chosen_pages_come_as_a_pdf(client):
    response = client.get("/learn/booklet.pdf", {"symptoms": "on", "no-such-page": "on"})
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "public, max-age=300"
    assert get_page("symptoms").title in words_of(response.content)


def test_no_page_chosen_is_an_error_beside_the_pages(client):
    response = client.get("/learn/booklet.pdf")
    assert response.status_code == 400
    assert b"Choose at least one page." in response.content


def test_the_addresses_of_sources_are_links(two):
    wanted = {s.url for slug in ("red-flags", "glossary") for s in get_page(slug).sources if s.url}
    notes = [note.get_object() for page in read(two).pages for note in page.get("/Annots", ())]
    found = {note["/A"]["/URI"] for note in notes if "/URI" in note.get("/A", {})}
    assert found == wanted != set()


def test_a_second_judge_of_accessible_pdf_finds_no_fault(two, tmp_path):
    path = tmp_path / "booklet.pdf"
    path.write_bytes(two)
    assert [(one.rule_id, one.message) for one in validate(str(path)).findings] == []
