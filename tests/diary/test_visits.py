import html
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from carelog.appointments.models import Appointment, Event, Question
from carelog.patients.access import ALL_DOMAINS
from tests import cast, kinds

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


def path(record, name="entry_list", kind=Appointment, *args) -> str:
    """Return an address of a kind of the record."""
    return reverse(name, args=[record.uid, kind, *args])


def page(client, record, query: str = "") -> str:
    """Open the page of visits."""
    response = client.get(path(record) + query)
    assert response.status_code == 200
    return " ".join(html.unescape(response.content.decode()).split())


def visit(access, starts_at, **values) -> Appointment:
    """Save an appointment without an end."""
    return kinds.keep(access, Appointment, **{"starts_at": starts_at, "ends_at": None} | values)


def ask(client, record, text: str, key: uuid.UUID | None = None):
    """Send a question from the page of visits."""
    form = {"uid": str(key or uuid.uuid4()), "version": "0", "text": text}
    return client.post(reverse("question_add", args=[record.uid]), form)


def test_the_next_visit_stands_first_with_the_open_questions(owner, record, access):
    visit(access, cast.NOON + DAY, place="Ward 3")
    kinds.keep(access, Question, text="Can I fly?", answer="")
    kinds.keep(access, Question, text="Can I swim?", answer="yes")
    shown = page(owner, record)
    places = [shown.index(words) for words in ("Next visit", "Ward 3", "Can I fly?")]
    assert places == sorted(places)
    assert "Tuesday 3 March 2026, 13:00" in shown
    assert "Can I swim?" not in shown


def test_visits_to_come_are_in_order_and_past_ones_folded(owner, record, access):
    for days, place in ((9, "ninth"), (1, "first"), (4, "fourth"), (-3, "long past")):
        visit(access, cast.NOON + days * DAY, place=place)
    shown = page(owner, record)
    assert shown.index("first") < shown.index("fourth") < shown.index("ninth")
    assert "1 past or cancelled visit <" in shown
    assert '<details class="card">' in shown
    assert shown.index("1 past or cancelled visit") < shown.index("long past")


def test_an_empty_page_says_so(owner, record):
    shown = page(owner, record)
    assert "No visit is booked here." in shown
    assert "No open questions." in shown
    assert "Nothing written yet." in shown


def test_a_question_is_written_in_one_line_once(owner, record):
    key = uuid.uuid4()
    for _sent in range(2):
        response = ask(owner, record, "  Can I fly? ", key)
        assert response.status_code == 302
        assert response.headers["Location"] == path(record)
    assert [q.text for q in Question.objects.all()] == ["Can I fly?"]
    assert Question.objects.get().answer == ""


def test_another_question_from_a_used_form_is_not_lost(owner, record):
    key = uuid.uuid4()
    ask(owner, record, "Can I fly?", key)
    response = ask(owner, record, "Can I swim?", key)
    assert response.status_code == 409
    assert 'value="Can I swim?"' in response.content.decode()
    again = response.context["form"]["uid"].value()
    assert ask(owner, record, "Can I swim?", again).status_code == 302
    assert Question.objects.count() == 2


def test_a_question_without_words_is_asked_for_again(owner, record):
    response = ask(owner, record, " ")
    assert response.status_code == 422
    assert "Error:" in response.content.decode()
    assert not Question.objects.exists()


def test_a_question_can_be_removed_from_the_page_and_put_back(owner, record, access):
    question = kinds.keep(access, Question, text="Can I fly?", answer="")
    remove = path(record, "entry_remove", Question, question.uid)
    assert remove in page(owner, record)
    after = owner.post(remove, {"version": 1}, follow=True).content.decode()
    assert path(record, "entry_put_back", Question, question.uid) in after
    assert "Can I fly?" not in page(owner, record)


def test_a_question_gets_its_answer_on_its_page(owner, record, access):
    question = kinds.keep(access, Question, text="Can I fly?", answer="", asked_at=None)
    shown = owner.get(path(record, "entry", Question, question.uid))
    form = shown.context["answer_form"]
    assert 'value="2026-03-02T13:00"' in str(form["asked_at"])
    sent = {"uid": question.uid, "version": "1", "text": form["text"].value()}
    sent |= {"asked_at": "2026-03-02T13:00", "answer": "yes, with a letter"}
    response = owner.post(path(record, "entry_edit", Question, question.uid), sent)
    assert response.status_code == 302
    question.refresh_from_db()
    assert (question.text, question.answer) == ("Can I fly?", "yes, with a letter")
    assert question.asked_at == cast.NOON
    assert "Can I fly?" not in page(owner, record)


def test_an_answered_question_does_not_ask_again(owner, record, access):
    question = kinds.keep(access, Question, answer="in May")
    shown = owner.get(path(record, "entry", Question, question.uid))
    assert "answer_form" not in shown.context


def test_only_the_latest_events_stand_there_and_a_way_to_all(owner, record, access):
    for day in range(1, 7):
        kinds.keep(
            access, Event, text=f"event {day}", started_on=f"2026-02-{day:02}", ended_on=None
        )
    shown = page(owner, record)
    assert "event 6" in shown
    assert "event 1" not in shown
    assert f'href="{path(record, "entry_list", Event)}"' in shown
    assert "event 1" in owner.get(path(record, "entry_list", Event)).content.decode()


