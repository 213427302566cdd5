"""Signs: one row is one answer sheet. Yes, no, or not answered."""

from collections.abc import Collection

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from carelog.logs.models.base import Entry

SIGNS = (
    "limb_weakness_new",
    "limb_numb_new",
    "unsteady_new",
    "bladder_change",
    "bowel_control_loss",
    "saddle_numb",
    "cannot_bear_weight",
    "confusion_new",
    "breathless_sudden",
    "chest_pain",
)


def sign(label: str) -> models.BooleanField:
    """Return a column for a sign: yes, no, or unanswered."""
    return models.BooleanField(label, null=True)


class SymptomsEntry(Entry):
    """One answer sheet. A tick is yes; only "none of these" is no, for exactly those shown."""

    class Bladder(models.TextChoices):
        NONE = "none", _("no change")
        HARD_TO_START = "hard_to_start", _("hard to start passing urine")
        RETENTION = "retention", _("cannot pass urine")
        LEAKING = "leaking", _("urine leaks")
        UNSPECIFIED = "unspecified", _("a change, not said which")

    slug = "symptoms"
    page = "red-flags"
    domain = "symptoms"
    kept_fields = ("at", "zone", "day", "note", *SIGNS)

    limb_weakness_new = sign(_("new weakness in an arm or leg"))
    limb_numb_new = sign(_("new numbness in an arm or leg"))
    unsteady_new = sign(_("newly unsteady on the feet"))
    bladder_change = models.CharField(
        _("change in passing urine"), max_length=13, choices=Bladder, blank=True
    )
    bowel_control_loss = sign(_("cannot hold the bowels"))
    saddle_numb = sign(_("numb between the legs"))
    cannot_bear_weight = sign(_("cannot put weight on an arm or leg"))
    confusion_new = sign(_("new confusion"))
    breathless_sudden = sign(_("suddenly short of breath"))
    chest_pain = sign(_("chest pain"))

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = _("signs")
        constraints = (
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(
                    bladder_change__in=(
                        "",
                        "none",
                        "hard_to_start",
                        "retention",
                        "leaking",
                        "unspecified",
                    )
                ),
                name="bladder_change_is_known",
            ),
        )

    def say(self, ticked: Collection[str], *, no_other: bool, bladder: str | None = None) -> None:
        """Write ticks as yes and, only where the person said "none of these", the others as no.

        `bladder` says which change of passing urine it is, "" that it was not said; None where
        that was not asked, and what was said before then stands.
        """
        said_before = self.bladder_change
        for name in SIGNS:
            setattr(self, name, True if name in ticked else False if no_other else None)
        if "bladder_change" not in ticked:
            self.bladder_change = "none" if no_other else ""
        elif bladder is None and said_before not in ("", "none"):
            self.bladder_change = said_before
        else:
            self.bladder_change = bladder or "unspecified"

    def answers(self) -> dict[str, bool | str | None]:
        """Return the answer to each sign, as the safety rules read it."""
        return {name: getattr(self, name) for name in SIGNS}
