"""The taps of the check-in, and what pages take from their address."""

import uuid

from django import forms

from carelog.text import LineField

NIGHTS = [("last_night", ""), ("today", "")]


class KeyForm(forms.Form):
    """The key of the form on Today, and for which day it is meant."""

    uid = forms.UUIDField()
    night = forms.ChoiceField(choices=NIGHTS, required=False)


class WorstForm(KeyForm):
    """The first tap: one number."""

    worst = forms.TypedChoiceField(choices=[(str(n), str(n)) for n in range(11)], coerce=int)


class DoneForm(forms.Form):
    """The fourth tap, with room for one sentence."""

    main_concern = LineField(max_length=200, required=False)


class VersionForm(forms.Form):
    """The version of an entry that a button was shown for."""

    version = forms.IntegerField(min_value=1, max_value=1_000_000)


class PageForm(forms.Form):
    """Which page of a long list."""

    page = forms.IntegerField(min_value=1, max_value=10_000, required=False)


def new_key() -> uuid.UUID:
    """Return the key of a new form."""
    return uuid.uuid4()