def test_past_visits_come_fifty_a_page(owner, record, access):
    for days in range(1, 52):
        visit(access, cast.NOON - days * DAY, place=f"place {days}.")
    assert "place 51." not in page(owner, record)
    second = page(owner, record, "?page=2")
    assert "place 51." in second
    assert '<details class="card" open>' in second


def test_queries_do_not_grow_with_what_is_written(
    owner, record, access, django_assert_max_num_queries
):
    for days in range(-10, 10):
        visit(access, cast.NOON + days * DAY)
        kinds.keep(access, Question, answer="")
        kinds.keep(access, Event)
    page(owner, record)
    with django_assert_max_num_queries(10):
        page(owner, record)


def test_a_reader_sees_visits_and_cannot_write(sign_in, clinician, record, access):
    kinds.keep(access, Question, text="Can I fly?", answer="")
    shown = page(sign_in(clinician), record)
    assert "Can I fly?" in shown
    assert "Save the question" not in shown
    assert "Add a visit" not in shown
    assert "Remove" not in shown
    assert ask(sign_in(clinician), record, "Why?").status_code == 403


def test_an_editor_removes_only_their_own_questions(sign_in, caregiver, record, access):
    kinds.keep(access, Question, text="Can I fly?", answer="")
    kinds.keep(cast.access_of(record, caregiver), Question, text="Can he fly?", answer="")
    shown = page(sign_in(caregiver), record)
    assert "Remove<" in shown
    assert '<span class="visually-hidden">: Can he fly?' in shown
    assert '<span class="visually-hidden">: Can I fly?' not in shown


def test_visits_outside_the_scope_are_not_there(sign_in, caregiver, record, access):
    visit(access, cast.NOON + DAY)
    caregiver.memberships.update(scope=sorted(ALL_DOMAINS - {"visits"}))
    client = sign_in(caregiver)
    assert client.get(path(record)).status_code == 404
    assert ask(client, record, "Why?").status_code == 404
    log = client.get(reverse("log_index", args=[record.uid])).content.decode()
    assert "Visits and questions" not in log


def test_notes_of_a_visit_are_not_shown_without_notes(sign_in, clinician, owner, record, access):
    row = visit(access, cast.NOON + DAY, notes="bring the blue bag")
    edit = path(record, "entry_edit", Appointment, row.uid)
    owner.post(edit, kinds.typed(Appointment, version="1", notes="bring the red bag"))
    clinician.memberships.update(scope=sorted(ALL_DOMAINS - {"notes"}))
    shown = sign_in(clinician).get(path(record, "entry", Appointment, row.uid)).content.decode()
    assert "Ward 3" in shown
    assert "bring the" not in shown
    assert "bring the red bag" in owner.get(edit.removesuffix("edit/")).content.decode()


def test_a_moved_hour_is_told(owner, record):
    form = kinds.typed(Appointment, starts_at="2026-03-29T02:30", ends_at="")
    shown = owner.post(path(record, "entry_new"), form, follow=True).content.decode()
    assert "That hour does not exist that night. The time was moved." in shown
    assert "29 March 2026, 03:30" in shown


def test_history_shows_times_on_the_clock_of_the_visit(owner, record, access):
    row = kinds.keep(access, Appointment)
    form = kinds.typed(Appointment, version="1", starts_at="2026-03-03T10:30")
    owner.post(path(record, "entry_edit", Appointment, row.uid), form)
    shown = owner.get(path(record, "entry", Appointment, row.uid)).content.decode()
    assert "was 3 March 2026, 10:00, now 3 March 2026, 10:30" in shown


def test_an_earlier_state_is_restored_with_its_times(owner, record, access):
    row = kinds.keep(access, Appointment)
    before = row.starts_at
    form = kinds.typed(Appointment, version="1", starts_at="2026-04-01T08:00", ends_at="")
    owner.post(path(record, "entry_edit", Appointment, row.uid), form)
    owner.post(path(record, "entry_restore", Appointment, row.uid, 1), {"version": 2})
    row.refresh_from_db()
    assert (row.starts_at, row.version) == (before, 3)


def test_a_visit_on_another_clock_says_which(owner, record, access):
    visit(access, cast.NOON + DAY, zone="Europe/London")
    assert "Tuesday 3 March 2026, 12:00 (Europe/London)" in page(owner, record)


def test_the_log_and_the_education_page_lead_to_the_list(owner, record, access):
    visit(access, cast.NOON + DAY)
    log = owner.get(reverse("log_index", args=[record.uid])).content.decode()
    assert f'href="{path(record)}"' in log
    assert "Next: Scan, 3 March 2026, 13:00." in log
    learn = owner.get(reverse("learn_page", args=["appointments"])).content.decode()
    link = reverse("log_kind", args=["appointments"])
    assert f'href="{link}"' in learn
    assert owner.get(link).headers["Location"] == path(record)


def test_every_open_question_can_be_reached_from_today_the_visits_and_the_summary(
    owner, record, access
):
    for number in range(15):
        kinds.keep(access, Question, text=f"Is this question {number}?", answer="")
    today = owner.get(reverse("today", args=[record.uid])).content.decode()
    assert "and 12 more questions" in today
    asked = [f"Is this question {number}?" for number in range(15)]
    for shown in (path(record), reverse("summary", args=[record.uid])):
        page = owner.get(shown).content.decode()
        assert [words for words in asked if words not in page] == []
