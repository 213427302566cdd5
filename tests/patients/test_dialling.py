"""Numbers to call are taken as people and papers write them, and dialled right."""

import pytest
from django.core.exceptions import ValidationError
from django.template import Context, Template

from carelog.patients.dialling import dialled
from carelog.patients.forms import NumberForm, PatientForm
from carelog.patients.models import Number, Patient

AS_WRITTEN = [
    ("(555) 555-0100", "(555) 555-0100", "5555550100"),
    ("(020) 7946 0000", "(020) 7946 0000", "02079460000"),
    ("+44 (0)20 7946 0000", "+44 (0)20 7946 0000", "+442079460000"),
    ("(+49) 30 5550", "(+49) 30 5550", "+49305550"),
    ("555-0100 x12", "555-0100 x12", "5550100,12"),
    ("(555) 555-0100 ext. 12", "(555) 555-0100 ext. 12", "5555550100,12"),
    ("555 0100, Extension 12", "555 0100, Extension 12", "5550100,12"),
    ("555 0100;ext=12", "555 0100;ext=12", "5550100,12"),
    ("tel:+49-30-5550", "+49-30-5550", "+49305550"),
    ("\uff0b\uff14\uff19 \uff08\uff13\uff10\uff09 \uff15", "+49 (30) 5", "+49305"),
    ("\u0660\u0663\u0660 \u0667", "030 7", "0307"),
    ("030\u2013555\u00a00", "030-555 0", "0305550"),
    ("\u202a+49 30\u202c", "+49 30", "+4930"),
    ("112", "112", "112"),
]


def fields():
    """Return every field of a phone number with the column it is kept in."""
    return [
        (NumberForm.base_fields["number"], Number._meta.get_field("number")),
        (PatientForm.base_fields["phone"], Patient._meta.get_field("phone")),
    ]


@pytest.mark.parametrize(("typed", "kept", "tel"), AS_WRITTEN)
def test_a_number_is_taken_as_it_is_written_and_dialled_right(typed, kept, tel):
    for field, column in fields():
        number = field.clean(typed)
        assert number == kept
        assert field.clean(number) == number
        column.run_validators(number)
    assert dialled(typed) == tel


@pytest.mark.parametrize("typed", ["call me", "javascript:1", "030 1 or 030 2", "x12", "+", "()"])
def test_what_no_phone_can_dial_is_refused_with_an_example(typed):
    for field, column in fields():
        with pytest.raises(ValidationError, match="ext"):
            column.run_validators(field.clean(typed))


def test_a_number_of_the_site_is_dialled_like_one_of_a_record():
    page = Template('{% load people_tags %}<a href="tel:{{ number|tel }}">')
    shown = page.render(Context({"number": "(020) 7946 0000 x1"}))
    assert shown == '<a href="tel:02079460000,1">'
