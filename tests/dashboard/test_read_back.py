"""A number is read back as it was logged: in each unit, below and above a hundred, everywhere."""

import re
from datetime import timedelta
from decimal import Decimal
from html import unescape

import pytest
import time_machine
from django.urls import reverse

from carelog.dashboard.forms import PeriodForm
from carelog.dashboard.panels import BY_SLUG, PANELS
from carelog.dashboard.views import trends_context
from carelog.entries.quantities import (
    CELSIUS,
    CUPS,
    FAHRENHEIT,
    KG,
    LB,
    ML,
    OTHERS,
    STONES,
    as_it_is,
    in_words,
    mean_in_words,
    unit_for,
)
from carelog.logs.models import (
    DietEntry,
    MobilityEntry,
    PainEntry,
    TemperatureEntry,
    WeightEntry,
    WellbeingEntry,
)
from carelog.patients import saving
from carelog.patients.access import changing
from carelog.summary.daily import COLUMNS as COLUMNS_OF_DAYS
from carelog.summary.daily import daily
from carelog.summary.multiples import DRAWN
from carelog.summary.period import period_of
from carelog.summary.words.reader import NONE
from tests import cast

DAY = timedelta(days=1)
#: The columns that a number is typed in, by the panel that shows them.
COLUMNS = {
    "pain": (PainEntry, "worst_24h"),
    "walking": (MobilityEntry, "walk_minutes"),
    "function": (MobilityEntry, "function_level"),
    "sleep": (WellbeingEntry, "sleep_hours"),
    "tiredness": (WellbeingEntry, "fatigue"),
    "appetite": (DietEntry, "appetite"),
    "drinks": (DietEntry, "drinks_ml"),
    "weight": (WeightEntry, "weight_kg"),
    "temperature": (TemperatureEntry, "temp_c"),
}
#: Panels of numbers that are counted or chosen in words, and so have no unit to be lost in.
COUNTED = {"mood", "bowels", "doses"}
METRIC = {"weight_unit": "kg", "temperature_unit": "c", "drink_unit": "ml"}
POUNDS = {"weight_unit": "lb", "temperature_unit": "f", "drink_unit": "cups"}
STONE = POUNDS | {"weight_unit": "st"}
#: What is typed below and above a hundred in each of the units, as it is read in a sentence.
LOGGED = {
    "metric": (
        METRIC,
        {"weight": ("72.35 kg", "104.4 kg"), "temperature": ("37.25 °C", "38 °C")}
        | {"drinks": ("90 ml", "1555 ml"), "walking": ("12 minutes", "125 minutes")}
        | {"sleep": ("7.5 hours", "10 hours")},
    ),
    "pounds": (
        POUNDS,
        {"weight": ("99.9 lb", "230.4 lb"), "temperature": ("99.9 °F", "100.4 °F")}
        | {"drinks": ("7.5 cups", "10 cups"), "walking": ("1 minutes", "100 minutes")}
        | {"sleep": ("6.5 hours", "0.5 hours")},
    ),
    "stones": (
        STONE,
        {"weight": ("11 st 10 lb", "16 st 6.4 lb"), "temperature": ("97 °F", "103.7 °F")},
    ),
}
#: A pair of numbers stands in tables and pictures as pounds.
IN_POUNDS = {"11 st 10 lb": "164", "16 st 6.4 lb": "230.4"}
CASES = [(system, slug) for system, (_units, typed) in LOGGED.items() for slug in typed]


@pytest.fixture(autouse=True)
def clock():
    """One o'clock on Monday 2 March 2026 in the patient's Berlin."""
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture(scope="module", params=CASES, ids="-".join)
def logged(request, shared_database):
    """A reader with units, a panel, and what was typed of it two days ago and today."""
    system, slug = request.param
    units, typed = LOGGED[system]
    owner = cast.make_user(f"{system}-{slug}", **units)
    access = cast.access_of(cast.make_patient(owner), owner)
    kind, column = COLUMNS[slug]
    with time_machine.travel(cast.NOON, tick=False):
        for back, said in zip((2, 0), typed[slug], strict=True):
            row = kind.begin(access.patient)
            row.at, row.day = cast.NOON - back * DAY, cast.NOON.date() - back * DAY
            setattr(row, column, stored(kind, column, said, owner))
            with changing(access):
                saving.keep_new(access, row)
    return access, slug, typed[slug]


def stored(kind, column: str, said: str, reader):
    """Return what the form makes of a number typed in the reader's unit."""
    field = kind._meta.get_field(column).formfield()
    field.show_in(unit_for(field.code, reader))
    typed = [re.sub("[^0-9.]", "", part) for part in said.split(" st ")]
    return field.to_python(typed if len(typed) > 1 else typed[0])


