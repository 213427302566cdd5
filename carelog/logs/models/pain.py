"""Pain: four scores, and the places where it hurts."""

from collections.abc import Mapping
from datetime import timedelta

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

from carelog.clinical.bones import SIDES, SITES, SPINE
from carelog.clinical.series import Measure
from carelog.entries import words
from carelog.lazy import LazyStr
from carelog.logs.body_map import label_for
from carelog.logs.models.base import Entry, range_constraint
from carelog.patients.fields import CodesField
from carelog.patients.models import KeptChild
from education.signs import WORDS

SCORES = ("worst_24h", "average_24h", "least_24h", "now")
ON_SCALE = [MaxValueValidator(10, _("Pain is between 0 and 10."))]

DAILY_WORST = Greatest(Coalesce("worst_24h", "now"), Coalesce("now", "worst_24h"))
WORST = Measure("daily_worst", unit="{score}", bounds=(0, 10), per_day="max", better="lower")
AVERAGE = Measure("average_24h", unit="{score}", bounds=(0, 10), per_day="last", better="lower")


def score(label: LazyStr) -> "models.PositiveSmallIntegerField[int | None, int | None]":
    """Return a column for a pain score: 0 to 10, or unanswered."""
    return models.PositiveSmallIntegerField(label, null=True, blank=True, validators=ON_SCALE)


def in_order(low: str, high: str, message: LazyStr) -> models.CheckConstraint:
    """Return the rule that one score is not above another, where both are given."""
    return models.CheckConstraint(
        condition=Q(**{low: None}) | Q(**{high: None}) | Q(**{f"{low}__lte": F(high)}),
        name=f"pain_{low}_not_above_{high}",
        violation_error_message=message,
    )


class PainEntry(Entry):
    """How bad pain was, 0 (none) to 10 (the worst one can imagine). At least one score."""

    slug = "pain"
    domain = "pain"
    kept_fields = ("at", "zone", "day", "note", *SCORES)
    kept_children = ("places",)
    asked_first = ("worst_24h", "average_24h")
    measures = (WORST, AVERAGE)
    brief = {
        "worst_24h": _("worst"),
        "average_24h": _("average"),
        "least_24h": _("least"),
        "now": _("right now"),
    }

    @classmethod
    def child_in_words(cls, related_name: str, values: Mapping) -> str:
        """Return a place as a snapshot holds it: "Left hip (how bad is it here: 6)"."""
        return PainPlace.in_words(values)

    def answers(self) -> dict[str, bool]:
        """Return the two signs of back pain, where a place of the spine has one ticked.

        Worse at night, lying down or on straining is left out where the team knows this pain: its
        line stands beside every pain that is saved. Like a band, or shooting, never is.
        """
        # Nothing is said of a place before the entry is there: its form is one of its own.
        if self.pk is None or self.version == 1:
            return {}
        places = list(self.places.all())
        said = {sign for place in places for sign in SPINE_SIGNS if getattr(place, sign)}
        if all(place.is_known() for place in places if place.spine_pain_signs):
            said -= {"spine_pain_signs"}
        return dict.fromkeys(sorted(said), True)

    worst_24h = score(_("worst in the last 24 hours"))
    average_24h = score(_("on average in the last 24 hours"))
    least_24h = score(_("least in the last 24 hours"))
    now = score(_("right now"))

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = _("pain")
        constraints = (
            *Entry.Meta.constraints,
            *(
                range_constraint(
                    name, 0, 10, f"pain_{name}_on_scale", _("Pain is between 0 and 10.")
                )
                for name in SCORES
            ),
            in_order(
                "least_24h", "average_24h", _("The least pain is above the average. Please check.")
            ),
            in_order(
                "average_24h", "worst_24h", _("The average is above the worst. Please check.")
            ),
            in_order(
                "least_24h", "worst_24h", _("The least pain is above the worst. Please check.")
            ),
            models.CheckConstraint(
                condition=~Q(worst_24h=None, average_24h=None, least_24h=None, now=None),
                name="pain_has_a_score",
                violation_error_message=_("Choose at least one number."),
            ),
        )


QUALITIES = (
    ("dull", _("dull ache")),
    ("deep", _("deep or gnawing")),
    ("sharp", _("sharp")),
    ("stabbing", _("stabbing")),
    ("throbbing", _("throbbing")),
    ("burning", _("burning")),
    ("shooting", _("shooting, like electricity")),
    ("tingling", _("tingling")),
    ("numb", _("numb")),
    ("tight_band", _("like a tight band")),
    ("tender", _("tender to touch")),
    ("cramp", _("cramp")),
)
WORSE_WITH = (
    ("standing_sitting_moving", _("standing, sitting or moving")),
    ("weight_bearing", _("putting weight on it")),
    ("walking", _("walking")),
    ("using_arm", _("using the arm")),
    ("lying", _("lying down")),
    ("cough_sneeze_strain", _("coughing, sneezing or straining")),
    ("night", _("at night")),
    ("touch", _("touch")),
)
BETTER_WITH = (
    ("rest", _("rest")),
    ("position", _("another position")),
    ("heat", _("heat")),
    ("cold", _("cold")),
    ("medicine", _("medicine")),
    ("distraction", _("something to think about")),
)


