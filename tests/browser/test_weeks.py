"""Two weeks lived on a phone and read aloud: a new pain in the back, and days too ill for anything.

Every screen is asked for the words that matter, in the order in which they are heard. Where
CARELOG_PICTURES names a folder, each is kept there as a picture and as what is said of it.
"""

import csv
import io
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from playwright.sync_api import Page

from carelog.accounts.models import User
from carelog.medications.models import Medication
from carelog.patients.models import Patient
from carelog.safety.models import RaisedWarning
from tests import cast, kinds
from tests.browser import ways
from tests.browser.aloud import Reader

pytestmark = pytest.mark.browser
MONDAY, DAY = datetime(2026, 11, 23, 8, tzinfo=UTC), timedelta(days=1)
LINE = "Call cancer line, day and night +49 30 5550"
PUBLISHED = "Call emergency number 112 This is the published number"
BAND = "back or neck pain like a band, or shooting, new or getting worse"
NOT_WATCHED = "Nobody is watching CareLog. It has not told anyone. Please phone."
CALL_NOW, CALL_TODAY = "Call your cancer line now", "Call your cancer line today"
#: The same sign, as its title speaks to each reader.
CALL_NOW_TO = {
    "own": CALL_NOW,
    "caregiver": "Call the cancer line now",
    "nurse": "A sign for emergency help is open",
}
CANNOT_TELL = "CareLog cannot tell if you are well. If you are worried, call your team."
OF_PAIN = ("When to call", LINE, f"{CALL_NOW}. No answer?", "back or neck pain like a band")
OF_PAIN += (f"{CALL_TODAY} Back or neck pain, new or getting worse", PUBLISHED, CANNOT_TELL)
YOU = "“You” here is"


@pytest.fixture
def clock():
    """Nine o'clock of a Monday in Berlin; the clock goes on."""
    with time_machine.travel(MONDAY) as traveller:
        yield traveller


@pytest.fixture
def on_day(open_page, clock):
    """Return a function that opens Today on a day of the week, Monday being 0."""

    def opened(day: int, user, record) -> Page:
        clock.move_to(MONDAY + day * DAY)
        page = open_page(user=user)
        page.goto(f"/patients/{record.uid}/today/")
        return page

    return opened


def choose(page: Page, **answers: str) -> None:
    """Choose among the chips or numbers of questions, by the names of their columns."""
    for name, value in answers.items():
        page.locator(f"input[name={name}][value='{value}']").check()


def log(page: Page, kind: str, **answers: str) -> None:
    """Write an entry of a kind."""
    page.goto(re.sub(r"(/patients/[^/]+/).*", rf"\1logs/{kind}/new/", page.url))
    choose(page, **answers)
    ways.Finger(page).tap("Save")


def see(page: Page, path: str) -> None:
    """Open a page of the same record."""
    page.goto(re.sub(r"(/patients/[^/]+/).*", rf"\1{path}", page.url))


def back_hurts(page: Page) -> None:
    """Touch the upper back on the body map."""
    page.locator("#place-spine_thoracic-middle").evaluate("(box) => box.click()")


def test_a_week_of_new_pain_in_the_back(open_page, on_day, transactional_db):
    read = Reader("back").read
    page = open_page()
    begin(page, read)
    person, record = User.objects.get(), Patient.objects.get()
    say_how_it_hurts(page, read)
    more_signs(on_day(1, person, record), read)
    bowels_and_a_flare(on_day(2, person, record), read)
    the_team_knows(on_day(3, person, record), read)
    look_back(on_day(4, person, record), read)


def begin(page: Page, read) -> None:
    """Sign up and set up, with one number to call."""
    ways.sign_up(page)
    read(page, "set-up", "Start a record", "Who is this record for?", "Go on")
    ways.set_up(page)
    words = ("Good morning", "Worst pain in the last 24 hours?", "Too ill today")
    read(page, "first-today", *words, "Numbers to call", PUBLISHED, LINE, "Nobody watches")


