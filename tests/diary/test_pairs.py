"""Which page goes with which log, word for word: the files are held to these tables.

Whoever moves a log to another page changes a line here too, and has then looked at both sides.
"""

import uuid
from decimal import Decimal

import pytest
from django.urls import resolve, reverse

from carelog.appointments.models import Appointment, Decision, Event, Question
from carelog.diary.kinds import RECORDED
from carelog.diary.reasons import REASONS
from carelog.logs import models as logs
from carelog.medications.models import Dose, Medication
from carelog.safety.models import EmergencyFacts
from education.pages import all_pages

#: A page, the logs it leads to, and the places that offer it.
PAGES: dict[str, tuple[str, str]] = {
    "what-is-metastasis": ("questions", ""),
    "what-is-bone-metastasis": ("record pain", "body-map"),
    "common-cancers": ("record", "record"),
    "how-bone-changes": ("pain", "pain-qualities"),
    "symptoms": ("pain symptoms", "pain pain-places"),
    "red-flags": (
        "pain symptoms temperature emergency-facts",
        "symptoms signs temperature emergency-facts",
    ),
    "diagnosis": ("results appointments", "results"),
    "treatments": ("events pain", "events"),
    "bone-strengthening-medicines": ("medicines doses", "bone-agent"),
    "pain-medicines": ("medicines breakthrough bowels", "medicines doses breakthrough bowels"),
    "care-day-to-day": ("pain mobility medicines", "trends"),
    "moving-safely": ("mobility falls", "mobility falls"),
    "eating-and-drinking": ("diet weight bowels", "diet weight"),
    "appointments": ("appointments results", "appointments questions decisions"),
    "feelings-and-daily-life": ("mood wellbeing", "mood wellbeing"),
    "support-and-family": ("appointments questions", "sharing"),
    "summary-and-research": ("questions", ""),
    "common-questions": ("questions", ""),
    "glossary": ("questions", ""),
}
#: A reason to suggest a page, the page, what has to be logged, and how often in a week.
SUGGESTED = {
    "fever": ("red-flags", logs.TemperatureEntry, {"temp_c__gte": Decimal("37.5")}, 1),
    "new_place_at_night": (
        "red-flags",
        logs.PainEntry,
        {"is_new": True, "night_waking": True},
        1,
    ),
    "woken_by_pain": ("pain-medicines", logs.WellbeingEntry, {"woken_by_pain__gte": 1}, 2),
    "weight_loss": ("eating-and-drinking", logs.WeightEntry, {}, 1),
    "fall": ("moving-safely", logs.FallEntry, {}, 1),
    "strong_pain": ("pain-medicines", logs.PainEntry, {"worst_24h__gte": 7}, 2),
    "flares": ("pain-medicines", logs.BreakthroughEntry, {}, 3),
    "constipation": ("eating-and-drinking", logs.SymptomsEntry, {"constipation_new": True}, 2),
    "no_movement": ("eating-and-drinking", logs.BowelsEntry, {"moved": False}, 2),
    "little_appetite": ("eating-and-drinking", logs.DietEntry, {"appetite__lte": 3}, 3),
    "tired": ("feelings-and-daily-life", logs.WellbeingEntry, {"fatigue__gte": 7}, 3),
    "upset": ("feelings-and-daily-life", logs.MoodEntry, {"distress__gte": 4}, 1),
    "bone_agent": ("bone-strengthening-medicines", Medication, {"bone_agent": True}, 1),
    "opioid": ("pain-medicines", Medication, {"drug_class": "opioid"}, 1),
    "result": ("diagnosis", logs.ResultEntry, {}, 1),
    "treatment": (
        "treatments",
        Event,
        {"kind__in": ("radiotherapy", "systemic", "surgery")},
        1,
    ),
    "visit": ("appointments", Appointment, {}, 1),
}
#: The word for a log in an address, and the scope a reader needs for it.
LOGS = {
    "pain": (logs.PainEntry, "pain"),
    "symptoms": (logs.SymptomsEntry, "symptoms"),
    "breakthrough": (logs.BreakthroughEntry, "pain"),
    "mobility": (logs.MobilityEntry, "mobility"),
    "falls": (logs.FallEntry, "mobility"),
    "diet": (logs.DietEntry, "food"),
    "bowels": (logs.BowelsEntry, "food"),
    "weight": (logs.WeightEntry, "food"),
    "temperature": (logs.TemperatureEntry, "symptoms"),
    "wellbeing": (logs.WellbeingEntry, "wellbeing"),
    "mood": (logs.MoodEntry, "mood"),
    "results": (logs.ResultEntry, "results"),
    "medicines": (Medication, "medicines"),
    "doses": (Dose, "medicines"),
    "appointments": (Appointment, "visits"),
    "questions": (Question, "visits"),
    "decisions": (Decision, "visits"),
    "events": (Event, "visits"),
    "emergency-facts": (EmergencyFacts, "medicines"),
}


def test_each_page_leads_to_its_logs_and_is_offered_in_its_places():
    found = {page.slug: (" ".join(page.logs), " ".join(page.offered_by)) for page in all_pages()}
    assert found == PAGES


def test_each_reason_suggests_its_page_after_its_log():
    found = {one.code: (one.page, one.kind, one.where, one.at_least) for one in REASONS}
    assert found == SUGGESTED


@pytest.mark.parametrize("kind", RECORDED, ids=lambda kind: kind.slug)
def test_a_word_in_an_address_means_its_log_and_its_scope(kind):
    assert LOGS[kind.slug] == (kind, kind.domain)
    address = reverse("entry_new", args=[uuid.uuid4(), kind])
    assert address.endswith(f"/{kind.slug}/new/")
    assert resolve(address).kwargs["kind"] is kind
