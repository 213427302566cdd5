"""Which panels a person sees, in which order, and what each says."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from carelog.dashboard.panels import PANELS
from carelog.logs.models import FallEntry, MobilityEntry, MoodEntry, WeightEntry
from carelog.patients.models import Membership
from tests import cast, kinds

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    """One o'clock on Monday 2 March 2026 in the patient's Berlin."""
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


def path(record) -> str:
    """Return the address of the choice."""
    return reverse("trends_panels", args=[record.uid])


def shown(client, record, query="?period=30") -> list[str]:
    """Return the panels of Trends, in order."""
    context = client.get(reverse("trends", args=[record.uid]) + query).context
    return [one.panel.slug for one in context["shown"]]


def test_until_they_choose_a_person_sees_all_of_their_scope(owner, sign_in, clinician, record):
    assert shown(owner, record) == [panel.slug for panel in PANELS]
    assert "mood" not in shown(sign_in(clinician), record)


def choose(client, record, shown, order="", move="", query=""):
    """Send the form: the ticked panels, the order they stood in, an arrow."""
    data = {"shown": shown.split(), "order": (order or shown).split(), "move": move}
    return client.post(path(record) + query, data)


def test_a_choice_holds_for_this_person_and_record_alone(owner, sign_in, clinician, record):
    choose(owner, record, "weight pain")
    assert shown(owner, record) == ["weight", "pain"]
    assert "walking" in shown(sign_in(clinician), record)


def test_the_form_shows_the_choice_made_on_trends_as_on_its_own_page(owner, record):
    choose(owner, record, "weight pain")
    for address in (path(record), reverse("trends", args=[record.uid])):
        rows = owner.get(address).context["chooser"].rows()
        assert [(row.panel.slug, row.is_shown) for row in rows[:3]] == [
            ("weight", True),
            ("pain", True),
            ("function", False),
        ]
        assert len(rows) == len(PANELS)


@pytest.mark.parametrize(
    ("move", "then"),
    [
        ("up:sleep", ["pain", "sleep", "weight"]),
        ("down:pain", ["weight", "pain", "sleep"]),
        ("up:pain", ["pain", "weight", "sleep"]),
        ("down:sleep", ["pain", "weight", "sleep"]),
        ("up:mood", ["pain", "weight", "sleep"]),
    ],
)
def test_an_arrow_moves_a_panel_by_one_place_and_leads_back_to_the_arrows(
    owner, record, move, then
):
    response = choose(owner, record, "pain weight sleep", move=move, query="?period=90")
    assert response.url.endswith("/trends/?period=90#choose")
    assert shown(owner, record) == then


def test_what_is_ticked_without_a_place_stands_at_the_end(owner, record):
    choose(owner, record, "walking weight", order="weight")
    assert shown(owner, record) == ["weight", "walking"]


def test_an_arrow_saves_the_ticks_set_with_it(owner, record):
    choose(owner, record, "sleep weight", order="sleep pain weight", move="up:weight")
    assert shown(owner, record) == ["weight", "sleep"]


def test_days_that_make_no_window_are_left_behind(owner, record):
    assert choose(owner, record, "pain", query="?period=odd").url.endswith("/trends/")


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"order": "pain"},
        {"shown": "odd"},
        {"shown": ["pain", "odd"]},
        {"shown": "pain", "order": "odd"},
        {"shown": "pain", "move": "left:pain"},
        {"shown": "pain", "move": "up:odd"},
    ],
)
def test_a_choice_of_nothing_or_of_what_is_not_there_is_refused_beside_the_ticks(
    owner, record, data
):
    response = owner.post(path(record), data)
    assert response.status_code == 422
    assert b'id="choose_error"' in response.content
    assert b'aria-describedby="choose_error"' in response.content
    assert not Membership.objects.get(user__name="patient", patient=record).panels


def test_a_panel_outside_the_scope_cannot_be_chosen(sign_in, clinician, record):
    assert choose(sign_in(clinician), record, "mood").status_code == 422


def test_a_reader_who_lost_a_scope_no_longer_sees_what_they_chose(sign_in, record, access):
    kinds.keep(access, MoodEntry)
    reader = cast.make_user("reader")
    place = cast.join(record, reader, "viewer", "caregiver", scope=["pain", "mood"])
    client = sign_in(reader)
    choose(client, record, "mood pain")
    assert shown(client, record) == ["mood", "pain"]
    place.scope = ["pain"]
    place.save(update_fields=["scope"])
    assert shown(client, record) == ["pain"]


def test_a_panel_says_its_numbers_in_the_readers_unit(owner, patient, record, access):
    for back, kg in enumerate(("72.5", "73", "74")):
        at = cast.NOON - 7 * back * DAY
        kinds.keep(access, WeightEntry, weight_kg=Decimal(kg), at=at, day=at.date())
    patient.weight_unit = "lb"
    patient.save(update_fields=["weight_unit"])
    response = owner.get(reverse("trends", args=[record.uid]) + "?period=30")
    [weight] = [one for one in response.context["shown"] if one.panel.slug == "weight"]
    assert weight.unit == "lb"
    assert "between 159.8 lb and 163.1 lb" in weight.sentence
    assert [float(row["value"]) for row in weight.rows] == [159.8, 160.9, 163.1]


def test_falls_are_marks_on_walking(owner, record, access):
    kinds.keep(access, MobilityEntry)
    kinds.keep(access, FallEntry)
    response = owner.get(reverse("trends", args=[record.uid]) + "?period=30")
    [walking] = [one for one in response.context["shown"] if one.panel.slug == "walking"]
    assert walking.pictures[0].count('class="m"') == 1
    assert b"A triangle is a day with a fall." in response.content


def test_what_was_not_logged_is_a_line_and_no_empty_picture(owner, record, access):
    kinds.keep(access, WeightEntry)
    response = owner.get(reverse("trends", args=[record.uid]) + "?period=30")
    unlogged = {one.panel.slug for one in response.context["unlogged"]}
    assert "walking" in unlogged
    assert "weight" not in unlogged
    assert b"Not logged in these days" in response.content
