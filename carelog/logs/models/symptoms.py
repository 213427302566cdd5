"""Signs: one row is one answer sheet. Yes, no, or not answered."""

from collections.abc import Collection, Mapping

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from carelog.entries import words
from carelog.entries.columns import Choice, Count, Score, between, known
from carelog.logs.models.asked_as import SINCE_YESTERDAY, AskedAs
from carelog.logs.models.base import Entry
from carelog.logs.sign_groups import MORE_COLUMNS, MORE_SIGNS, Text

#: A line of the check-in that has parts, each a column: ticked without any of them it is its own.
PARTS: dict[str, tuple[str, ...]] = {
    "back_pain_unspecified": ("band_or_shooting_pain", "spine_pain_signs"),
}
#: What the check-in asks, line by line, a line's parts behind it.
SIGNS = (
    *(name for line, parts in PARTS.items() for name in (line, *parts)),
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
    kept_fields = ("at", "zone", "day", "note", "asked_as", *SIGNS, *MORE_COLUMNS)
    from_before = {"asked_as": AskedAs.SINCE_YESTERDAY}
    sections = (
        (AskedAs.NEW_OR_WORSE.label, SIGNS),
        *((group.heading, group.columns) for group in MORE_SIGNS),
    )

    asked_as = models.CharField(
        _("asked as"), max_length=20, choices=AskedAs, default=AskedAs.NEW_OR_WORSE
    )
    back_pain_unspecified = sign(_("back or neck pain, new or getting worse, not said which"))
    band_or_shooting_pain = sign(_("back or neck pain like a band, or shooting"))
    spine_pain_signs = sign(
        _(
            "back or neck pain worse lying down, at night, on coughing or straining, or constant"
            " and severe"
        )
    )
    limb_weakness_new = sign(_("weakness in an arm or leg, new or getting worse"))
    limb_numb_new = sign(_("numbness in an arm or leg, new or getting worse"))
    unsteady_new = sign(_("unsteady on the feet, new or getting worse"))
    bladder_change = models.CharField(
        _("change in passing urine"), max_length=13, choices=Bladder, blank=True
    )
    bowel_control_loss = sign(_("cannot hold the bowels"))
    saddle_numb = sign(_("numb between the legs"))
    cannot_bear_weight = sign(_("cannot put weight on an arm or leg"))
    confusion_new = sign(_("confusion, new or getting worse"))
    breathless_sudden = sign(_("suddenly short of breath"))
    chest_pain = sign(_("chest pain, new or getting worse"))

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
    new_bruising = sign(_("bruises, new or getting worse"))
    blood_urine_stool = sign(_("blood in urine or stool"))
    bleeding = Choice(
        _("bleeding, new or getting worse"),
        choices=Bleeding.choices,
        help_text=_("How much it bleeds shows how soon to call."),
    )
    cough_blood = Choice(
        _("blood when you cough"),
        choices=CoughBlood.choices,
        help_text=_("How much blood comes up shows how soon to call."),
    )
    cannot_walk_new = sign(_("not able to walk, new or getting worse"))
    limb_deformity = sign(_("an arm or leg with a changed shape"))
    snap_heard = sign(_("a snap in a bone, felt or heard"))
    one_limb_swelling = sign(_("swelling or pain in one leg or arm, new or getting worse"))
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
    constipation_new = sign(_("constipation, new or getting worse"))
    very_tired_new = sign(_("very tired, new or getting worse"))
    appetite_loss_new = sign(_("off your food, new or getting worse"))
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
            # Unlike other codes this one is never empty.
            models.CheckConstraint(
                condition=Q(asked_as__in=AskedAs.values), name="symptoms_asked_as_is_known"
            ),
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
        self.asked_as = AskedAs.NEW_OR_WORSE
        said_more = {line for line, parts in PARTS.items() if {*parts} & {*ticked}}
        ticked = {*ticked} - said_more
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
            self._label(name)
            if value is True
            else f"{self._label(name)}: {words.in_words(type(self), name, value)}"
            for name, value in self.answers().items()
            if value not in (None, "", False, "none")
        ]
        return "; ".join(said) or gettext("none of the signs asked")

    def answers(self) -> dict[str, bool | str | int | None]:
        """Return the answer to each sign, as the safety rules read it."""
        return {name: getattr(self, name) for name in self.own_fields() if name != "asked_as"}

    def _label(self, name: str) -> str:
        return words.label_of(SymptomsEntry, name, {"asked_as": self.asked_as})

    @classmethod
    def words_then(cls, name: str, said: Mapping[str, object]) -> Text:
        """Return the words a sign was asked in before, for a sheet that was answered then."""
        is_older = said.get("asked_as", AskedAs.SINCE_YESTERDAY) == AskedAs.SINCE_YESTERDAY
        return SINCE_YESTERDAY.get(name, "") if is_older else ""
