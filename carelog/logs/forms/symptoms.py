"""The form of an answer sheet of signs: those of the check-in, and all others in groups."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from carelog.entries.fields import ChipsField
from carelog.logs.forms.entry import EntryForm
from carelog.logs.models import SymptomsEntry
from carelog.logs.sign_groups import (
    MORE_OTHERS,
    MORE_SIGNS,
    MORE_TICKS,
    PARTS,
    SIGNS,
    Group,
    Tick,
)
from carelog.patients.models.kept import column_of
from education.wording import Text

NOTHING_SAID = (None, "", 0, False, "none")


def ticked_in(sheet: SymptomsEntry) -> set[str]:
    """Return the ticks of a sheet as they are asked: a part that is ticked has its line ticked."""
    answers = sheet.answers()
    said = {name for name in (*SIGNS, *MORE_TICKS) if answers[name] not in NOTHING_SAID}
    return said | {line for line, parts in PARTS.items() if said & {*parts}}


def ticks(names: tuple[str, ...]) -> forms.MultipleChoiceField:
    """Return a field in which each of these signs can be ticked."""
    return forms.MultipleChoiceField(
        label=_("New or getting worse?"),
        required=False,
        choices=[(name, name) for name in names],
        error_messages={"invalid_choice": _("One of the signs is not known. Please tick again.")},
    )


class TicksForm(forms.Form):
    """Ticked signs, or none of these, never both and never neither."""

    ticked = ticks(SIGNS)
    none_of_these = forms.BooleanField(label=_("None of these"), required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse both answers together, and no answer."""
        super().clean()
        data = self.cleaned_data
        if data.get("none_of_these") and self._ticked() & {*SIGNS}:
            raise ValidationError(
                _("You ticked a sign and also “None of these”. Please choose one of the two.")
            )
        if not self._says_something() and not {*self._answers()} & {*self.errors}:
            raise ValidationError(_("Tick what fits, or choose “None of these”."))
        return data

    def _answers(self) -> tuple[str, ...]:
        return ("ticked", "none_of_these")

    def _ticked(self) -> set[str]:
        return set(self.cleaned_data.get("ticked") or ())

    def _says_something(self) -> bool:
        given = (self.cleaned_data.get(name) for name in self._answers())
        return any(value not in (None, "", []) and value is not False for value in given)


@dataclass(frozen=True)
class Shown:
    """A group as the page shows it; `is_open` where something in it is answered or wrong."""

    group: Group
    rows: tuple[Tick, ...]
    fields: tuple[forms.BoundField, ...]
    is_none: bool
    is_open: bool
    problem: Text


class SignSheetForm(TicksForm, EntryForm):
    """The whole answer sheet. Each group has a "none of these" of its own."""

    ticked = ticks((*SIGNS, *MORE_TICKS))
    bladder = ChipsField(
        label=_("If passing urine has changed, how?"), choices=SymptomsEntry.Bladder.choices[1:4]
    )
    none_in = forms.MultipleChoiceField(
        label=_("None of these"),
        required=False,
        choices=[(group.key, group.heading) for group in MORE_SIGNS],
        error_messages={"invalid_choice": _("One of the groups is not known. Please tick again.")},
    )

    instance: SymptomsEntry

    class Meta(EntryForm.Meta):
        model = SymptomsEntry
        fields = (*MORE_OTHERS, "note")

    def __init__(self, *args: Any, initial: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        self.problems: dict[str, Text] = {}
        super().__init__(*args, initial=initial, **kwargs)
        answers = self.instance.answers()
        said = ticked_in(self.instance) | {*(initial or {}).get("ticked", ())}
        self.initial["ticked"] = [name for name in (*SIGNS, *MORE_TICKS) if name in said]
        self.initial["none_of_these"] = _is_no(answers, SIGNS) and not said & {*SIGNS}
        self.initial["none_in"] = [
            group.key
            for group in MORE_SIGNS
            if _is_no(answers, group.ticks) and not said & {*group.ticks}
        ]
        bladder = self.instance.bladder_change
        self.initial["bladder"] = "" if bladder in ("", "none", "unspecified") else bladder

    def day_of(self, wall: datetime) -> date:
        """Return the day of the check-in the sheet belongs to, or else the day of its time."""
        check_in = self.instance.check_in if self.is_new else None
        return super().day_of(wall) if check_in is None else check_in.day

    def clean(self) -> dict[str, Any]:
        """Refuse a group that says two things; write the answers into the sheet."""
        data = super().clean()
        ticked, none_in = self._ticked(), data.get("none_in") or ()
        for group in MORE_SIGNS:
            if group.key in none_in:
                self._clean_none(group)
        if not self.errors:
            none, bladder = bool(data.get("none_of_these")), data.get("bladder", "")
            self.instance.say(ticked, shown=SIGNS, no_other=none, bladder=bladder)
            for group in MORE_SIGNS:
                self.instance.say(ticked, shown=group.ticks, no_other=group.key in none_in)
        return data

    def _clean_none(self, group: Group) -> None:
        """Take "none of these" as none for the chips of the group too, unless one is chosen."""
        data = self.cleaned_data
        if self._ticked() & {*group.ticks} or any(
            data.get(name) not in NOTHING_SAID for name in group.others
        ):
            words = _("You gave an answer and also “None of these”. Please choose one of the two.")
            self.problems[group.key] = words
            self.add_error(None, f"{group.heading}: {words}")
            return
        for name in group.others:
            if isinstance(self.fields[name], ChipsField):
                data[name] = "none"

    def _answers(self) -> tuple[str, ...]:
        return (*super()._answers(), "none_in", "bladder", *MORE_OTHERS)

    def _ticked(self) -> set[str]:
        said_how = {"bladder_change"} if self.cleaned_data.get("bladder") else set()
        return super()._ticked() | said_how

    def more_groups(self) -> list[Shown]:
        """Return the signs beyond those of the check-in, group by group, as the page shows them."""
        return [self._shown(group) for group in MORE_SIGNS]

    def _shown(self, group: Group) -> Shown:
        labels = ((name, column_of(SymptomsEntry, name).verbose_name) for name in group.ticks)
        rows = (Tick(name, capfirst(str(label))) for name, label in labels)
        fields = tuple(self[name] for name in group.others)
        is_none = group.key in (self["none_in"].value() or ())
        is_ticked = {*(self["ticked"].value() or ())} & {*group.ticks}
        is_said = any(field.value() not in (None, "") or field.errors for field in fields)
        problem = self.problems.get(group.key, "")
        is_open = bool(is_none or is_ticked or is_said or problem)
        return Shown(group, tuple(rows), fields, is_none, is_open, problem)


def _is_no(answers: Mapping[str, object], names: tuple[str, ...]) -> bool:
    return any(answers[name] is False or answers[name] == "none" for name in names)