def say_how_it_hurts(page: Page, read) -> None:
    """Monday: pain 8 in the upper back, then what it is like there."""
    see(page, "logs/pain/new/")
    choose(page, worst_24h="8")
    back_hurts(page)
    read(page, "pain-form", "At its worst, in the last 24 hours", "Where does it hurt?")
    ways.Finger(page).tap("Save")
    said = read(page, "pain-saved", "Saved.", "Pain, 23 November 2026", *OF_PAIN, "Upper back")
    assert "A page that may fit" not in said
    page.get_by_role("link", name="Say more").click()
    signs = ("like a band, or shooting", "worse lying down, at night, on coughing")
    read(page, "place-form", "Upper back", *signs, "How bad is it here?")
    choose(page, band_or_shooting_pain="yes", spine_pain_signs="yes", is_new="yes")
    choose(page, sudden_onset="yes", night_waking="yes", qualities="shooting")
    ways.Finger(page).tap("Save")
    answer = (CALL_NOW, LINE, f"Entered for Maria Example: {BAND}", "While you wait: Call first.")
    read(page, "pain-answer", *answer, "If nobody answers", PUBLISHED, NOT_WATCHED, "Saved.")


def more_signs(page: Page, read) -> None:
    """Tuesday: the check-in's line, 38.9, shivering and thirst; the first call still stands."""
    read(page, "tuesday-today", "Good morning", CALL_NOW, "Open this warning", "Yesterday: 8.")
    ways.Finger(page).tap("8")
    page.get_by_role("checkbox", name="Back or neck pain").check()
    words = ("Saved: worst pain 8.", "New or getting worse?", "Back or neck pain")
    read(page, "tuesday-signs", *words, "Like a band, or shooting", "None of these")
    ways.Finger(page).tap("Save what I ticked")
    read(page, "tuesday-answer", CALL_NOW, LINE, BAND)
    see(page, "logs/temperature/new/")
    page.get_by_label("Temperature (°C)").fill("38.9")
    ways.Finger(page).tap("Save")
    words = ("Saved.", "When to call", LINE, "37.5 °C (99.5 °F) or more", CANNOT_TELL, "38.9 °C")
    read(page, "temperature-saved", *words)
    see(page, "logs/symptoms/new/")
    page.get_by_role("checkbox", name="Fever, shivering").check()
    page.get_by_role("checkbox", name="Shivering", exact=True).check()
    page.get_by_role("checkbox", name="Very thirsty").check()
    ways.Finger(page).tap("Save")
    three = (f"Entered for Maria Example: {BAND}", "Entered for Maria Example: shivering")
    three += (CALL_TODAY, "Entered for Maria Example: very thirsty", NOT_WATCHED)
    endings = (f"I have got help: {BAND}", "I have got help: shivering")
    read(page, "signs-answer", CALL_NOW, LINE, *three, *endings)


def bowels_and_a_flare(page: Page, read) -> None:
    """Wednesday: no bowel movement, and a flare."""
    said = read(page, "wednesday-today", CALL_NOW, CALL_TODAY, "Yesterday: 8.")
    assert said.count(CALL_NOW) == 1
    log(page, "bowels", moved="no")
    words = ("When to call", LINE, "No bowel movement for three days, with vomiting")
    read(page, "bowels-saved", *words, PUBLISHED, CANNOT_TELL, "Did your bowels move today?")
    log(page, "breakthrough", peak="9")
    words = ("When to call", PUBLISHED, "Call the emergency number now Sudden, very bad bone pain")
    read(page, "flare-saved", *words, "Pain that your extra dose has not eased.", LINE)


def the_team_knows(page: Page, read) -> None:
    """Thursday: help has come, and the team knows this pain: its line stands for its screen."""
    page.get_by_role("link", name="Open this warning").first.click()
    while (buttons := page.get_by_role("button", name="I have got help")).count():
        with page.expect_navigation():
            buttons.first.click()
    read(page, "dealt-with", "No warning is open", "Dealt with", "Shivering", "Open it again")
    see(page, "today/")
    ways.Finger(page).tap("8", "None of these")
    page.get_by_role("link", name="Show where it hurts").click()
    back_hurts(page)
    read(page, "where", "Where does it hurt?", "Save and go back to the check-in")
    ways.Finger(page).tap("Save and go back to the check-in", "Done")
    words = ("Check-in", "Saved.", *OF_PAIN, "Where it hurts Upper back", "none of the signs asked")
    read(page, "thursday-done", *words)
    page.get_by_role("link", name=re.compile("Change ?: Pain")).click()
    page.goto(page.url.replace("edit/", "places/spine_thoracic.middle/"))
    choose(page, spine_pain_signs="yes", team_knows="yes")
    ways.Finger(page).tap("Save")
    read(page, "known", "Saved.", *OF_PAIN, "Does your team know about it? yes")
    page.get_by_role("link", name="Say more").click()
    choose(page, band_or_shooting_pain="yes")
    ways.Finger(page).tap("Save")
    read(page, "known-but-a-band", CALL_NOW, LINE, f"Entered for Maria Example: {BAND}")
    assert RaisedWarning.objects.get(ended_at=None).rule == "RF-01"


