"""What a check-in asks after the pain and the signs: two short steps, each saved by itself.

A step asks a few columns of several kinds on one page. Its entries have keys derived from the
check-in's, so a page sent twice is one save, and sent again with other answers an edit.
"""

from collections.abc import Sequence
from datetime import timedelta
from functools import cache

from django.db.models import Count
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from carelog.diary.actions import answer
from carelog.diary.check_in_taps import RESUMED_FOR, derived, entry_fields
from carelog.entries.forms import RecordedForm
from carelog.lazy import LazyStr
from carelog.logs.models import (
    BowelsEntry,
    CheckIn,
    DietEntry,
    Entry,
    MobilityEntry,
    MoodEntry,
    WellbeingEntry,
)
from carelog.model_forms import form_made
from carelog.patients import saving
from carelog.patients.access import Access, changing
from carelog.safety.models import RaisedWarning

STEPS: dict[str, tuple[LazyStr, tuple[type[Entry], ...]]] = {
    "day": (_("Moving, food and bowels"), (MobilityEntry, DietEntry, BowelsEntry)),
    "night": (_("Sleep, tiredness and mood"), (WellbeingEntry, MoodEntry)),
}
LEARNED_FROM = timedelta(days=60)
MOOD_EVERY = timedelta(days=7)


class ShortForm(RecordedForm):
    """The few questions of a kind that a check-in asks. All may be left out."""

    instance: Entry
    set_here = ()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("uid", "version", "sure"):
            del self.fields[name]
        for field in self.fields.values():
            field.required = False

    def is_answered(self) -> bool:
        """Say whether anything was given."""
        return any(value not in (None, "") for value in self.cleaned_data.values())

    def full_clean(self) -> None:
        """Leave the rules of the kind aside where nothing was given."""
        super().full_clean()
        if self.is_bound and not any(self[name].data for name in self.fields):
            self.errors.clear()


@cache
def short_form(kind: type[Entry]) -> type[ShortForm]:
    """Return the short form of a kind."""
    return form_made(kind, ShortForm, kind.short)


def steps_for(access: Access) -> list[tuple[str, LazyStr, list[type[Entry]]]]:
    """Return the steps with their kinds, those first that this record fills in most.

    Kinds outside the actor's scope are left out, and mood within a week of the last time.
    """
    often = {kind: _times(access, kind) for _name, kinds in STEPS.values() for kind in kinds}
    found = []
    for slug, (name, kinds) in STEPS.items():
        seen = [kind for kind in kinds if access.may_see(kind) and _is_due(access, kind)]
        if seen:
            found.append((slug, name, sorted(seen, key=lambda kind: -often[kind])))
    return sorted(found, key=lambda step: -max(often[kind] for kind in step[2]))


def forms_for(
    access: Access, check_in: CheckIn, kinds: Sequence[type[Entry]], data: QueryDict | None = None
) -> list[ShortForm]:
    """Return the short form of each kind, filled with what this check-in already holds."""
    found = []
    for kind in kinds:
        entry = _standing(access, check_in, kind)
        entry = entry or kind(**entry_fields(access, check_in, kind))
        form = short_form(kind)
        found.append(form(data, instance=entry, reader=access.actor, prefix=kind.slug))
    return found


def save_step(access: Access, check_in: CheckIn, forms: Sequence[ShortForm]) -> list[RaisedWarning]:
    """Save what was answered in valid forms, once; return the warnings it raised.

    An entry whose answers were all taken back is removed, unless it says something else.
    """
    raised = []
    with changing(access):
        for form in forms:
            standing = _standing(access, check_in, type(form.instance))
            if form.is_answered():
                raised += answer(access, _keep(access, form, standing))
            elif standing is not None:
                _take_back(access, form, standing)
    return raised


def _take_back(access: Access, form: ShortForm, standing: Entry) -> None:
    """Clear what the step asks; an entry that then says nothing at all is removed."""
    others = {*standing.own_fields(), "note"} - form.fields.keys()
    if all(getattr(standing, name) in (None, "", []) for name in others):
        saving.remove(access, standing, standing.version)
    elif form.has_changed():
        saving.keep_changed(access, form.instance, standing.version)


def _keep(access: Access, form: ShortForm, standing: Entry | None) -> Entry:
    entry = form.instance
    if standing is not None:
        is_same = not form.has_changed()
        return standing if is_same else saving.keep_changed(access, entry, standing.version)
    removed = access.row_or_none(type(entry), entry.uid, removed=True)
    if removed is None:
        return saving.write_new(access, entry)
    back = saving.put_back(access, removed, removed.version)
    for name in form.fields:
        setattr(back, name, getattr(entry, name))
    return saving.keep_changed(access, back, back.version)


def _standing(access: Access, check_in: CheckIn, kind: type[Entry]) -> Entry | None:
    return access.row_or_none(kind, derived(check_in.uid, kind))


def _times(access: Access, kind: type[Entry]) -> int:
    since = timezone.now() - LEARNED_FROM
    rows = access.rows(kind).filter(at__gte=since, check_in__isnull=False)
    return rows.aggregate(times=Count("pk"))["times"]


def _is_due(access: Access, kind: type[Entry]) -> bool:
    """Mood has a moment of its own, once a week; what was said in this sitting can change."""
    if kind is not MoodEntry:
        return True
    last = access.rows(kind).exclude(distress=None).order_by("-day", "-at").first()
    since = MOOD_EVERY if last is None else timezone.now() - last.at
    return since >= MOOD_EVERY or since < RESUMED_FOR
