"""Signs: one row is one answer sheet. Yes, no, or not answered."""

from collections.abc import Collection

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from carelog.entries import words
from carelog.entries.columns import Choice, Count, Score, between, known
from carelog.logs.models.base import Entry
from carelog.logs.sign_groups import MORE_COLUMNS, MORE_SIGNS

#: The ten of the check-in.
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


class Bleeding(models.TextChoices):
    """How much new bleeding there is."""

    NONE = "none", _("none")
    MINOR = "minor", _("a little")
    HEAVY = "heavy", _("heavy")


class CoughBlood(models.TextChoices):
    """How much blood comes up with a cough."""

    NONE = "none", _("none")
    STREAKS = "streaks", _("streaks")
    MORE = "more", _("more than streaks")


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
    domain = "symptoms"
    kept_fields = ("at", "zone", "day", "note", *SIGNS, *MORE_COLUMNS)
    sections = (
        (_("New since yesterday?"), SIGNS),
        *((group.heading, group.columns) for group in MORE_SIGNS),
    )

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

    hard_to_wake = sign(_("very hard to wake"))
    slow_breathing = sign(_("slow breathing"))
    blue_lips = sign(_("blue lips"))
    fainted = sign(_("fainting"))
    throat_tightness = sign(_("a tight throat"))
    irregular_heartbeat = sign(_("an uneven heartbeat"))
    drowsy_most_of_day = sign(_("sleepy most of the day"))
    hallucinations = sign(_("seeing things that are not there"))
    seizure = sign(_("a seizure (a fit)"))
    jerking = sign(_("jerking of the arms or legs"))
    tingling_mouth_fingers = sign(_("tingling around the mouth or in the fingers"))
    muscle_cramps = sign(_("muscle cramps"))
    vomit_blood = sign(_("vomiting blood"))
    black_stool = sign(_("black stools"))
    nosebleed_over_10min = sign(_("a nosebleed over 10 minutes"))
    new_bruising = sign(_("new bruises"))
    blood_urine_stool = sign(_("blood in urine or stool"))
    bleeding = Choice(
        _("new bleeding"),
        choices=Bleeding.choices,
        help_text=_("How much it bleeds shows how soon to call."),
    )
    cough_blood = Choice(
        _("blood when you cough"),
        choices=CoughBlood.choices,
        help_text=_("How much blood comes up shows how soon to call."),
    )
    cannot_walk_new = sign(_("newly not able to walk"))
    limb_deformity = sign(_("an arm or leg with a changed shape"))
    snap_heard = sign(_("a snap in a bone, felt or heard"))
    one_limb_swelling = sign(_("new swelling or pain in one leg or arm"))
    shivering = sign(_("shivering"))
    feels_unwell = sign(_("feeling ill"))
    cannot_keep_fluids_24h = sign(_("not able to keep fluids or medicine down for 24 hours"))
    nausea_or_vomiting = sign(_("feeling sick or vomiting"))
    swollen_belly = sign(_("a swollen belly"))
    belly_pain = Score(
        _("belly pain"),
        low=_("none"),
        high=_("worst you can imagine"),
        help_text=_("Bad belly pain with no bowel movement cannot wait."),
    )
    thirst_increased = sign(_("much more thirsty"))
    urine_increased = sign(_("passing much more urine"))
    constipation_new = sign(_("newly constipated"))
    very_tired_new = sign(_("newly very tired"))
    appetite_loss_new = sign(_("newly off your food"))
    jaw_pain = sign(_("jaw pain"))
    jaw_swelling_or_pus = sign(_("swelling or pus in the jaw or gums"))
    loose_tooth = sign(_("a loose tooth"))
    numb_chin_lip = sign(_("a numb chin or lip"))
    exposed_bone = sign(_("bare bone in the mouth"))
    mouth_sore_days = Count(
        _("how long there has been a sore in the mouth"),
        low=0,
        high=365,
        unit="d",
        help_text=_("On bone-strengthening treatment, a sore that lasts matters to your team."),
    )

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
            *known("symptoms", bleeding=Bleeding.values, cough_blood=CoughBlood.values),
            *between("symptoms", belly_pain=(0, 10), mouth_sore_days=(0, 365)),
        )

    def say(
        self,
        ticked: Collection[str],
        *,
        shown: Collection[str],
        no_other: bool,
        bladder: str | None = None,
    ) -> None:
        """Write ticks as yes and, only where the person said "none of these", the others as no.

        `shown` are the signs the person saw; the others keep their answer. `bladder` says which
        change of passing urine it is, "" that it was not said; None where that was not asked, and
        what was said before then stands.
        """
        for name in shown:
            if name != "bladder_change":
                setattr(self, name, True if name in ticked else False if no_other else None)
        if "bladder_change" in shown:
            self.bladder_change = self._bladder("bladder_change" in ticked, no_other, bladder)

    def _bladder(self, is_ticked: bool, no_other: bool, said: str | None) -> str:
        if not is_ticked:
            return "none" if no_other else ""
        if said is None and self.bladder_change not in ("", "none"):
            return self.bladder_change
        return said or "unspecified"

    def short_words(self) -> str:
        """Return the signs that were ticked, and how much of what was asked so."""
        said = [
            words.label_of(SymptomsEntry, name)
            if value is True
            else f"{words.label_of(SymptomsEntry, name)}: {words.in_words(type(self), name, value)}"
            for name, value in self.answers().items()
            if value not in (None, "", False, "none")
        ]
        return ", ".join(said) or gettext("none of the signs asked")

    def answers(self) -> dict[str, bool | str | int | None]:
        """Return the answer to each sign, as the safety rules read it."""
        return {name: getattr(self, name) for name in self.own_fields()}
