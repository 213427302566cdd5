"""The taps of the check-in, and the query parameters of pages."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from carelog.model_forms import offer
from carelog.text import LineField

DAY = {"type": "date"}
NIGHTS = [("last_night", ""), ("today", ""), ("yesterday", "")]


class KeyForm(forms.Form):
    """The idempotency key of the form on Today, and the day it is for."""

    uid = forms.UUIDField()
    night = forms.ChoiceField(choices=NIGHTS, required=False)


class WorstForm(KeyForm):
    """The first tap: one number."""

    worst = forms.TypedChoiceField(choices=[(str(n), str(n)) for n in range(11)], coerce=int)


class DoneForm(forms.Form):
    """The fourth tap, with room for one sentence."""

    main_concern = LineField(max_length=200, required=False)


class PageForm(forms.Form):
    """Which page of a long list."""

    page = forms.IntegerField(min_value=1, max_value=10_000, required=False)


class SavedForm(forms.Form):
    """The dose that was just saved, if the list of medicines is opened after a tap."""

    dose = forms.UUIDField(required=False)


class TimelineForm(forms.Form):
    """Which lines of the timeline: of a kind, by a person, between two days, after a line.

    `people` are (number, name, user id); the form gives the user's id for a number.
    """

    kind = forms.ChoiceField(label=_("What"), required=False, widget=forms.Select)
    by = forms.ChoiceField(label=_("Written by"), required=False, widget=forms.Select)
    start = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs=DAY))
    end = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs=DAY))
    after = forms.RegexField(r"^[a-z-]+\.[0-9a-f-]{36}\Z", required=False, strip=False)

    def __init__(
        self,
        *args: Any,
        kinds: list[tuple[str, str]],
        people: list[tuple[str, str, int]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.users = {number: user for number, _name, user in people}
        offer(self, "kind", [("", _("everything")), *kinds])
        names = ((number, name) for number, name, _user in people)
        offer(self, "by", [("", _("anyone")), *names])

    def clean_by(self) -> int | None:
        """Return the id of the user that a number stands for."""
        return self.users.get(self.cleaned_data["by"])

    def clean_after(self) -> str:
        """Refuse a cursor whose key is not a UUID."""
        after = self.cleaned_data["after"]
        try:
            uuid.UUID(after.partition(".")[2] or str(uuid.UUID(int=0)))
        except ValueError as error:
            raise ValidationError(_("This is no line.")) from error
        return after


def new_key() -> uuid.UUID:
    """Return the key of a new form."""
    return uuid.uuid4()