def look_back(page: Page, read) -> None:
    """Friday: the places are carried over; then every page that tells of the week."""
    read(page, "friday-today", CALL_NOW, "Yesterday: 8.", "Mon: 8. Tue: 8. Wed: no entry. Thu: 8.")
    ways.Finger(page).tap("8", "None of these", "It hurts in the same places as before", "Done")
    words = ("Check-in", "Saved.", *OF_PAIN, "Upper back (carried over from 26 November)")
    read(page, "friday-done", *words)
    see(page, "timeline/")
    days = (
        "Friday 27",
        "Thursday 26",
        "Warning noted as dealt with: “I have got help” · shivering",
    )
    days += (
        "Wednesday 25",
        "Flare of pain: worst 9",
        "moved: no",
        "Tuesday 24",
        "Shivering; Very thirsty",
        "Temperature: 38.9 °C",
        "Monday 23",
    )
    read(page, "timeline", *days, "Pain: worst 8")
    see(page, "trends/?period=7")
    read(page, "trends", "Worst pain", "8 today", "Bowel movements", "Temperature", "38.9 24 Nov")
    see(page, "urgent/")
    read(page, "urgent", "Numbers for Maria Example", PUBLISHED, LINE, CALL_NOW, CALL_TODAY)
    see(page, "summary/")
    told = ("Signs ticked", "shivering", BAND, "very thirsty", "worse lying down")
    read(page, "summary", *told, "Something was written on 5 of these 30 days.")
    assert {"RF-01", "RF-03", "RF-07", "RF-08"} == {one.rule for one in RaisedWarning.objects.all()}


def test_a_week_too_ill(on_day, record, access, patient, caregiver, clinician):
    cast.make_number(access, "cancer_line", "+49 30 5550")
    kinds.put_medicine(record)
    Medication.objects.update(stopped_on=None, stop_reason="")
    read = Reader("ill").read
    too_ill(on_day(0, patient, record), read)
    a_dose_by_another(on_day(0, caregiver, record), read)
    too_ill_after_a_number(on_day(1, patient, record), read)
    what_the_caregiver_sees(on_day(1, caregiver, record), read)
    too_ill_said_by_another(on_day(2, caregiver, record), read)
    for reader, name in ((patient, "own"), (caregiver, "caregiver"), (clinician, "nurse")):
        told_to(name, on_day(3, reader, record), read)
    files(on_day(3, patient, record))


def too_ill(page: Page, read) -> None:
    """Monday: one tap, then none of the signs."""
    ways.Finger(page).tap("Too ill today")
    words = ("Check-in", "Saved: too ill.", "If something cannot wait, call", PUBLISHED, LINE)
    words += (CANNOT_TELL, "New or getting worse?", "Back or neck pain", "None of these")
    words += ("Signs that cannot wait", "Call the emergency number now", CALL_NOW)
    said = read(page, "monday-answer", *words)
    assert YOU not in said
    ways.Finger(page).tap("None of these")
    read(page, "monday-none", *words[:5], "New or getting worse since you answered?", "Signs none")


def a_dose_by_another(page: Page, read) -> None:
    """Monday: the caregiver reads it and logs a dose."""
    said = read(page, "monday-caregiver", "Test patient", "Too ill today.", "Yesterday: no entry")
    assert not re.search(r"\byour?\b", said.replace("the worst you can imagine", ""))
    page.get_by_role("link", name="All medicines").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Taken now").click()
    words = ("Saved.", "When to call", "Very hard to wake; slow breathing; blue lips", CANNOT_TELL)
    read(page, "monday-caregiver-dose", *words[:2], PUBLISHED, *words[2:])
    see(page, "timeline/")
    lines = (
        "none of the signs asked by patient",
        "Check-in: too ill by patient",
        "Dose: Oxycodone",
    )
    said = read(page, "monday-caregiver-timeline", *lines)
    assert "changed" not in said


