"""What is too long is kept and counted: no field cuts it in silence."""

from pathlib import Path

import pytest
from django import forms
from django.core.exceptions import ValidationError

from carelog.text import LineField, NoteField

TEMPLATES = Path(__file__).parents[2] / "templates"


class EveryText(forms.Form):
    line = LineField()
    note = NoteField()
    plain = forms.CharField(max_length=30)
    secret = forms.CharField(max_length=30, widget=forms.PasswordInput)


def test_no_field_stops_at_its_length():
    drawn = str(EveryText())
    assert "maxlength" not in drawn
    assert drawn.count("data-most=") == len(EveryText().fields)
    for path in TEMPLATES.rglob("*.html"):
        assert "maxlength=" not in path.read_text(), path


@pytest.mark.parametrize(("field", "most"), [(LineField(), 80), (NoteField(), 4000)])
def test_how_much_is_too_many_is_said(field, most):
    assert len(field.clean("a" * most)) == most
    for more, words in ((1, "1 character too many"), (5000, "5,000 characters too many")):
        with pytest.raises(ValidationError, match=f"{words}: at most {most} fit"):
            field.clean("a" * (most + more))
