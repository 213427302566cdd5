import re
from datetime import date, datetime, time, timedelta
from xml.etree import ElementTree

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from carelog.appointments.models import Event
from carelog.clinical.series import bin_days
from carelog.dashboard import record_cache
from carelog.dashboard.panels import PANELS
from carelog.dashboard.window import number_words
from carelog.logs.models import MobilityEntry, PainEntry, WeightEntry
from carelog.logs.models.pain import AVERAGE, WORST
from carelog.logs.series import by_day
from tests import cast, kinds

TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)
TRENDS_QUERIES, TODAY_QUERIES = 4, 7


@pytest.fixture(autouse=True)
def clock():
    """One o'clock on Monday 2 March 2026 in the patient's Berlin."""
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


def path(record, query="") -> str:
    """Return the address of Trends."""
    return reverse("trends", args=[record.uid]) + query


def fill(record, days: int) -> None:
    """Store one entry a day up to today, worst and average going round."""
    PainEntry.everything.bulk_create(
        PainEntry(
            **{"patient": record, "zone": record.zone, "digest": "", "day": TODAY - back * DAY},
            at=datetime.combine(TODAY - back * DAY, time(11), cast.NOON.tzinfo),
            **{"worst_24h": back % 11, "average_24h": back % 11 // 2},
        )
        for back in range(days)
    )


@pytest.mark.parametrize(
    ("period", "start"),
    [
        ("7", date(2026, 2, 24)),
        ("30", date(2026, 2, 1)),
        ("90", date(2025, 12, 3)),
        ("365", date(2025, 3, 3)),
        ("all", date(2025, 1, 27)),
        ("", date(2026, 2, 1)),
    ],
)
def test_a_period_ends_today_and_starts_that_many_days_ago(owner, record, period, start):
    fill(record, 400)
    context = owner.get(path(record, f"?period={period}")).context
    assert (context["start"], context["end"]) == (start, TODAY)


def test_the_period_shown_is_marked(owner, record):
    page = owner.get(path(record, "?period=90")).content.decode()
    assert re.findall(r'href="\?period=(\w+)"\s+aria-current="true"', page) == ["90"]


def test_days_of_ones_own_choice_end_by_today(owner, record):
    fill(record, 60)
    query = "?period=custom&start=2026-02-10&end=2027-01-01"
    context = owner.get(path(record, query)).context
    assert (context["start"], context["end"]) == (date(2026, 2, 10), TODAY)


@pytest.mark.parametrize(
    "days",
    [
        "start=2026-02-10",
        "end=2026-02-10",
        "start=2026-02-10&end=2026-02-09",
        "start=2026-03-03&end=2026-03-04",
        "start=1899-12-31&end=2026-01-01",
        "start=0001-01-01&end=9999-12-31",
        "start=soon&end=later",
        "start=2026-02-30&end=2026-03-01",
    ],
)
def test_days_that_make_no_window_are_refused_with_the_form_open(owner, record, days):
    response = owner.get(path(record, f"?period=custom&{days}"))
    assert response.status_code == 400
    assert '<details class="menu" open>' in response.content.decode()


@pytest.mark.parametrize("period", ["5", "week", "-1", "9" * 5000, "%00", "%ED%A0%80"])
def test_an_unknown_period_is_refused(owner, record, period):
    assert owner.get(path(record, f"?period={period}")).status_code == 400


def test_a_chart_that_fails_leaves_the_page_whole_with_its_table(owner, record, monkeypatch):
    def fail(*args, **kwargs):
        raise MemoryError

    fill(record, 10)
    monkeypatch.setattr("carelog.dashboard.chart.pictures.draw", fail)
    response = owner.get(path(record))
    page = response.content.decode()
    assert response.status_code == 200
    assert "The picture cannot be shown right now." in page
    assert page.count('<th scope="row">') == 10
    assert response.context["sentence"] in page


def test_a_chart_that_failed_once_is_drawn_for_the_next_visit(owner, record, monkeypatch):
    fill(record, 10)
    with monkeypatch.context() as patch:
        patch.setattr("carelog.dashboard.chart.pictures.draw", lambda *args, **kwargs: 1 / 0)
        assert "The picture cannot be shown" in owner.get(path(record)).content.decode()
    assert "The picture cannot be shown" not in owner.get(path(record)).content.decode()


def test_a_page_kept_for_one_reader_is_not_given_to_another(owner, sign_in, clinician, record):
    fill(record, 10)
    first = owner.get(path(record)).content.decode()
    second = sign_in(clinician).get(path(record)).content.decode()
    assert "You logged your pain" in first
    assert "You logged your pain" not in second
    assert "log now" not in second


def test_a_day_with_an_average_alone_is_in_the_table_the_picture_and_the_words(owner, access):
    cast.make_pain(access, average_24h=4)
    response = owner.get(path(access.patient, "?period=7"))
    assert [(row["worst"], row["average"]) for row in response.context["rows"]] == [("–", "4")]
    assert len(response.context["panels"]) == 1
    assert response.context["sentence"] == (
        "There is no worst pain in these 7 days. On 1 day there is an entry without a worst pain."
    )


def test_all_begins_on_the_first_day_with_any_entry(owner, access):
    cast.make_pain(access, cast.NOON - 40 * DAY, least_24h=1)
    cast.make_pain(access)
    assert owner.get(path(access.patient, "?period=all")).context["start"] == TODAY - 40 * DAY


def test_a_panel_is_one_well_formed_picture_for_every_width(owner, record):
    fill(record, 30)
    [panel] = owner.get(path(record)).context["panels"]
    root = ElementTree.fromstring(panel)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.get("width") is None
    assert root[2].get("preserveAspectRatio") == "none"


def test_events_are_numbered_on_the_first_panel_alone_and_told_once(owner, record, access):
    fill(record, 10)
    kinds.keep(access, MobilityEntry)
    kinds.keep(access, Event, started_on=TODAY, ended_on=None)
    page = owner.get(path(record)).content.decode()
    assert page.count("<ellipse ") == 1
    assert page.count('stroke-dasharray="2,3"') > 1
    assert page.count('<ol class="key">') == 1


def test_the_head_of_a_panel_says_its_newest_value_and_the_day(owner, record):
    fill(record, 30)
    page = owner.get(path(record)).content.decode()
    assert '<b class="big">0</b> <small>today</small>' in page


def test_a_name_cannot_break_out_of_the_picture(sign_in, caregiver, record):
    record.name = '"><script>alert(1)</script>'
    record.save(update_fields=["name"])
    fill(record, 30)
    response = sign_in(caregiver).get(path(record))
    assert len(response.context["panels"]) == 1
    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize("period", ["30", "365", "all"])
def test_the_table_holds_the_numbers_of_the_series(owner, record, access, period):
    fill(record, 1200)
    context = owner.get(path(record, f"?period={period}")).context
    window = (context["start"], context["end"])
    worst, average = (
        bin_days(by_day(access, PainEntry, measure, TODAY), measure, *window).points[::-1]
        for measure in (WORST, AVERAGE)
    )
    rows = context["rows"]
    assert [row["worst"] for row in rows] == [number_words(point.mean) for point in worst]
    assert [row["highest"] for row in rows] == [number_words(point.highest) for point in worst]
    assert [row["days"] for row in rows] == [point.n for point in worst]
    assert [row["average"] for row in rows] == [number_words(point.mean) for point in average]


def test_the_table_says_day_and_numbers(owner, record, access):
    cast.make_pain(access, worst_24h=7, average_24h=3)
    cast.make_pain(access, cast.NOON - 2 * DAY, worst_24h=4)
    page = owner.get(path(record)).content.decode()
    [body] = re.findall(r"<tbody>(.*?)</tbody>", page, re.S)
    words = " ".join(re.sub(r"<[^>]+>", " ", body).split())
    assert words == "2 Mar 2026 7 3 28 Feb 2026 4 –"


def test_the_patient_is_spoken_to_and_a_caregiver_is_told_of_them(
    owner, sign_in, caregiver, record
):
    fill(record, 30)
    assert "You logged your pain on 30" in owner.get(path(record)).context["sentence"]
    sentence = sign_in(caregiver).get(path(record)).context["sentence"]
    assert "Pain was logged for Test patient on 30" in sentence
    assert "You" not in sentence.split()


@pytest.mark.parametrize(("goal", "drawn"), [(3, True), (None, False)])
def test_the_goal_is_a_line_if_the_person_set_one(owner, record, goal, drawn):
    record.pain_goal = goal
    record.save(update_fields=["pain_goal"])
    fill(record, 30)
    response = owner.get(path(record))
    assert all(
        ("Your goal" in p or "goal" in p.lower()) is drawn for p in response.context["panels"]
    )


def test_no_entries_is_no_picture_no_table_and_no_zero(owner, record):
    response = owner.get(path(record))
    page = response.content.decode()
    assert "Nothing to draw in these days." in page
    assert (response.context["panels"], response.context["rows"]) == ([], [])
    assert "<figure" not in page


def test_too_ill_days_and_removed_entries_are_in_no_mean(owner, record, access):
    cast.make_pain(access, worst_24h=4)
    removed = cast.make_pain(access, cast.NOON - DAY, worst_24h=10)
    PainEntry.everything.filter(pk=removed.pk).update(removed_at=cast.NOON)
    owner.post(reverse("check_in_too_ill", args=[record.uid]), {"uid": str(removed.uid)})
    assert [row["worst"] for row in owner.get(path(record)).context["rows"]] == ["4"]


def test_a_reader_without_the_pain_scope_sees_no_number(sign_in, clinician, record):
    clinician.memberships.update(scope=["symptoms"])
    fill(record, 30)
    response = sign_in(clinician).get(path(record))
    assert response.status_code == 200
    assert "rows" not in response.context
    assert "<figure" not in response.content.decode()


def test_a_strangers_record_is_not_there(sign_in, stranger, record):
    assert sign_in(stranger).get(path(record)).status_code == 404


def queries(client, address) -> int:
    """Count the queries of a page."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.fixture(scope="module", params=[1, 90, 3650])
def filled(request, shared_database):
    """A record with so many days, which only its owner has a place in."""
    with time_machine.travel(cast.NOON, tick=False):
        record = cast.make_patient(cast.make_user(f"owner-{request.param}"))
        fill(record, request.param)
    return record


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("route", "query", "warm", "most"),
    [
        ("trends", "?period=90", TRENDS_QUERIES, 9),
        ("trends", "?period=all", TRENDS_QUERIES, 9),
        ("today", "", TODAY_QUERIES, 16),
    ],
)
def test_the_number_of_queries_does_not_grow_with_the_history(
    filled, sign_in, route, query, warm, most
):
    owner = sign_in(filled.memberships.get().user)
    address = reverse(route, args=[filled.uid]) + query
    owner.get(address)
    assert queries(owner, address) == warm <= most
    record_cache.clear()
    # One for each panel, one for the days heard from as too ill, and two for where it hurt.
    assert queries(owner, address) <= most + len(PANELS) + 3


def test_a_row_opens_its_day_and_stands_where_its_point_is(owner, record, access):
    cast.make_pain(access, worst_24h=7)
    cast.make_pain(access, cast.NOON - 6 * DAY, worst_24h=4)
    page = owner.get(path(record, "?period=7")).content.decode()
    for back in (0, 6):
        assert reverse("day", args=[record.uid, TODAY - back * DAY]) in page
    assert re.findall(r'data-x="(\d+)"', page) == ["993", "7"]


def test_a_row_has_the_first_words_of_the_note(owner, record, access):
    cast.make_pain(access, worst_24h=7, note="a long drive\nin the car " + "x" * 100)
    kinds.keep(access, WeightEntry, note="after breakfast")
    page = owner.get(path(record)).content.decode()
    assert "a long drive in the car" in page
    assert "x" * 61 not in page
    assert "after breakfast" in page


@pytest.mark.parametrize("scope", [["pain"], ["notes", "food"]])
def test_a_note_outside_the_scope_stands_nowhere(sign_in, record, access, scope):
    cast.make_pain(access, worst_24h=7, note="a long drive")
    reader = cast.make_user("reader")
    cast.join(record, reader, "viewer", "caregiver", scope=scope)
    page = sign_in(reader).get(path(record)).content.decode()
    assert "a long drive" not in page
    assert 'class="note"' not in page


def test_weeks_have_neither_a_day_to_open_nor_a_note(owner, record, access):
    cast.make_pain(access, worst_24h=7, note="a long drive")
    page = owner.get(path(record, "?period=365")).content.decode()
    assert reverse("day", args=[record.uid, TODAY]) not in page
    assert "a long drive" not in page
