"""The summary on paper: the same figures, two sides whatever is in it, never markup."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from pdfua import validate

from carelog.appointments.models import Event, Question
from carelog.dashboard import record_cache
from carelog.logs.models import FallEntry
from carelog.medications.models import Medication
from carelog.patients.models import Patient
from carelog.summary.sections import summarise
from carelog.summary.words.reader import one_decimal, signed
from tests import cast, kinds
from tests.summary.reading import pdf_of, whole_words, words_of_pdf
from tests.summary.record import DAY, TODAY, fill, put_canaries, tick, visit


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


def test_the_figures_on_paper_are_those_of_the_summary(reader, filled):
    visit(filled.patient, 20)
    tick(filled, chest_pain=True)
    kinds.keep(filled, Question, answer="")
    found = summarise(filled, since=None, today=TODAY)
    words = whole_words(pdf_of(reader, filled.patient))
    for row in found.changes.rows:
        if row.kind == "mean":
            days = f"({row.now_days.logged}/7)"
            assert f"{one_decimal(row.now)} {days} {signed(row.difference)}" in words
    severe = next(row for row in found.changes.rows if row.slug == "severe_days").since
    assert f"since 10 Feb: {severe.count} of {severe.days.logged}" in words
    medicine = found.medicines.current.items[0]
    for said in (f"on {medicine.now.days} days", f"{medicine.taken30} taken"):
        assert said in words
    assert f"{found.written_by[0].entries} by the person themself" in words
    for said in (
        "chest pain, new or getting worse. OPEN",
        "When is the next scan?",
        "Test patient, born 1958",
    ):
        assert said in words


def test_the_foot_says_the_page_the_time_and_what_it_is(owner, record):
    words = words_of_pdf(pdf_of(owner, record))
    assert "Page 1 of 1" in words
    assert "Made on 2 March 2026, 13:00 (Europe/Berlin)." in words
    assert "CareLog is a diary: it does not diagnose" in words
    # In the body, as those who listen to a page do not hear its foot.
    head, _body = words.split("Signs ticked")
    assert "Patient-entered, not verified." in head


def test_it_is_tagged_titled_and_has_a_language(owner, record):
    root = pdf_of(owner, record).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert pdf_of(owner, record).metadata.title == "Summary for the care team"


def test_a_second_judge_of_accessible_pdf_finds_no_fault(reader, filled, tmp_path):
    path = tmp_path / "summary.pdf"
    address = reverse("summary_pdf", args=[filled.patient.uid]) + "?detail=on"
    path.write_bytes(reader.get(address).content)
    assert [(one.rule_id, one.message) for one in validate(str(path)).findings] == []


def test_the_file_name_holds_nobodys_name(owner, record):
    answer = owner.get(reverse("summary_pdf", args=[record.uid]))
    assert answer["Content-Disposition"] == 'inline; filename="summary-2026-03-02.pdf"'
    assert answer["Cache-Control"].startswith("no-store") or "no-store" in answer["Cache-Control"]


def test_pages_behind_it_show_each_day_if_asked_for(reader, filled, lists):
    paper = pdf_of(reader, filled.patient, "?detail=on&since=2026-01-05")
    last = len(paper.pages)
    behind = next(page for page in range(last) if "Each day" in words_of_pdf(paper, page))
    words = " ".join(words_of_pdf(paper, page) for page in range(behind, last))
    days = {day for day, _value in lists.walk if day >= TODAY - 56 * DAY}
    assert len(re.findall(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d+ \w+ 2026", words)) == len(days)
    assert f"Page {last} of {last}" in words
    assert words.count("Test patient, born 1958") == last - behind


def test_the_demo_says_on_each_page_that_it_is_one(owner, access, patient):
    fill(access.patient, patient, 30)
    Patient.objects.update(is_demo=True)
    reader = pdf_of(owner, access.patient, "?detail=on")
    for page in range(len(reader.pages)):
        assert "This is a demo. Nobody in it exists." in words_of_pdf(reader, page)


def test_an_empty_record_is_a_page_too(owner, record):
    words = words_of_pdf(pdf_of(owner, record))
    assert "It does not mean that all is well." in words
    assert "Too few entries to compare: Worst pain, 0–10, " in words


TYPST = '#panic() $x^2$ <script>alert(1)</script> #read("/etc/passwd") *b* @x `r` \\u{41} "'


@pytest.mark.parametrize("text", [TYPST, "=1+1", "\\n#pagebreak()#set page(width:1cm)"])
def test_markup_in_any_text_stays_text(owner, access, text):
    put_canaries(access, text)
    reader = pdf_of(owner, access.patient)
    assert len(reader.pages) <= 2
    assert text.split()[0] in words_of_pdf(reader)


def test_a_thousand_of_each_still_fit_on_two_sides(reader, filled):
    record = filled.patient
    Patient.objects.filter(pk=record.pk).update(name="N" * 80)
    long = {"patient": record, "digest": ""}
    Question.everything.bulk_create(
        Question(**long, zone=record.zone, text=f"{n} " + "why " * 70) for n in range(1000)
    )
    Medication.everything.bulk_create(
        Medication(
            **{**long, "name": f"{n} " + "medicine" * 9, "form": "tablet", "route": "oral"},
            **{"started_on": TODAY - 9 * DAY, "purpose": "pain " * 20, "instructions": "x " * 90},
            **({"stopped_on": TODAY, "stop_reason": "sick " * 20} if n % 2 else {}),
        )
        for n in range(1000)
    )
    Event.everything.bulk_create(
        Event(**long, kind="other", started_on=TODAY - n % 80 * DAY, text="what " * 30)
        for n in range(300)
    )
    for n in range(30):
        kinds.keep(filled, FallEntry, injury="arm " * 40, day=TODAY - n * DAY)
        visit(record, -n - 1, "booked", "other", title="visit " * 12, place="place " * 15)
    tick(filled, **dict.fromkeys(("chest_pain", "confusion_new", "jaw_pain", "seizure"), True))
    paper = pdf_of(reader, record)
    words = whole_words(paper)
    assert len(paper.pages) == 2
    assert re.search(r"and 99\d more", words)
    assert "by the person themself" in words
    assert len(pdf_of(reader, record, "?detail=on").pages) > 3


def test_a_chart_that_fails_leaves_its_sentence(owner, access, monkeypatch):
    cast.make_pain(access)
    with monkeypatch.context() as patch:
        patch.setattr("carelog.summary.grey_pictures.panel", lambda *args, **kwargs: 1 / 0)
        words = whole_words(pdf_of(owner, access.patient))
        assert "Pain, 0 to 10, higher is worse. Logged on 1 of 90 days." in words
    assert "Logged on 1 of 90 days." not in whole_words(pdf_of(owner, access.patient))


def test_its_pictures_are_grey(reader, filled):
    paper = pdf_of(reader, filled.patient)
    content = b" ".join(data for page in paper.pages for data in _contents(page))
    colours = re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG|scn|SCN)\b", content)
    greys = re.findall(rb"([\d.]+) (?:g|G|scn|SCN)\b", content)
    assert len(greys) + len(colours) > 40
    assert all(red == green == blue for red, green, blue in colours)


def _contents(page):
    yield page.get_contents().get_data() if "/Contents" in page else page.get_data()
    for drawn in page.get("/Resources", {}).get("/XObject", {}).values():
        yield from _contents(drawn.get_object())


@pytest.mark.parametrize("query", ["?since=2026-03-03", "?since=soon", "?since=%00"])
def test_a_day_that_cannot_be_is_answered_by_the_form(owner, record, query):
    response = owner.get(reverse("summary_pdf", args=[record.uid]) + query)
    assert response.status_code == 400
    assert 'id="since_error"' in response.content.decode()


def test_the_time_is_that_of_the_asking_though_the_rest_is_remembered(owner, record):
    pdf_of(owner, record)
    with time_machine.travel(cast.NOON + timedelta(minutes=5), tick=False):
        assert "13:05" in words_of_pdf(pdf_of(owner, record))
    record_cache.clear()


def sizes(reader) -> dict[float, int]:
    """Return how many characters are set in each size of letters, in points."""
    found: dict[float, int] = {}

    def note(text, matrix, text_matrix, _font, size) -> None:
        upright = abs(matrix[3] * text_matrix[3]) or abs(matrix[1] * text_matrix[1])
        set_in = round(size * upright, 1)
        found[set_in] = found.get(set_in, 0) + len(text.strip())

    for page in reader.pages:
        page.extract_text(visitor_text=note)
    return {size: letters for size, letters in found.items() if letters}


def test_no_letter_is_smaller_than_nine_points(reader, filled):
    visit(filled.patient, 20)
    tick(filled, chest_pain=True)
    set_in = sizes(pdf_of(reader, filled.patient, "?detail=on"))
    assert sum(set_in.values()) > 2000
    assert {size for size in set_in if size < 9} == set()
