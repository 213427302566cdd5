from django import forms
from django.utils.translation import gettext_lazy as _

MOST_LETTERS = 80


class SearchForm(forms.Form):
    """What a person looks for in the pages."""

    q = forms.CharField(label=_("Find a page or a word"), max_length=MOST_LETTERS, required=False)
