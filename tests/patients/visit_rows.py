"""What breaks each rule of the tables of visits, but for rules on one column alone."""

from datetime import UTC, date, datetime

from carelog.appointments.models import VISITS, Appointment, Decision, Event, Question

EARLY, LATE = datetime(1899, 12, 31, tzinfo=UTC), datetime(2101, 1, 1, tzinfo=UTC)
TIME = "The time must be between 1900 and 2100."
DAY = "The day must be between 1900 and 2100."
UNKNOWN = "One of the choices is not known."

CHECKS = [
    *(
        (f"{model._meta.model_name}_version_from_one", model, {"version": 0}, "")
        for model in VISITS
    ),
    ("appointments_starts_at_is_possible", Appointment, {"starts_at": EARLY}, TIME),
    ("appointments_ends_at_is_possible", Appointment, {"ends_at": LATE}, TIME),
    (
        "appointments_ends_after_it_starts",
        Appointment,
        {"ends_at": datetime(2026, 3, 3, 8, 59, tzinfo=UTC)},
        "It ends before it starts. Please check the times.",
    ),
    ("appointments_kind_is_known", Appointment, {"kind": ""}, UNKNOWN),
    ("appointments_state_is_known", Appointment, {"state": ""}, UNKNOWN),
    ("questions_has_words", Question, {"text": ""}, "Write your question."),
    ("questions_asked_at_is_possible", Question, {"asked_at": EARLY}, TIME),
    ("decisions_has_words", Decision, {"text": ""}, "Write what was decided."),
    ("decisions_due_on_is_possible", Decision, {"due_on": date(1899, 12, 31)}, DAY),
    ("decisions_done_at_is_possible", Decision, {"done_at": EARLY}, TIME),
    ("events_kind_is_known", Event, {"kind": ""}, UNKNOWN),
    ("events_started_on_is_possible", Event, {"started_on": date(1899, 12, 31)}, DAY),
    ("events_ended_on_is_possible", Event, {"ended_on": date(2101, 1, 1)}, DAY),
    (
        "events_ends_after_it_starts",
        Event,
        {"ended_on": date(2026, 2, 1)},
        "It ends before it starts. Please check the days.",
    ),
    (
        "events_side_has_a_site",
        Event,
        {"site": ""},
        "You chose a side. Which part of the body is it?",
    ),
]
UNIQUE = [
    ("appointment_uid_once", Appointment, {"place": "elsewhere"}, ""),
    ("question_uid_once", Question, {"text": "Something else?"}, ""),
    ("decision_uid_once", Decision, {"text": "Something else"}, ""),
    ("event_uid_once", Event, {"text": "other words"}, ""),
]
