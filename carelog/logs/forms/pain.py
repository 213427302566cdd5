"""The forms of pain: four numbers with the body map, and the details of one place."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from carelog.clinical.bones import SPINE, parse_code
from carelog.entries.fields import ChipsField, ScoreField, YesNoField
from carelog.lazy import LazyStr
from carelog.logs.body_map import GROUPS, label_for
from carelog.logs.forms.entry import EntryForm
from carelog.logs.models import PainEntry, PainPlace
from carelog.logs.models.pain import SCORES, SPINE_SIGNS
from carelog.model_forms import ModelForm, offer
from carelog.patients.saving import Children
from education.signs import WORDS

RISING = ("least_24h", "average_24h", "worst_24h")
#: What 0 and 10 mean.
ENDS = (_("no pain"), _("the worst you can imagine"))
#: Why each question is asked.
WHY = {
    "worst_24h": _("The worst of each day shows what one number at a visit cannot."),
    "average_24h": _("Beside the worst it shows whether pain was there all day."),
    "least_24h": _("It shows whether there were easier hours."),
    "now": _("It says how it is at this moment, for whoever reads it today."),
    "places": _("Your team asks where it hurts, and a new place matters to them."),
    "band_or_shooting_pain": _("Pain like this cannot wait."),
    "spine_pain_signs": _("Pain like this needs a call."),
    "intensity": _("One place can change while the others stay as they were."),
    "is_new": _("New pain is something your team wants to hear about."),
    "sudden_onset": _("Pain that came suddenly is another thing to your team than one that grew."),
    "night_waking": _("Pain from cancer in the bone can be worse at night."),
    "team_knows": _("So that you can see which pains are still to be told."),
    "pattern": _("All the time, or only with movement: your team is likely to ask."),
    "qualities": _("Your words help others to picture the pain."),
    "worse_with": _("What makes it worse is one of the first things a team asks."),
    "better_with": _("What helps is worth remembering, and worth telling."),
}


def say_why(form: forms.BaseForm) -> None:
    """Give each question of a form the sentence that says why it is asked."""
    for name in WHY.keys() & form.fields.keys():
        form.fields[name].help_text = WHY[name]


class AsksWhere(forms.Form):
    """The question on the body map. A place that stood before keeps its details."""

    places = forms.MultipleChoiceField(
        label=_("Where does it hurt?"),
        required=False,
        error_messages={"invalid_choice": _("One of the places is not known.")},
    )

    def ask_where(self, stored: Iterable[PainPlace] | None) -> None:
        """Offer every place of the map, those of a stored entry ticked; None for a new one."""
        self.stored_places = {place.code: place for place in stored or ()}
        offer(self, "places", self._place_choices())
        if stored is not None:
            self.initial["places"] = [*self.stored_places]

    def _place_choices(self) -> list[tuple[str, LazyStr]]:
        offered = dict(place for _heading, places in GROUPS for place in places)
        kept = {code: label_for(code) for code in self.stored_places}
        return list((kept | offered).items())

    def clean_places(self) -> list[str]:
        """Return the codes in a fixed order, each once, at most twelve."""
        codes = sorted(set(self.cleaned_data["places"]))
        if len(codes) > PainPlace.MOST:
            raise ValidationError(_("Choose at most 12 places."))
        return codes

    def children(self) -> Children:
        """Return the ticked places; those that stood before keep their details."""
        places = []
        for code in self.cleaned_data["places"]:
            site, side = parse_code(code)
            places.append(self.stored_places.get(code) or PainPlace(site=site, side=side))
        return {"places": places}


class WhereForm(AsksWhere):
    """The body map alone, for a pain that is already saved."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=1_000_000)

    def __init__(self, *args, pain: PainEntry, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.ask_where(pain.places.all())
        self.initial["version"] = pain.version
        self.fields["places"].help_text = WHY["places"]


class PainForm(AsksWhere, EntryForm):
    """Four numbers and the places on the body map."""

    worst_24h = ScoreField(label=_("At its worst, in the last 24 hours"), ends=ENDS)
    average_24h = ScoreField(label=_("On average, in the last 24 hours"), ends=ENDS)
    least_24h = ScoreField(label=_("At its least, in the last 24 hours"), ends=ENDS)
    now = ScoreField(label=_("Right now"), ends=ENDS)
    repair = forms.BooleanField(required=False, widget=forms.HiddenInput)
    now_is_right = forms.BooleanField(
        label=_("Yes, it is worse right now than at its worst before"), required=False
    )

    instance: PainEntry

    class Meta(EntryForm.Meta):
        model = PainEntry
        fields = (*SCORES, "note")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        say_why(self)
        self.ask_where(None if self.is_new else self.instance.places.all())

    def clean(self) -> dict[str, Any]:
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


class PlaceForm(ModelForm[PainPlace]):
    """What the pain is like in one place."""

    intensity = ScoreField(label=_("How bad is it here?"), ends=ENDS)
    is_new = YesNoField(label=_("Is this pain new?"))
    sudden_onset = YesNoField(label=_("Did it come on suddenly?"))
    night_waking = YesNoField(label=_("Does it wake you at night?"))
    team_knows = YesNoField(label=_("Does your team know about it?"))
    pattern = ChipsField(label=_("How does it come?"), choices=PainPlace.Pattern.choices)
    band_or_shooting_pain = YesNoField(label=WORDS["band_or_shooting_pain"].label_alone)
    spine_pain_signs = YesNoField(label=WORDS["spine_pain_signs"].label_alone)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=1_000_000)

    class Meta:
        model = PainPlace
        fields = PainPlace.detail_fields

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        say_why(self)
        if self.instance.site not in SPINE:
            for name in SPINE_SIGNS:
                del self.fields[name]

    def signs(self) -> list[forms.BoundField]:
        """Return the signs that a place of the spine is asked for; none of another place."""
        return [self[name] for name in SPINE_SIGNS if name in self.fields]

    def one_of_each(self) -> list[forms.BoundField]:
        """Return the questions with one answer, but for the number."""
        return [self[name] for name in PainPlace.detail_fields[3:8]]

    def several_of_each(self) -> list[forms.BoundField]:
        """Return the questions with several answers."""
        return [self[name] for name in PainPlace.detail_fields[8:]]
