"""Who wrote something, who they are to the person, and for whom: the same words everywhere."""

import pytest
from django.template import Context, Template

from carelog.patients.models import Membership, Patient


def said(record, user) -> str:
    template = Template("{% load people_tags %}{% by patient user %}")
    fresh = Patient.objects.get(pk=record.pk)
    return template.render(Context({"patient": fresh, "user": user}))


def test_who_writes_for_another_is_named_with_who_they_are_and_for_whom(
    record, caregiver, clinician
):
    assert said(record, caregiver) == "by caregiver (family or caregiver) for Test patient"
    assert said(record, clinician) == "by clinician (clinician) for Test patient"


def test_the_person_themself_is_named_alone(record, patient):
    assert said(record, patient) == "by patient"


def test_the_person_themself_has_the_name_of_the_record_while_they_gave_none(record, patient):
    patient.name = ""
    assert said(record, patient) == "by Test patient"


def test_anyone_else_without_a_name_is_not_named_by_their_address(record, caregiver):
    caregiver.name = ""
    assert said(record, caregiver) == "by – (family or caregiver) for Test patient"


@pytest.mark.parametrize("state", Membership.State.values)
def test_who_has_left_is_still_who_they_were(record, caregiver, state):
    caregiver.memberships.update(state=state)
    assert said(record, caregiver) == "by caregiver (family or caregiver) for Test patient"


def test_who_is_gone_or_was_never_in_is_no_more_than_a_name(record, stranger):
    assert said(record, None) == "by –"
    assert said(record, stranger) == "by stranger"


def test_each_relation_has_its_words(record, caregiver):
    found = set()
    for relation in Membership.Relation.values:
        caregiver.memberships.update(relation=relation)
        found.add(said(record, caregiver))
    assert len(found) == len(Membership.Relation.values)


def test_names_are_words_and_no_markup(record, caregiver):
    caregiver.name = "<b>Eva & 100% sure"
    assert "by &lt;b&gt;Eva &amp; 100% sure (family" in said(record, caregiver)


def test_a_page_asks_once_however_many_wrote(
    record, patient, caregiver, clinician, django_assert_num_queries
):
    fresh = Patient.objects.get(pk=record.pk)
    users = [patient, caregiver, clinician, None, patient]
    template = "{% load people_tags %}{% for user in users %}{% by patient user %}{% endfor %}"
    with django_assert_num_queries(1):
        Template(template).render(Context({"patient": fresh, "users": users}))
