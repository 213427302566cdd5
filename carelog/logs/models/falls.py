"""Falls and near falls: one event, what happened and how it was afterwards."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from carelog.entries.columns import Choice, Score, Words, YesNo, between, known
from carelog.logs.models.base import Entry
from education.signs import WORDS


class Kind(models.TextChoices):
    """Whether a person fell, or nearly."""

    FALL = "fall", WORDS["fall_any"].told
    NEAR_FALL = "near_fall", _("a near fall")


class Place(models.TextChoices):
    """Where it happened."""

    INDOORS = "indoors", _("indoors")
    OUTDOORS = "outdoors", _("outdoors")
    BATHROOM = "bathroom", _("in the bathroom")
    STAIRS = "stairs", _("on the stairs")
    BED_CHAIR = "bed_chair", _("by the bed or a chair")
    OTHER = "other", _("somewhere else")


class FallEntry(Entry):
    """One fall, or near fall. A day is counted by its events."""

    slug = "falls"
    domain = "mobility"
    kept_fields = (
        *("at", "zone", "day", "note", "kind", "place", "fainted"),
        *("head_hit", "could_get_up", "bad_pain_after", "pain_after", "injury"),
    )
    sections = (
        (_("The fall or near fall"), ("kind", "place", "fainted")),
        (_("Afterwards"), ("head_hit", "could_get_up", "bad_pain_after", "injury")),
    )
    asked_before = ("pain_after",)
    # What a rule of safety reads is never folded.
    asked_first = ("kind", "fainted", "head_hit", "could_get_up", "bad_pain_after")

    kind = Choice(
        _("what happened?"),
        choices=Kind.choices,
        blank=False,
        help_text=_("A near fall, where you caught yourself, counts too: it can show a cause."),
    )
    place = Choice(
        _("where was it?"),
        choices=Place.choices,
        help_text=_("Where it happened helps to find the cause."),
    )
    fainted = YesNo(
        WORDS["fall_fainted"].question,
        help_text=_("A faint can have another cause than a slip or a trip."),
    )
    head_hit = YesNo(
        WORDS["fall_head_hit"].question,
        help_text=_("A knock to the head can matter more than it seems at first."),
    )
    could_get_up = YesNo(
        WORDS["fall_could_not_get_up"].question,
        help_text=_("It tells your team how hard the fall was on you."),
    )
    bad_pain_after = YesNo(
        WORDS["fall_bad_pain"].question,
        help_text=_("Any fall matters when cancer is in the bones, and bad pain most of all."),
    )
    pain_after = Score(
        _("how bad was the pain afterwards?"),
        low=_("no pain"),
        high=_("the worst you can imagine"),
    )
    injury = Words(
        _("what was hurt, if anything?"),
        max_length=200,
        help_text=_("Bruises and cuts show your team how you landed."),
    )

    class Meta(Entry.Meta):
        verbose_name = _("fall or near fall")
        verbose_name_plural = _("falls and near falls")
        constraints = (
            *Entry.Meta.constraints,
            # Unlike other codes this one is never empty.
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values),
                name="falls_kind_is_known",
                violation_error_message=_("One of the choices is not known."),
            ),
            *known("falls", place=Place.values),
            *between("falls", pain_after=(0, 10)),
        )

    def short_words(self) -> str:
        """Return what happened and the bad answers; a good one, or none, is not told here."""
        # That it was a fall stands in its kind.
        answers = self.answers() | {"fall_any": None}
        bad = (WORDS[name].below for name, said in answers.items() if said is True)
        pain = self.pain_after
        after = "" if pain is None else gettext("pain afterwards %(n)d") % {"n": pain}
        told = (self.get_kind_display(), self.get_place_display(), *bad, after, self.injury)
        return ", ".join(str(one) for one in told if one)

    def answers(self) -> dict[str, object]:
        """Return what the safety rules read of a fall, and of a near fall but for its being one.

        Unanswered is None, never no.
        """
        got_up = self.could_get_up
        return {
            "fall_any": True if self.kind == Kind.FALL else None,
            "fall_head_hit": self.head_hit,
            "fall_fainted": self.fainted,
            "fall_could_not_get_up": None if got_up is None else not got_up,
            "fall_bad_pain": self.bad_pain_after,
        }
