"""Forms of entries: what every kind shares, and one class for each kind that differs."""

import uuid
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from carelog.clinical.bones import parse_code
from carelog.logs.body_map import GROUPS, label_for
from carelog.logs.fields import ScoreField, WallTimeField, YesNoField
from carelog.logs.models import Entry, PainEntry, PainPlace, SymptomsEntry
from carelog.logs.models.pain import SCORES
from carelog.logs.models.symptoms import SIGNS
from carelog.patients import clock
from carelog.text import NoteField

AHEAD = timedelta(minutes=10)
RISING = ("least_24h", "average_24h", "worst_24h")


class EntryForm(forms.ModelForm):
    """When, a note, the key of the form and the version it shows. Kinds add their fields.

    `moved` says whether the time fell into the hour skipped in spring and was moved.
    """

    when = WallTimeField(label=_("When was this?"))
    note = NoteField(label=_("Note"), required=False)
    uid = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=1_000_000)

    class Meta:
        model = Entry
        fields = ("note",)

    def __init__(self, *args, instance: Entry, **kwargs) -> None:
        self.is_new = instance.pk is None
        zone = instance.patient.zone if self.is_new else instance.zone
        at = timezone.now() if self.is_new else instance.at
        initial = {
            "when": at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0, microsecond=0),
            "uid": instance.uid,
            "version": 0 if self.is_new else instance.version,
        }
        self.zone, self.moved = zone, False
        kwargs["initial"] = initial | (kwargs.get("initial") or {})
        super().__init__(*args, instance=instance, **kwargs)

    def clean_when(self):
        """Turn the wall time into a moment, at most ten minutes ahead."""
        wall = self.cleaned_data["when"]
        self.moment, self.moved = clock.resolve(wall, self.zone)
        if self.moment > timezone.now() + AHEAD:
            raise ValidationError(_("This time is still to come. Please check the date and time."))
        return wall

    def clean_uid(self) -> uuid.UUID:
        """An edit keeps the key of its entry, whatever was posted."""
        return self.cleaned_data["uid"] if self.is_new else self.instance.uid

    def day_of(self, wall) -> date:
        """Return the local day an entry belongs to; an unchanged time keeps its day."""
        if not self.is_new and "when" not in self.changed_data:
            return self.instance.day
        return wall.date()

    def _post_clean(self) -> None:
        wall = self.cleaned_data.get("when")
        if wall is not None:
            day = self.day_of(wall)
            if self.is_new or "when" in self.changed_data:
                self.instance.at = self.moment
            self.instance.zone, self.instance.day = self.zone, day
        if "uid" in self.cleaned_data:
            self.instance.uid = self.cleaned_data["uid"]
        super()._post_clean()

    def validate_constraints(self) -> None:
        """Check every rule of the table; the key's own rule is the save's business."""
        if "when" not in self.cleaned_data:
            return
        try:
            self.instance.validate_constraints(exclude={"uid"})
        except ValidationError as error:
            self.add_error(None, error)

    def children(self) -> dict[str, list]:
        """Return the child rows to save with the entry."""
        return {}


class PainForm(EntryForm):
    """Four numbers and the places on the body map."""

    worst_24h = ScoreField(label=_("At its worst, in the last 24 hours"))
    average_24h = ScoreField(label=_("On average, in the last 24 hours"))
    least_24h = ScoreField(label=_("At its least, in the last 24 hours"))
    now = ScoreField(label=_("Right now"))
    places = forms.MultipleChoiceField(
        label=_("Where does it hurt?"),
        required=False,
        error_messages={"invalid_choice": _("One of the places is not known.")},
    )

    repair = forms.BooleanField(required=False, widget=forms.HiddenInput)
    now_is_right = forms.BooleanField(
        label=_("Yes, it is worse right now than at its worst before"), required=False
    )

    class Meta(EntryForm.Meta):
        model = PainEntry
        fields = (*SCORES, "note")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["places"].choices = self._place_choices()
        if not self.is_new:
            self.initial["places"] = [place.code for place in self.instance.places.all()]

    def clean(self) -> dict:
        """Put the numbers in order when asked to; ask about a "now" above the worst."""
        data = super().clean()
        given = [name for name in RISING if data.get(name) is not None]
        in_order = sorted(data[name] for name in given)
        self.is_out_of_order = [data[name] for name in given] != in_order
        if data.get("repair"):
            data |= dict(zip(given, in_order, strict=True))
            self.is_out_of_order = False
        now, worst = data.get("now"), data.get("worst_24h")
        self.asks_about_now = now is not None and worst is not None and now > worst
        if self.asks_about_now and not data.get("now_is_right"):
            self.add_error("now", _("This is above the worst. If that is right, tick the box."))
        return data

    def first_scores(self) -> list[forms.BoundField]:
        """Return the two numbers asked first: worst and average."""
        return [self[name] for name in SCORES[:2]]

    def more_scores(self) -> list[forms.BoundField]:
        """Return the two numbers that stand folded away until one is used."""
        return [self[name] for name in SCORES[2:]]

    def more_scores_answered(self) -> bool:
        """Say whether the folded numbers must be seen: one is filled in, or something is wrong."""
        return bool(self.errors) or any(
            field.value() not in (None, "") for field in self.more_scores()
        )

    def _place_choices(self) -> list[tuple[str, str]]:
        offered = dict(place for _heading, places in GROUPS for place in places)
        kept = (
            {} if self.is_new else {p.code: label_for(p.code) for p in self.instance.places.all()}
        )
        return list((kept | offered).items())

    def clean_places(self) -> list[str]:
        """Return the codes in a fixed order, each once, at most twelve."""
        codes = sorted(set(self.cleaned_data["places"]))
        if len(codes) > PainPlace.MOST:
            raise ValidationError(_("Choose at most 12 places."))
        return codes

    def children(self) -> dict[str, list]:
        """Return the ticked places; those that stood before keep their details."""
        before = {} if self.is_new else {p.code: p for p in self.instance.places.all()}
        places = []
        for code in self.cleaned_data["places"]:
            site, side = parse_code(code)
            places.append(before.get(code) or PainPlace(site=site, side=side))
        return {"places": places}


