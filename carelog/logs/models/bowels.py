"""Bowels: whether they moved, and what the stool was like."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from carelog.entries.columns import Level, YesNo, between
from carelog.logs.models.base import Entry


class StoolForm(models.IntegerChoices):
    """What a stool was like, hardest first, in our own words."""

    LUMPS = 1, _("separate hard lumps")
    LUMPY = 2, _("lumpy and firm")
    CRACKED = 3, _("formed, with cracks")
    SMOOTH = 4, _("smooth and soft")
    PIECES = 5, _("soft pieces")
    MUSHY = 6, _("mushy")
    WATERY = 7, _("watery")


class BowelsEntry(Entry):
    """Whether the bowels moved; what the stool was like is said only where they did."""

    slug = "bowels"
    domain = "food"
    own_questions = True
    kept_fields = ("at", "zone", "day", "note", "moved", "stool_form")
    short = ("moved",)
    brief = {"moved": _("moved:"), "stool_form": ""}

    moved = YesNo(
        _("did your bowels move today?"),
        null=False,
        blank=False,
        help_text=_("Strong pain medicines often slow the bowels, and days are easy to miss."),
    )
    stool_form = Level(
        _("what was the stool like?"),
        choices=StoolForm.choices,
        help_text=_("How hard or loose it is tells more than how often."),
    )

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = _("bowels")
        constraints = (
            *Entry.Meta.constraints,
            *between("bowels", stool_form=(1, 7)),
            models.CheckConstraint(
                condition=Q(stool_form=None) | Q(moved=True),
                name="bowels_form_only_if_moved",
                violation_error_message=_(
                    "You said what the stool was like, but not that your bowels moved. "
                    "Please check."
                ),
            ),
        )
