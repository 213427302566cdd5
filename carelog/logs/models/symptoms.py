"""Signs: one row is one answer sheet. Yes, no, or not answered."""

from collections.abc import Collection, Mapping

from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from carelog.entries import words
from carelog.entries.columns import Choice, Count, Score, between, known
from carelog.logs.models.asked_as import SINCE_YESTERDAY, AskedAs
from carelog.logs.models.base import Entry
from carelog.logs.sign_groups import MORE_COLUMNS, MORE_SIGNS, PARTS, SIGNS
from education.signs import WORDS
from education.wording import Text


class Bleeding(models.TextChoices):
    """How much new bleeding there is."""

    NONE = "none", _("none")
    MINOR = "minor", WORDS["bleeding"].chip("minor")
    HEAVY = "heavy", WORDS["bleeding"].chip("heavy")


class CoughBlood(models.TextChoices):
    """How much blood comes up with a cough."""

    NONE = "none", _("none")
    STREAKS = "streaks", WORDS["cough_blood"].chip("streaks")
    MORE = "more", WORDS["cough_blood"].chip("more")


def sign(field: str) -> "models.BooleanField[bool | None, bool | None]":
    """Return a column for a sign: yes, no, or unanswered."""
    return models.BooleanField(WORDS[field].told, null=True)


class SymptomsEntry(Entry):
    """One answer sheet. A tick is yes; only "none of these" is no, for exactly those shown."""

    class Bladder(models.TextChoices):
        NONE = "none", _("no change")
        HARD_TO_START = "hard_to_start", WORDS["bladder_change"].chip("hard_to_start")
        RETENTION = "retention", WORDS["bladder_change"].chip("retention")
        LEAKING = "leaking", WORDS["bladder_change"].chip("leaking")
        UNSPECIFIED = "unspecified", WORDS["bladder_change"].chip("unspecified")

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
    back_pain_unspecified = sign("back_pain_unspecified")
    band_or_shooting_pain = sign("band_or_shooting_pain")
    spine_pain_signs = sign("spine_pain_signs")
    limbs_unspecified = sign("limbs_unspecified")
    limb_weakness_new = sign("limb_weakness_new")
    limb_numb_new = sign("limb_numb_new")
    unsteady_new = sign("unsteady_new")
    cannot_walk_new = sign("cannot_walk_new")
    seat_unspecified = sign("seat_unspecified")
    bladder_change = models.CharField(
        WORDS["bladder_change"].told, max_length=13, choices=Bladder, blank=True
    )
    bowel_control_loss = sign("bowel_control_loss")
    saddle_numb = sign("saddle_numb")
    bone_unspecified = sign("bone_unspecified")
    sudden_bone_pain = sign("sudden_bone_pain")
    snap_heard = sign("snap_heard")
    cannot_bear_weight = sign("cannot_bear_weight")
    limb_deformity = sign("limb_deformity")
    confused_unspecified = sign("confused_unspecified")
    confusion_new = sign("confusion_new")
    hard_to_wake = sign("hard_to_wake")
    slow_breathing = sign("slow_breathing")
    blue_lips = sign("blue_lips")
    fever_unspecified = sign("fever_unspecified")
    fever_felt = sign("fever_felt")
    shivering = sign("shivering")
    feels_unwell = sign("feels_unwell")
    chest_unspecified = sign("chest_unspecified")
    chest_pain = sign("chest_pain")
    breathless_sudden = sign("breathless_sudden")
    face_neck_arm_swelling = sign("face_neck_arm_swelling")
    head_unspecified = sign("head_unspecified")
    head_signs = sign("head_signs")
    seizure = sign("seizure")
    thirst_with_urine = sign("thirst_with_urine")
    keep_down_unspecified = sign("keep_down_unspecified")
    cannot_keep_fluids_24h = sign("cannot_keep_fluids_24h")
    steroids_not_kept_down = sign("steroids_not_kept_down")
    diarrhoea_on_treatment = sign("diarrhoea_on_treatment")
    bleeding_unspecified = sign("bleeding_unspecified")
    vomit_blood = sign("vomit_blood")
    black_stool = sign("black_stool")

    fainted = sign("fainted")
    throat_tightness = sign("throat_tightness")
    irregular_heartbeat = sign("irregular_heartbeat")
    drowsy_most_of_day = sign("drowsy_most_of_day")
    hallucinations = sign("hallucinations")
    jerking = sign("jerking")
    tingling_mouth_fingers = sign("tingling_mouth_fingers")
    muscle_cramps = sign("muscle_cramps")
    nosebleed_over_10min = sign("nosebleed_over_10min")
    new_bruising = sign("new_bruising")
    blood_urine_stool = sign("blood_urine_stool")
    bleeding = Choice(
        WORDS["bleeding"].told,
        choices=Bleeding.choices,
        help_text=_("How much it bleeds shows how soon to call."),
    )
    cough_blood = Choice(
        WORDS["cough_blood"].told,
        choices=CoughBlood.choices,
        help_text=_("How much blood comes up shows how soon to call."),
    )
    one_limb_swelling = sign("one_limb_swelling")
    blocked_bowel_signs = sign("blocked_bowel_signs")
    nausea_or_vomiting = sign("nausea_or_vomiting")
    swollen_belly = sign("swollen_belly")
    belly_pain = Score(
        WORDS["belly_pain"].told,
        low=_("none"),
        high=_("the worst you can imagine"),
        help_text=_("Bad belly pain with no bowel movement cannot wait."),
    )
    thirst_increased = sign("thirst_increased")
    urine_increased = sign("urine_increased")
    constipation_new = sign("constipation_new")
    very_tired_new = sign("very_tired_new")
    appetite_loss_new = sign("appetite_loss_new")
    jaw_pain = sign("jaw_pain")
    jaw_swelling_or_pus = sign("jaw_swelling_or_pus")
    loose_tooth = sign("loose_tooth")
    numb_chin_lip = sign("numb_chin_lip")
    exposed_bone = sign("exposed_bone")
    mouth_sore_days = Count(
        WORDS["mouth_sore_days"].told,
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
            self._told(name, value)
            for name, value in self.answers().items()
            if value not in (None, "", False, "none")
        ]
        return "; ".join(said) or gettext("none of the signs asked")

    def _told(self, name: str, value: bool | str | int) -> str:
        """Return a tick in the words that stand alone; an older sheet has its own."""
        said = {"asked_as": self.asked_as}
        if isinstance(value, str) and not self.words_then(name, said):
            return str(capfirst(WORDS[name].of(value)))
        label = words.label_of(SymptomsEntry, name, said)
        return label if value is True else f"{label}: {words.in_words(type(self), name, value)}"

    def answers(self) -> dict[str, bool | str | int | None]:
        """Return the answer to each sign, as the safety rules read it."""
        return {name: getattr(self, name) for name in self.own_fields() if name != "asked_as"}

    @classmethod
    def words_then(cls, name: str, said: Mapping[str, object]) -> Text:
        """Return the words a sign was asked in before, for a sheet that was answered then."""
        is_older = said.get("asked_as", AskedAs.SINCE_YESTERDAY) == AskedAs.SINCE_YESTERDAY
        return SINCE_YESTERDAY.get(name, "") if is_older else ""