class SignSheetForm(EntryForm):
    """Signs as the check-in asks them: ticks, or none of these."""

    ticked = forms.MultipleChoiceField(
        label=_("New since yesterday?"), required=False, choices=[(name, name) for name in SIGNS]
    )
    none_of_these = forms.BooleanField(label=_("None of these"), required=False)
    bladder = forms.ChoiceField(
        label=_("If passing urine has changed, how?"),
        required=False,
        choices=[("", _("not said")), *SymptomsEntry.Bladder.choices[1:4]],
    )

    class Meta(EntryForm.Meta):
        model = SymptomsEntry

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        answers = self.instance.answers()
        said_no = [name for name, value in answers.items() if value in (False, "none")]
        self.initial["ticked"] = [
            name for name, value in answers.items() if value not in (None, "", False, "none")
        ]
        self.initial["none_of_these"] = bool(said_no) and not self.initial["ticked"]
        bladder = self.instance.bladder_change
        self.initial["bladder"] = "" if bladder in ("", "none", "unspecified") else bladder

    def clean(self) -> dict:
        """Write ticks as yes and, only with "none of these", the others as no."""
        data = super().clean()
        ticked = set(data.get("ticked") or ())
        if data.get("bladder"):
            ticked.add("bladder_change")
        if ticked and data.get("none_of_these"):
            raise ValidationError(
                _("You ticked a sign and also “None of these”. Please choose one of the two.")
            )
        if not ticked and not data.get("none_of_these") and "ticked" not in self.errors:
            raise ValidationError(_("Tick what fits, or choose “None of these”."))
        for name in SIGNS:
            unticked = False if data.get("none_of_these") else None
            setattr(self.instance, name, True if name in ticked else unticked)
        self.instance.bladder_change = self._bladder(ticked, data)
        return data

    def _bladder(self, ticked: set[str], data: dict) -> str:
        if "bladder_change" in ticked:
            return data.get("bladder") or "unspecified"
        return "none" if data.get("none_of_these") else ""


class PlaceForm(forms.ModelForm):
    """What the pain is like in one place."""

    intensity = ScoreField(label=_("How bad is it here?"))
    is_new = YesNoField(label=_("Is this pain new?"))
    sudden_onset = YesNoField(label=_("Did it come on suddenly?"))
    night_waking = YesNoField(label=_("Does it wake you at night?"))
    team_knows = YesNoField(label=_("Does your team know about it?"))
    pattern = forms.ChoiceField(
        label=_("How does it come?"),
        choices=[*PainPlace.Pattern.choices, ("", _("not answered"))],
        required=False,
        widget=forms.RadioSelect,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=1_000_000)

    class Meta:
        model = PainPlace
        fields = PainPlace.detail_fields

    def one_of_each(self) -> list[forms.BoundField]:
        """Return the questions with one answer, but for the number."""
        return [self[name] for name in PainPlace.detail_fields[1:6]]

    def several_of_each(self) -> list[forms.BoundField]:
        """Return the questions with several answers."""
        return [self[name] for name in PainPlace.detail_fields[6:]]


FORMS: dict[type[Entry], type[EntryForm]] = {PainEntry: PainForm, SymptomsEntry: SignSheetForm}


def form_for(kind: type[Entry]) -> type[EntryForm]:
    """Return the form of a kind: its own, or one made of its fields."""
    return FORMS[kind]
