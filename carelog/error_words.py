"""Our own words for what Django says of what was typed: one table, set before any form is made.

A field takes a copy of the words of its class when it is made, so that this comes before all forms
(`carelog/accounts/apps.py`). Fields that say more have words of their own beside their rules.
"""

from typing import Any

from django import forms
from django.core import validators
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from carelog.lazy import LazyStr

ANSWER = _("Please answer this.")
CHOOSE = _("Choose one of the answers that stand here.")
AMONG = _("One of the choices is not known. Please choose again.")
DAY = _("Enter a day, such as 2026-03-01.")
MOMENT = _("Enter a date and a time, such as 2026-03-01 14:30.")
WHOLE = _("Enter a whole number, such as 3.")
AMOUNT = _("Enter a number, such as 72.5 or 72,5.")
OPEN_AGAIN = _("This page is not whole any more. Open it again and copy over what you typed.")

#: Of a class of fields: what it says by the code of an error.
FIELDS: dict[type[Any], dict[str, LazyStr]] = {
    forms.Field: {"required": ANSWER},
    forms.IntegerField: {"invalid": WHOLE},
    forms.DecimalField: {"invalid": AMOUNT},
    forms.FloatField: {"invalid": AMOUNT},
    forms.DateField: {"invalid": DAY},
    forms.TimeField: {"invalid": _("Enter a time, such as 14:30.")},
    forms.DateTimeField: {"invalid": MOMENT},
    forms.ChoiceField: {"invalid_choice": CHOOSE},
    forms.MultipleChoiceField: {"invalid_choice": AMONG, "invalid_list": AMONG},
    forms.ModelChoiceField: {"invalid_choice": CHOOSE},
    forms.ModelMultipleChoiceField: {"invalid_choice": AMONG, "invalid_list": AMONG},
    forms.TypedChoiceField: {"invalid_choice": CHOOSE},
    forms.NullBooleanField: {},
    forms.UUIDField: {"invalid": OPEN_AGAIN},
    forms.JSONField: {"invalid": OPEN_AGAIN},
    models.Field: {"blank": ANSWER, "null": ANSWER, "invalid_choice": CHOOSE},
}
#: Of a rule over a value: what it says.
RULES: dict[type[Any], object] = {
    validators.MinValueValidator: _("The number must be %(limit_value)s or more."),
    validators.MaxValueValidator: _("The number must be %(limit_value)s or less."),
    validators.MinLengthValidator: ngettext_lazy(
        "At least %(limit_value)d character is needed.",
        "At least %(limit_value)d characters are needed.",
        "limit_value",
    ),
    validators.MaxLengthValidator: ngettext_lazy(
        "At most %(limit_value)d character fits.",
        "At most %(limit_value)d characters fit.",
        "limit_value",
    ),
    validators.EmailValidator: _("Enter an e-mail address, such as name@example.org."),
    validators.RegexValidator: OPEN_AGAIN,
    validators.ProhibitNullCharactersValidator: _("There is a sign in it that cannot be kept."),
}


def speak() -> None:
    """Let Django's own fields and rules speak in these words."""
    for field, words in FIELDS.items():
        own = vars(field).get("default_error_messages", {})
        field.default_error_messages = {**own, **words}
    for rule, said in RULES.items():
        rule.message = said
