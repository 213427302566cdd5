"""The forms of what is kept: its key, the version it shows, numbers in one's own unit."""

import uuid
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from carelog.accounts.models import User
from carelog.clinical.numbers import Exact
from carelog.clinical.units import far_from, slip
from carelog.entries.columns import Quantity
from carelog.entries.fields import LinesField, WallTimeField
from carelog.entries.folds import FoldedForm
from carelog.entries.models import Dated, Recorded
from carelog.entries.quantities import STONES, digits, in_words, unit_typed_in
from carelog.entries.quantity_fields import QuantityField
from carelog.errors import UNIT_OF
from carelog.model_forms import form_made
from carelog.patients import clock
from carelog.patients.access import Access
from carelog.patients.saving import Children

F = TypeVar("F", bound="RecordedForm")
AHEAD = timedelta(minutes=10)


class RecordedForm(FoldedForm):
    """The key of the form and the version it shows. Kinds add their fields.

    `reader` is who fills it in: numbers are typed in their units. `last` is the row before, to
    notice a number that is far from it.
    """

    uid = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=1_000_000)
    sure = forms.BooleanField(label=_("Yes, this is right"), required=False)

    #: Columns that are set by the form itself and whose rules are checked all the same.
    set_here: tuple[str, ...] = ("version",)

    def __init__(
        self,
        data: QueryDict | dict[str, Any] | None = None,
        *,
        instance: Recorded,
        reader: User | None = None,
        last: Recorded | None = None,
        **kwargs: Any,
    ) -> None:
        self.last, self.asks_if_sure = last, False
        self.is_new = instance.pk is None
        initial = {"uid": instance.uid, "version": 0 if self.is_new else instance.version}
        kwargs["initial"] = initial | (kwargs.get("initial") or {})
        super().__init__(_mended(data), instance=instance, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, QuantityField):
                stored = None if self.is_new else getattr(instance, name)
                # Whoever sees another unit by now has typed in the one that stood there.
                typed_in = str(self.data.get(f"{UNIT_OF}{self.add_prefix(name)}", ""))
                field.show_in(unit_typed_in(field.code, typed_in, reader), stored)

    def clean(self) -> dict[str, Any]:
        """Ask about a number that does not fit the one before, unless told that it is right."""
        super().clean()
        data = self.cleaned_data
        for name in measured(self._meta.model):
            number, before = data.get(name), getattr(self.last, name, None)
            is_new = name in self.changed_data and not data.get("sure")
            if not is_new or number is None or before is None:
                continue
            if question := self._question(name, number, before):
                self.asks_if_sure = True
                self.add_error(name, question)
        return data

    def _question(self, name: str, number: int | Decimal, before: Exact) -> str:
        """Return what to ask about a number: ten times the last one, or far from it."""
        field = self.fields[name]
        if not isinstance(field, QuantityField):
            raise TypeError(f"{name} is asked as no number")
        said = {"before": in_words(before, field.unit)}
        meant = slip(Decimal(number), field.low, field.high, before)
        if meant is not None and (field.places or meant == int(meant)):
            said["meant"] = in_words(meant, field.unit)
            field.slip = "" if field.unit is STONES else digits(meant, field.unit)
            words = _(
                "Did you mean %(meant)s? The last one was %(before)s. "
                "If what you typed is right, tick the box below."
            )
            return words % said
        share = self._meta.model.near_last.get(name)
        if share is None or not far_from(number, before, share):
            return ""
        return _("The last one was %(before)s. If this is right, tick the box below.") % said

    def clean_uid(self) -> uuid.UUID:
        """An edit keeps the key of its row, whatever was posted; so does the only row there is."""
        is_free = self.is_new and not self._meta.model.one_a_record
        uid: uuid.UUID = self.cleaned_data["uid"] if is_free else self.instance.uid
        return uid

    def _post_clean(self) -> None:
        if "uid" in self.cleaned_data:
            self.instance.uid = self.cleaned_data["uid"]
        # The stubs know neither this step of Django's nor the next.
        super()._post_clean()  # type: ignore[misc]

    def _get_validation_exclusions(self) -> set[str]:
        """Check the rules on what the form sets too, which Django leaves out: no fields."""
        left_out: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return left_out - {*self.set_here}

    def children(self) -> Children:
        """Return the child rows to save with the row."""
        return {}