#: Asked of a place in the spine, in the words of the sheet of signs.
SPINE_SIGNS = ("band_or_shooting_pain", "spine_pain_signs")
#: How long "my team knows this pain" holds for its place.
KNOWN_FOR = timedelta(days=14)


class PainPlace(KeptChild):
    """One place that hurt, under a pain entry and part of its version. At most 12 an entry."""

    class Pattern(models.TextChoices):
        CONSTANT = "constant", _("all the time")
        COMES_AND_GOES = "comes_and_goes", _("comes and goes")
        WITH_MOVEMENT = "with_movement", _("only with movement")
        FLARES = "flares", _("flares up")

    MOST = 12

    pain = models.ForeignKey(PainEntry, models.CASCADE, related_name="places")
    site = models.CharField(max_length=15, choices=[(s, s) for s in SITES])
    side = models.CharField(max_length=8, choices=[(s, s) for s in SIDES])
    carried_from = models.DateField(null=True, blank=True)
    intensity = score(_("how bad is it here?"))
    is_new = models.BooleanField(_("is this pain new?"), null=True)
    sudden_onset = models.BooleanField(_("did it come on suddenly?"), null=True)
    night_waking = models.BooleanField(_("does it wake you at night?"), null=True)
    team_knows = models.BooleanField(_("does your team know about it?"), null=True)
    pattern = models.CharField(_("how does it come?"), max_length=14, choices=Pattern, blank=True)
    qualities = CodesField(_("what is it like?"), codes=QUALITIES)
    worse_with = CodesField(_("what makes it worse?"), codes=WORSE_WITH)
    better_with = CodesField(_("what makes it better?"), codes=BETTER_WITH)

    band_or_shooting_pain = models.BooleanField(WORDS["band_or_shooting_pain"].told, null=True)
    spine_pain_signs = models.BooleanField(WORDS["spine_pain_signs"].told, null=True)

    detail_fields = (
        *SPINE_SIGNS,
        "intensity",
        "is_new",
        "sudden_onset",
        "night_waking",
        "team_knows",
        "pattern",
        "qualities",
        "worse_with",
        "better_with",
    )
    kept_fields = ("site", "side", "carried_from", *detail_fields)

    class Meta:
        verbose_name, verbose_name_plural = _("place"), _("places")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("pain", "site", "side"), name="one_row_per_place"),
            range_constraint(
                "intensity", 0, 10, "place_intensity_on_scale", _("Pain is between 0 and 10.")
            ),
            models.CheckConstraint(condition=Q(site__in=SITES), name="place_site_is_known"),
            models.CheckConstraint(condition=Q(side__in=SIDES), name="place_side_is_known"),
            models.CheckConstraint(
                condition=Q(
                    pattern__in=("", "constant", "comes_and_goes", "with_movement", "flares")
                ),
                name="place_pattern_is_known",
            ),
            models.CheckConstraint(
                condition=Q(site__in=sorted(SPINE)) | Q(**dict.fromkeys(SPINE_SIGNS)),
                name="place_only_of_the_spine_has_its_signs",
            ),
        )

    @classmethod
    def in_words(cls, values: Mapping) -> str:
        """Return a place and its details, as a snapshot holds them, in words."""
        label = label_for(f"{values['site']}.{values['side']}")
        details = [
            f"{words.label_of(cls, name).rstrip('?').lower()}:"
            f" {words.in_words(cls, name, values[name])}"
            for name in cls.detail_fields
            if values.get(name) not in words.EMPTY
        ]
        return f"{label} ({'; '.join(details)})" if details else str(label)

    def is_known(self) -> bool:
        """Say whether the team knows: as said here, or of this place in the days before."""
        if self.team_knows is not None:
            return self.team_knows
        days = (self.pain.day - KNOWN_FOR, self.pain.day)
        same = PainPlace.objects.filter(site=self.site, side=self.side, pain__day__range=days)
        same = same.filter(pain__patient=self.pain.patient_id, pain__removed_at=None)
        said = same.exclude(team_knows=None).order_by("-pain__day", "-pain__at", "-pk").first()
        return bool(said and said.team_knows)

    @property
    def code(self) -> str:
        """Return the place's code on the body map, such as `thigh.left`."""
        return f"{self.site}.{self.side}"
