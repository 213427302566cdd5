"""The named signs that a rule may look at: those of the check-in, more signs, and a fall.

The order in this file is the published order. It never depends on a person's answers.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from carelog.logs.models import SymptomsEntry

Text = str | Promise


@dataclass(frozen=True)
class Sign:
    """One sign that can fire a rule.

    `label` asks for it under the question whether it is new or getting worse; `said` stands alone,
    and completes the sentence "Entered: …". `parts` are asked with it, and say which it is.
    `yes` holds the stored codes that count as ticked, `no` the one that counts as a clear no.
    `said_as` is said where it depends on the code. `page` is the slug that explains the sign.
    """

    field: str
    label: Text
    said: Text
    yes: tuple[str, ...] = ("yes",)
    no: str = "no"
    page: str = "red-flags"
    said_as: tuple[tuple[str, Text], ...] = ()
    parts: tuple["Sign", ...] = ()

    def words(self, code: str) -> Text:
        """Return what a stored code says, to stand after "Entered:"."""
        return dict(self.said_as).get(code, self.said)


# A bare tick is stored as "unspecified"; which change it was is asked afterwards.
BLADDER_CHANGES: tuple[tuple[str, Text], ...] = (
    ("retention", _("I cannot pass urine at all")),
    ("hard_to_start", _("It is hard to start")),
    ("leaking", _("It leaks and I cannot hold it")),
    ("unspecified", _("Something else, or I am not sure")),
)

CHECK_IN_SIGNS: tuple[Sign, ...] = (
    Sign(
        "back_pain_unspecified",
        _("Back or neck pain"),
        _("back or neck pain, new or getting worse"),
        parts=(
            Sign(
                "band_or_shooting_pain",
                _("Like a band, or shooting"),
                _("back or neck pain like a band or shooting, new or getting worse"),
            ),
            Sign(
                "spine_pain_signs",
                _("Worse lying down, at night, on coughing or straining, or constant and severe"),
                _(
                    "back or neck pain worse lying down, at night, on coughing or straining,"
                    " or constant and severe"
                ),
            ),
        ),
    ),
    Sign(
        "limb_weakness_new",
        _("Weakness in an arm or leg"),
        _("weakness in an arm or leg, new or getting worse"),
    ),
    Sign(
        "limb_numb_new",
        _("Numbness in an arm or leg"),
        _("numbness in an arm or leg, new or getting worse"),
    ),
    Sign(
        "unsteady_new",
        _("Unsteady on your feet"),
        _("unsteady on the feet, new or getting worse"),
    ),
    Sign(
        "bladder_change",
        _("Trouble passing or holding urine"),
        _("trouble passing or holding urine, new or getting worse"),
        yes=tuple(code for code, _label in BLADDER_CHANGES),
        no="none",
    ),
    Sign(
        "bowel_control_loss",
        _("Loss of bowel control"),
        _("loss of bowel control"),
    ),
    Sign(
        "saddle_numb",
        _("Numbness between the legs or around the bottom"),
        _("numbness between the legs or around the bottom"),
    ),
    Sign(
        "cannot_bear_weight",
        _("Not able to put weight on a leg or arm"),
        _("not able to put weight on a leg or arm"),
    ),
    Sign(
        "confusion_new",
        _("Confusion, seen by you or by others"),
        _("confusion, new or getting worse"),
    ),
    Sign(
        "breathless_sudden",
        _("Sudden trouble breathing"),
        _("sudden trouble breathing"),
    ),
    Sign(
        "chest_pain",
        _("Chest pain"),
        _("chest pain, new or getting worse"),
    ),
)


def _on_the_sheet(field: str, **said_as: Text) -> Sign:
    """Return a sign in the words in which the whole sheet asks it."""
    words = SymptomsEntry._meta.get_field(field).verbose_name
    if not said_as:
        return Sign(field, capfirst(words), words)
    codes = tuple(said_as.items())
    return Sign(field, capfirst(words), words, tuple(said_as), "none", said_as=codes)


MORE_SIGNS: tuple[Sign, ...] = (
    _on_the_sheet("fainted"),
    _on_the_sheet("hard_to_wake"),
    _on_the_sheet("slow_breathing"),
    _on_the_sheet("blue_lips"),
    _on_the_sheet("seizure"),
    _on_the_sheet("throat_tightness"),
    _on_the_sheet("irregular_heartbeat"),
    _on_the_sheet("bleeding", heavy=_("heavy bleeding"), minor=_("a little bleeding")),
    _on_the_sheet("vomit_blood"),
    _on_the_sheet("black_stool"),
    _on_the_sheet(
        "cough_blood",
        more=_("more than streaks of blood with a cough"),
        streaks=_("streaks of blood with a cough"),
    ),
    _on_the_sheet("limb_deformity"),
    _on_the_sheet("snap_heard"),
    _on_the_sheet("cannot_walk_new"),
    _on_the_sheet("drowsy_most_of_day"),
    _on_the_sheet("hallucinations"),
    _on_the_sheet("jerking"),
    _on_the_sheet("cannot_keep_fluids_24h"),
    _on_the_sheet("jaw_pain"),
    _on_the_sheet("jaw_swelling_or_pus"),
    _on_the_sheet("loose_tooth"),
    _on_the_sheet("numb_chin_lip"),
    _on_the_sheet("exposed_bone"),
    _on_the_sheet("tingling_mouth_fingers"),
    _on_the_sheet("muscle_cramps"),
    _on_the_sheet("nosebleed_over_10min"),
    _on_the_sheet("new_bruising"),
    _on_the_sheet("blood_urine_stool"),
    _on_the_sheet("one_limb_swelling"),
)


def _of_a_fall(field: str, words: Text) -> Sign:
    return Sign(field, capfirst(words), words)


# Answers of a logged fall or near fall; a fall by itself is a sign.
FALL_SIGNS: tuple[Sign, ...] = (
    _of_a_fall("fall_head_hit", _("a knock to the head in a fall or near fall")),
    _of_a_fall("fall_fainted", _("fainting with a fall or near fall")),
    _of_a_fall("fall_could_not_get_up", _("not able to get up after a fall or near fall")),
    _of_a_fall("fall_bad_pain", _("bad pain after a fall or near fall")),
    _of_a_fall("fall_any", _("a fall")),
)

SIGNS_BY_FIELD: dict[str, Sign] = {
    sign.field: sign
    for line in (*CHECK_IN_SIGNS, *MORE_SIGNS, *FALL_SIGNS)
    for sign in (line, *line.parts)
}