class VersionForm(forms.Form):
    """The version of a row that a button was shown for."""

    version = forms.IntegerField(min_value=1, max_value=1_000_000)


class DatedForm(RecordedForm):
    """When it was, and a note.

    `moved` says whether the time fell into the hour skipped in spring and was moved.
    """

    instance: Dated

    when = WallTimeField(label=_("When was this?"))
    note = LinesField(label=_("Note"), required=False)

    class Meta:
        model = Dated
        fields: tuple[str, ...] = ("note",)

    def __init__(
        self, data: QueryDict | dict[str, Any] | None = None, *, instance: Dated, **kwargs: Any
    ) -> None:
        is_new = instance.pk is None
        zone = instance.patient.zone if is_new else instance.zone
        at = instance.at or timezone.now()
        when = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0, microsecond=0)
        self.zone, self.moved = zone, False
        kwargs["initial"] = {"when": when} | (kwargs.get("initial") or {})
        super().__init__(data, instance=instance, **kwargs)

    def clean_when(self) -> datetime:
        """Turn the wall time into a moment, at most ten minutes ahead."""
        wall: datetime = self.cleaned_data["when"]
        self.moment, self.moved = clock.resolve(wall, self.zone)
        if self.moment > timezone.now() + AHEAD:
            raise ValidationError(_("This time is still to come. Please check the date and time."))
        return wall

    def day_of(self, wall: datetime) -> date:
        """Return the local day it belongs to; an unchanged time keeps its day."""
        if not self.is_new and "when" not in self.changed_data:
            return self.instance.day
        return wall.date()

    def _post_clean(self) -> None:
        wall: datetime | None = self.cleaned_data.get("when")
        if wall is not None:
            day = self.day_of(wall)
            if self.is_new or "when" in self.changed_data:
                self.instance.at = self.moment
            self.instance.zone, self.instance.day = self.zone, day
            self.set_here = ("version", "at", "day")
        else:
            self.set_here = ()
        super()._post_clean()


@cache
def measured(kind: type[Recorded]) -> tuple[str, ...]:
    """Return the numbers of a kind that one entry has in common with the one before."""
    names = [measure.field for measure in kind.measures] if issubclass(kind, Dated) else []
    own = [name for name in names if name in kind.own_fields()]
    return tuple(name for name in own if isinstance(kind._meta.get_field(name), Quantity))


@cache
def form_of(kind: type[Recorded]) -> type[RecordedForm]:
    """Return a form made of the columns of a kind."""
    if issubclass(kind, Dated):
        return dated_form_of(kind)
    return form_made(kind, RecordedForm, _asked(kind))


@cache
def dated_form_of(kind: type[Dated]) -> type[DatedForm]:
    """Return a form made of the columns of a kind of dated lines, and a note."""
    return form_made(kind, DatedForm, (*_asked(kind), "note"))


def _asked(kind: type[Recorded]) -> tuple[str, ...]:
    return tuple(name for name in kind.own_fields() if name not in kind.asked_before)


def fill_in(
    form: type[F],
    access: Access,
    row: Recorded,
    data: QueryDict | dict[str, Any] | None = None,
    **kwargs: Any,
) -> F:
    """Return the form of a row in the units of the person who fills it in."""
    kind, last = type(row), None
    if kind.last_with or measured(kind):
        rows = access.rows(kind).exclude(pk=row.pk).order_by("-day", "-at")
        last = rows.exclude(**dict.fromkeys(kind.last_with)).first()
    return form(data, instance=row, reader=access.actor, last=last, **kwargs)


def _mended(data: QueryDict | dict[str, Any] | None) -> QueryDict | dict[str, Any] | None:
    """Put the number a person was asked about, and said yes to, in the place of the typed one."""
    if not data:
        return data
    name, _colon, number = str(data.get("mend", "")).partition(":")
    if not name:
        return data
    mended = data.copy()
    mended[name] = number
    return mended
