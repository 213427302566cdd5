"""How a person is named to others and likes to read."""

import pytest
from django.urls import reverse

PAGE = "/account/preferences/"
FORM = {
    "name": "Erika",
    "weight_unit": "st",
    "temperature_unit": "f",
    "drink_unit": "ml",
    "text_size": "larger",
    "theme": "dark",
}


def test_preferences_are_saved_and_shown_on_every_page(owner, patient, record):
    assert owner.post(PAGE, FORM)["Location"] == PAGE
    patient.refresh_from_db()
    assert {name: getattr(patient, name) for name in FORM} == FORM
    for address in (PAGE, reverse("today", args=[record.uid]), "/about/"):
        page = owner.get(address).content
        assert b'data-theme="dark" data-text="larger"' in page, address


@pytest.mark.parametrize("name", FORM)
def test_a_value_that_cannot_be_changes_nothing(owner, patient, name):
    response = owner.post(PAGE, FORM | {name: "x" * 81})
    assert response.status_code == 422
    assert name in response.context["form"].errors
    # The page itself is still drawn as the person likes to read.
    assert b'data-theme="auto" data-text="normal"' in response.content
    patient.refresh_from_db()
    assert (patient.name, patient.theme) == ("patient", "auto")


def test_a_name_loses_what_could_make_it_pretend_to_be_another(owner, patient):
    owner.post(PAGE, FORM | {"name": "  Anna\u202e \u2067 Maria  "})
    patient.refresh_from_db()
    assert patient.name == "Anna Maria"


def test_a_name_is_shown_as_text(owner, patient, record):
    owner.post(PAGE, FORM | {"name": "<script>x</script>"})
    assert b"<script>x" not in owner.get(PAGE).content


@pytest.mark.parametrize("name", ["email", "is_active", "password", "access_key", "id"])
def test_what_the_form_does_not_offer_cannot_be_set(owner, patient, name):
    before = getattr(patient, name)
    owner.post(PAGE, FORM | {name: "0"})
    patient.refresh_from_db()
    assert getattr(patient, name) == before


def test_preferences_are_ones_own(owner, patient, caregiver):
    owner.post(PAGE, FORM)
    caregiver.refresh_from_db()
    assert caregiver.theme == "auto"
