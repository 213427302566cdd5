"""The text about a temperature: when to call. Its figures come from the settings."""

from decimal import Decimal

from django.conf import settings
from django.utils.formats import number_format
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from education.wording import Text


def _degrees(celsius: Decimal) -> str:
    fahrenheit = celsius * 9 / 5 + 32
    return f"{number_format(celsius, 1)} °C ({number_format(fahrenheit, 1)} °F)"


def _filled(words: Text) -> str:
    return str(words) % {name: _degrees(value) for name, value in settings.FEVER.items()}


#: Fills the figures into words, each as `%(treated)s`, when they are shown.
filled = lazy(_filled, str)

ON_TREATMENT: Text = filled(
    _(
        "Within six weeks of cancer treatment, or a year of immunotherapy: %(treated)s or more,"
        " below %(low)s and ill, or shivering. The number on the card from your team comes first."
    )
)
OTHERWISE: Text = filled(_("Not on cancer treatment: %(untreated)s or more."))