def in_tables(said: str) -> str:
    """Return a number as tables and pictures show it, without its unit."""
    return IN_POUNDS.get(said) or said.split()[0]


def page(sign_in, access, name: str, *args, query: str = "") -> str:
    """Return a page of the record, without its line breaks."""
    response = sign_in(access.actor).get(reverse(name, args=[access.patient.uid, *args]) + query)
    assert response.status_code == 200
    return " ".join(unescape(response.content.decode()).split())


@pytest.mark.django_db
def test_a_sentence_says_it_to_the_eye_and_to_a_screen_reader(logged, sign_in):
    access, _slug, typed = logged
    html = page(sign_in, access, "trends", query="?period=7")
    for said in typed:
        for spoken in (rf"<p[^>]*>[^<]*\b{said}\b", rf"<desc[^>]*>[^<]*\b{said}\b"):
            assert re.search(spoken, html), (spoken, said)


@pytest.mark.django_db
def test_a_table_shows_it_and_so_does_the_head_of_a_picture(logged):
    access, slug, typed = logged
    today = cast.NOON.date()
    form = PeriodForm({"period": "7"}, today=today)
    assert form.is_valid()
    (shown,) = trends_context(access, form, [BY_SLUG[slug]], today)["shown"]
    newest_first = [in_tables(said) for said in reversed(typed)]
    assert [row["value"] for row in shown.rows] == newest_first
    assert [row["highest"] for row in shown.rows] == newest_first
    assert shown.newest.value == newest_first[0]


@pytest.mark.django_db
@pytest.mark.parametrize("place", ["entry_list", "timeline", "entry_new", "today", "summary"])
def test_a_page_reads_it_back(logged, sign_in, place):
    access, slug, typed = logged
    kind, _column = COLUMNS[slug]
    html = page(sign_in, access, place, *([kind.slug] if place.startswith("entry") else []))
    said = {"entry_new": [*map(in_tables, typed), typed[1]], "summary": [], "today": []}.get(
        place, typed
    )
    if place == "today" and not BY_SLUG[slug].is_sparse:
        said = typed
    if place == "summary" and slug in DRAWN:
        low, high = sorted(map(in_tables, typed), key=Decimal)
        said = [f"Lowest {low}, highest {high}, newest {in_tables(typed[1])}."]
    assert [one for one in said if not re.search(rf"(?<![\d.]){re.escape(one)}", html)] == []


@pytest.mark.django_db
def test_the_days_behind_the_summary_read_it_back(logged):
    access, slug, typed = logged
    table = daily(access, period_of(access, None, cast.NOON.date()))
    told = [[cell.text for cell in row if cell.text != NONE][1:] for row in table.rows]
    has_column = slug in COLUMNS_OF_DAYS
    assert told == ([[in_tables(said)] for said in reversed(typed)] if has_column else [])


@pytest.mark.parametrize("panel", [panel for panel in PANELS if panel.slug not in COUNTED])
def test_no_panel_is_left_out(panel):
    kind, column = COLUMNS[panel.slug]
    has_unit = bool(getattr(kind._meta.get_field(column), "unit", ""))
    assert has_unit == any(panel.slug in typed for _units, typed in LOGGED.values())


@pytest.mark.parametrize(
    ("unit", "one", "mean"),
    [
        (KG, "104.35 kg", "104.35 kg"),
        (LB, "230.1 lb", "230.1 lb"),
        (STONES, "16 st 6.1 lb", "16 st 6.1 lb"),
        (CELSIUS, "104.35 °C", "104.35 °C"),
        (FAHRENHEIT, "219.8 °F", "219.8 °F"),
        (ML, "104 ml", "104 ml"),
        (CUPS, "0.5 cups", "0.5 cups"),
        (OTHERS[""], "104", "104.4"),
        (OTHERS["min"], "104 minutes", "104.4 minutes"),
        (OTHERS["h"], "104.4 hours", "104.4 hours"),
    ],
    ids=["kg", "lb", "st", "C", "F", "ml", "cups", "score", "min", "h"],
)
def test_a_unit_has_the_same_decimals_below_and_above_a_hundred(unit, one, mean):
    value = Decimal("104.35")
    assert (in_words(value, unit), mean_in_words(value, unit)) == (one, mean)
    if unit.from_stored is as_it_is and unit is not STONES:
        small = (in_words(value - 100, unit), mean_in_words(value - 100, unit))
        assert small == (one.removeprefix("10"), mean.removeprefix("10"))
