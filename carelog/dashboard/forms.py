"""The window a chart shows, read from query parameters."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from carelog.clinical.statistics import first_day
from carelog.dashboard.panels import Panel
from carelog.model_forms import offer
from carelog.patients.possible import is_possible

PERIODS = (
    ("7", _("7 days")),
    ("30", _("30 days")),
    ("90", _("90 days")),
    ("365", _("1 year")),
    ("all", _("All")),
    ("custom", _("From – to")),
)
SHORT = {"7": _("7 d"), "30": _("30 d"), "90": _("90 d"), "365": _("1 y"), "all": _("All")}


class PeriodForm(forms.Form):
    """A period, or two days of one's own choice. Days after today end today."""

    period = forms.ChoiceField(choices=PERIODS, required=False)
    start = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    end = forms.DateField(
        label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """A window of one's own needs two days, in order, between 1900 and 2100."""
        super().clean()
        data = self.cleaned_data
        data["period"] = data.get("period") or "30"
        if data["period"] == "custom":
            start, end = data.get("start"), data.get("end")
            if not start or not end or start > end:
                raise ValidationError(_("Choose two days, the earlier one first."))
            if not is_possible(start) or start > self.today:
                raise ValidationError(_("Choose days between 1900 and today."))
        return data

    def asked(self) -> tuple[str, date | None, date | None]:
        """Return the period asked for, with its days if they were chosen, else today's rule."""
        data = self.cleaned_data
        own = data["period"] == "custom"
        return data["period"], data["start"] if own else None, data["end"] if own else None

    def since(self) -> date | None:
        """Return the first day to show, None where it is the first one logged."""
        return None if self.cleaned_data["period"] == "all" else self.window(None)[0]

    def window(self, first: date | None) -> tuple[date, date]:
        """Return the first and last day to show, given the first day logged."""
        period, today = self.cleaned_data["period"], self.today
        if period == "custom":
            return self.cleaned_data["start"], min(self.cleaned_data["end"], today)
        if period == "all":
            return min(first or today, today), today
        return first_day(today, int(period)), today


class Row(NamedTuple):
    """A panel to tick, with what its arrows can do."""

    panel: Panel
    is_shown: bool
    is_first: bool
    is_last: bool


class PanelsForm(forms.Form):
    """Which panels to show, and in which order; `move` is an arrow, such as "up:pain"."""

    shown = forms.MultipleChoiceField(label=_("Show"), required=False)
    order = forms.MultipleChoiceField(label=_("Order"), required=False)
    move = forms.ChoiceField(label=_("Move"), required=False)

    def __init__(self, *args, panels: Sequence[Panel], chosen: Sequence[Panel], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.chosen = list(chosen)
        self.panels = [*chosen, *(panel for panel in panels if panel not in self.chosen)]
        self.initial["shown"] = [panel.slug for panel in chosen]
        named = [(panel.slug, panel.title) for panel in self.panels]
        offer(self, "shown", named)
        offer(self, "order", named)
        ways = [(f"{way}:{slug}", title) for slug, title in named for way in ("up", "down")]
        offer(self, "move", [("", ""), *ways])

    def clean(self) -> dict[str, Any]:
        """Want at least one panel."""
        super().clean()
        data = self.cleaned_data
        if not self.errors and not data["shown"]:
            self.add_error("shown", _("Choose at least one."))
        return data

    def slugs(self) -> list[str]:
        """Return the ticked panels in order, one of them moved by a place if an arrow says so."""
        data = self.cleaned_data
        order = dict.fromkeys([*data["order"], *(panel.slug for panel in self.panels)])
        chosen = [slug for slug in order if slug in data["shown"]]
        way, _colon, slug = data["move"].partition(":")
        if slug in chosen:
            here = chosen.index(slug)
            there = min(max(here + (-1 if way == "up" else 1), 0), len(chosen) - 1)
            chosen.insert(there, chosen.pop(here))
        return chosen

    def rows(self) -> list[Row]:
        """Return all panels, those shown first, each as it was chosen, or sent and refused."""
        ticked = self["shown"].value() or []
        last = len(self.chosen) - 1
        return [
            Row(panel, panel.slug in ticked, place == 0, place >= last)
            for place, panel in enumerate(self.panels)
        ]


class ComparisonForm(forms.Form):
    """Two panels to lay over one time axis."""

    upper = forms.ChoiceField(label=_("Above"), widget=forms.Select)
    lower = forms.ChoiceField(label=_("Below"), widget=forms.Select)

    def __init__(self, *args, panels: Sequence[Panel], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        choices = [(panel.slug, panel.title) for panel in panels]
        offer(self, "upper", choices)
        offer(self, "lower", choices)

    def clean(self) -> dict[str, Any]:
        """Want two different panels."""
        super().clean()
        data = self.cleaned_data
        if data.get("upper") and data.get("upper") == data.get("lower"):
            self.add_error("lower", _("Choose another one than above."))
        return data
