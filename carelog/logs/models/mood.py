"""Mood: how upset a person was this week, and every two weeks the PHQ-4. Private unless shared.

The PHQ-4 stands here word for word: its stem, its four questions and its four answers. Source:
Kroenke K, Spitzer RL, Williams JBW, Löwe B. An ultra-brief screening scale for anxiety and
depression: the PHQ-4. Psychosomatics 2009;50:613-621.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from carelog.clinical.scores import GAD2_ITEMS, HIGHEST_ANSWER, PHQ2_ITEMS, Phq4, phq4
from carelog.clinical.series import Measure
from carelog.entries.columns import Level, Score, between
from carelog.lazy import LazyStr
from carelog.logs.models.base import Entry

STEM = _("Over the last 2 weeks, how often have you been bothered by the following problems?")
ITEMS = (*GAD2_ITEMS, *PHQ2_ITEMS)


class HowOften(models.IntegerChoices):
    """The four answers of the PHQ-4."""

    NOT_AT_ALL = 0, _("Not at all")
    SEVERAL_DAYS = 1, _("Several days")
    MORE_THAN_HALF = 2, _("More than half the days")
    NEARLY_EVERY_DAY = 3, _("Nearly every day")


def item(question: LazyStr) -> Level:
    """Return a column for one question of the PHQ-4: 0 to 3, or unanswered."""
    why = _("Worry and low mood are common with cancer, and there is help to ask for.")
    return Level(question, choices=HowOften.choices, help_text=why)


class MoodEntry(Entry):
    """One answer sheet. Partly answered, it is stored as given; its sums are worked out anew."""

    slug = "mood"
    domain = "mood"
    kept_fields = ("at", "zone", "day", "note", "distress", *ITEMS)
    sections = (
        (_("This week"), ("distress",)),
        (_("The last 2 weeks"), ITEMS),
    )
    brief = {"distress": _("upset or stressed")}
    measures = (Measure("distress", unit="{score}", bounds=(0, 10), per_day="max"),)
    last_with = ITEMS
    short = ("distress",)

    distress = Score(
        _("how upset or stressed have you felt this week?"),
        low=_("not at all"),
        high=_("as much as I can imagine"),
        help_text=_("A number a week shows ups and downs that are hard to remember at a visit."),
    )
    phq4_nervous = item(_("feeling nervous, anxious or on edge"))
    phq4_worry = item(_("not being able to stop or control worrying"))
    phq4_interest = item(_("little interest or pleasure in doing things"))
    phq4_down = item(_("feeling down, depressed, or hopeless"))

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = _("mood")
        constraints = (
            *Entry.Meta.constraints,
            *between("mood", distress=(0, 10)),
            *between("mood", **dict.fromkeys(ITEMS, (0, HIGHEST_ANSWER))),
            models.CheckConstraint(
                condition=~Q(note="", distress=None, **dict.fromkeys(ITEMS)),
                name="mood_says_something",
                violation_error_message=_("Answer at least one question, or write a note."),
            ),
        )

    @property
    def scores(self) -> Phq4 | None:
        """The sums of the PHQ-4, each where its questions are answered; None if none is."""
        answers = {name: getattr(self, name) for name in ITEMS}
        return phq4(answers) if any(a is not None for a in answers.values()) else None

    def short_words(self) -> str | None:
        """Return the number of the week, and that the PHQ-4 was answered but not how."""
        if self.scores is None:
            return None
        words = str(_("PHQ-4 answered"))
        if self.distress is None:
            return words
        return f"{self.brief['distress']} {self.distress}, {words}"
