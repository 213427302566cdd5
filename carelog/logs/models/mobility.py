"""Moving about: the longest walk, what helps, how much of the day is rest, one activity."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from carelog.clinical.series import Measure
from carelog.entries.columns import Choice, Count, Level, Score, Words, between, known
from carelog.logs.models.base import Entry

A_DAY = 24 * 60
MOST_STEPS = 100_000


class Aid(models.TextChoices):
    """What a person uses to get about."""

    NONE = "none", _("no aid")
    STICK = "stick", _("a stick")
    CRUTCHES = "crutches", _("crutches")
    FRAME = "frame", _("a walking frame")
    WHEELCHAIR = "wheelchair", _("a wheelchair")
    BED = "bed", _("I stayed in bed")


class Stairs(models.TextChoices):
    """How stairs went."""

    NO_PROBLEM = "no_problem", _("no problem")
    RAIL = "rail", _("with the rail")
    HELP = "help", _("with help")
    CANNOT = "cannot", _("I could not")
    NONE_MET = "none_met", _("no stairs that day")


class Chair(models.TextChoices):
    """How getting out of a chair went."""

    EASILY = "easily", _("easily")
    WITH_ARMS = "with_arms", _("pushing with my arms")
    WITH_HELP = "with_help", _("with help")


class Rest(models.TextChoices):
    """How much of the waking day was rest in bed or in a chair."""

    UNDER_QUARTER = "under_25", _("less than a quarter")
    QUARTER_TO_HALF = "25_50", _("a quarter to a half")
    OVER_HALF = "over_50", _("more than half")
    ALL_DAY = "all_day", _("all day")


class Function(models.IntegerChoices):
    """What a person can do, from 0 (everything) to 4 (nothing alone), in words of this project.

    Reported by the person. It is no clinician's scale and carries no such scale's name or code.
    """

    AS_BEFORE = 0, _("I do everything as before")
    LIGHT_JOBS = 1, _("hard jobs are difficult, light jobs are fine")
    NO_WORK = 2, _("I look after myself but cannot work; I am up for more than half the day")
    SOME_HELP = 3, _("I need some help and rest in bed or a chair for more than half the day")
    FULL_HELP = 4, _("I need full help and stay in bed or a chair all day")


NUMBERS = ("walk_minutes", "steps", "function_level", "activity_minutes", "activity_pain")
CODES = ("aid", "stairs", "chair", "rest_share", "activity", "note")


class MobilityEntry(Entry):
    """How a person got about. Of a day stand the longest walk, most steps and highest level.

    `carried_from` is the day the aid was said, where the check-in carried it over.
    """

    slug = "mobility"
    domain = "mobility"
    own_questions = True
    kept_fields = (
        *("at", "zone", "day", "note", "walk_minutes", "steps", "aid", "carried_from", "stairs"),
        *("chair", "rest_share", "function_level", "activity", "activity_minutes"),
        "activity_pain",
    )
    measures = (
        Measure("walk_minutes", unit="min", bounds=(0, A_DAY), per_day="max", better="higher"),
        Measure("steps", unit="/d", bounds=(0, MOST_STEPS), per_day="max", better="higher"),
        Measure("function_level", unit="{score}", bounds=(0, 4), per_day="max", better="lower"),
    )
    sections = (
        (_("Walking"), ("walk_minutes", "steps")),
        (_("Moving about"), ("aid", "stairs", "chair")),
        (_("What you can do"), ("rest_share", "function_level")),
        (_("One thing you did"), ("activity", "activity_minutes", "activity_pain")),
    )
    asked_first = ("walk_minutes", "aid", "function_level")
    short = ("walk_minutes", "function_level")
    brief = {
        "walk_minutes": _("longest walk"),
        "steps": _("steps"),
        "aid": "",
        "carried_from": _("carried over from"),
        "function_level": "",
        "activity": "",
        "activity_pain": _("pain while doing it"),
    }

    walk_minutes = Count(
        _("how long was your longest walk?"),
        low=0,
        high=A_DAY,
        unit="min",
        help_text=_("Change over weeks is hard to see from day to day. Zero counts too."),
    )
    steps = Count(
        _("how many steps, if you count them?"),
        low=0,
        high=MOST_STEPS,
        help_text=_("It shows how much you were on your feet. There is no goal to reach."),
    )
    aid = Choice(
        _("what did you use to get about?"),
        choices=Aid.choices,
        help_text=_("A new or another walking aid tells your team what a day is like."),
    )
    carried_from = models.DateField(_("walking aid carried over from"), null=True, blank=True)
    stairs = Choice(
        _("how did stairs go?"),
        choices=Stairs.choices,
        help_text=_("Stairs ask a lot of the hips and legs, so a change can show there first."),
    )
    chair = Choice(
        _("how did you get out of a chair?"),
        choices=Chair.choices,
        help_text=_("It shows how strong your legs are on an ordinary day."),
    )
    rest_share = Choice(
        _("how much of the day did you rest, in bed or in a chair?"),
        choices=Rest.choices,
        help_text=_("Your team plans treatment and help at home by how your days are."),
    )
    function_level = Level(
        _("which of these is most like you now?"),
        choices=Function.choices,
        help_text=_("One line says a lot about your days. Your team can see if it changes."),
    )
    activity = Words(
        _("what did you do?"),
        max_length=200,
        help_text=_("Housework, gardening, a visit: it shows what your days are made of."),
    )
    activity_minutes = Count(
        _("how long did you do it?"),
        low=0,
        high=A_DAY,
        unit="min",
        help_text=_("With the pain below it shows what a longer or shorter time does."),
    )
    activity_pain = Score(
        _("how bad was the pain while you did it?"),
        low=_("no pain"),
        high=_("the worst you can imagine"),
        help_text=_("It shows your team which movement hurts."),
    )

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = _("walking and moving")
        constraints = (
            *Entry.Meta.constraints,
            *between("mobility", walk_minutes=(0, A_DAY), steps=(0, MOST_STEPS)),
            *between("mobility", function_level=(0, 4), activity_minutes=(0, A_DAY)),
            *between("mobility", activity_pain=(0, 10)),
            *known("mobility", aid=Aid.values, stairs=Stairs.values, chair=Chair.values),
            *known("mobility", rest_share=Rest.values),
            models.CheckConstraint(
                condition=Q(carried_from=None) | ~Q(aid=""), name="mobility_only_an_aid_is_carried"
            ),
            models.CheckConstraint(
                condition=~Q(**dict.fromkeys(NUMBERS), **dict.fromkeys(CODES, "")),
                name="mobility_says_something",
                violation_error_message=_("Answer at least one question, or write a note."),
            ),
        )