def too_ill_after_a_number(page: Page, read) -> None:
    """Tuesday: a number, then too ill, and a sign ticked there."""
    read(page, "tuesday-today", "Yesterday: too ill.", "Oxycodone Last taken: yesterday")
    ways.Finger(page).tap("9")
    see(page, "today/")
    ways.Finger(page).tap("Too ill today")
    words = ("Saved: too ill.", PUBLISHED, LINE, "New or getting worse?", "Pain worst 9")
    read(page, "tuesday-answer", *words)
    page.get_by_role("checkbox", name="Fever, shivering").check()
    ways.Finger(page).tap("Save what I ticked")
    words = (CALL_NOW, LINE, "Entered for Test patient: fever, shivering", "While you wait:")
    said = read(page, "tuesday-act-now", *words, "If nobody answers", PUBLISHED, NOT_WATCHED)
    assert YOU not in said
    page.get_by_role("link", name="Go to Today").click()
    read(page, "tuesday-after", CALL_NOW, "Worst pain today: 9. Too ill today.", "Mon: too ill.")


def what_the_caregiver_sees(page: Page, read) -> None:
    """Tuesday: the same, told to the caregiver."""
    call_now = CALL_NOW_TO["caregiver"]
    words = (call_now, "Worst pain today: 9. Too ill today. Yesterday: too ill.")
    read(page, "tuesday-caregiver", *words, "What others did", "Fever, shivering", "Mon: too ill.")
    page.get_by_role("link", name="Open this warning").click()
    quoted = "This is what CareLog shows Test patient:"
    words = (call_now, LINE, "Entered for Test patient: fever", quoted)
    read(page, "tuesday-caregiver-act-now", *words, NOT_WATCHED)


def too_ill_said_by_another(page: Page, read) -> None:
    """Wednesday: the caregiver says it for the person."""
    ways.Finger(page).tap("Too ill today")
    words = (f"{YOU} Test patient.", "Saved: too ill.", PUBLISHED, LINE, "New or getting worse?")
    read(page, "wednesday-caregiver", *words)


def told_to(name: str, page: Page, read) -> None:
    """Thursday: every page that tells of the week, to each reader."""
    days = "Mon: too ill. Tue: 9. Wed: too ill. Thu: no entry."
    said = read(page, f"{name}-today", CALL_NOW_TO[name], "Yesterday: too ill.", days)
    assert "Yesterday: no entry" not in said
    see(page, "trends/?period=7")
    page.locator("details", has=page.get_by_text("Words and table")).first.locator(
        "summary"
    ).click()
    told = ("Triangle: too ill that day.", "On 2 days it says: too ill.", "25 Nov 2026 too ill")
    read(page, f"{name}-trends", "Worst pain", *told, "24 Nov 2026 9", "23 Nov 2026 too ill")
    see(page, "timeline/")
    by = "Check-in: too ill by caregiver (family or caregiver) for Test patient"
    read(
        page, f"{name}-timeline", by, "Fever, shivering", "worst 9", "Check-in: too ill by patient"
    )
    see(page, "month/")
    days = ("Monday 23 November: too ill, 1 dose", "24 November: worst pain 9, too ill")
    read(page, f"{name}-month", *days, "Wednesday 25 November: too ill")
    see(page, "day/2026-11-23/")
    read(page, f"{name}-day", "Monday 23 November", "Too ill that day", "Dose: Oxycodone, 1 tablet")
    see(page, "summary/")
    days = "Something was written on 3 of these 30 days. On 3 days it says: too ill."
    read(page, f"{name}-summary", "Signs ticked", "fever, shivering", "too ill", days)


def files(page: Page) -> None:
    """The table of every day has a line for each such day."""
    see(page, "today/")
    answer = page.context.request.get(page.url.replace("today/", "export/daily.csv"))
    lines = csv.DictReader(io.StringIO(answer.body().decode("utf-8-sig")))
    ill = [(line["day"], line["recorded_by"]) for line in lines if line["field"] == "too_ill"]
    people = {"2026-11-23": "patient", "2026-11-24": "patient", "2026-11-25": "caregiver"}
    assert dict(ill) == people
