"""The one home of the words of signs: what asks a sign, answers it or tells of it reads them here.

They stand beside the pages, at the bottom of the house, because pages print them too and know
nothing of a record. The keys are the columns of the sheet of signs and the answers to a fall.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    # Known to the stubs alone: the lazy words of Django answer the methods of text as well.
    from django.utils.functional import _StrOrPromise as Text
else:
    from django.utils.functional import Promise

    Text = str | Promise


@dataclass(frozen=True)
class Amount:
    """One answer to how much or which: the words on its chip, and those that stand alone."""

    chip: Text
    alone: Text = ""

    @property
    def told(self) -> Text:
        """Return the words that stand alone."""
        return self.alone or self.chip


@dataclass(frozen=True)
class Words:
    """The words of one sign.

    `told` stands alone: "chest pain, new or getting worse". `under` is the part of it that a tick
    needs below a question or a line that says the rest: "chest pain". `question` asks for it where
    it is no tick. `amounts` are the answers to how much or which, by their stored code.
    """

    told: Text
    under: Text = ""
    question: Text = ""
    amounts: tuple[tuple[str, Amount], ...] = ()

    @property
    def label(self) -> Text:
        """Return what a tick says."""
        return capfirst(self.under or self.told)

    @property
    def below(self) -> Text:
        """Return the words as they stand under a question that says the rest."""
        return self.under or self.told

    def chip(self, code: str) -> Text:
        """Return the words of an answer to how much. Raises KeyError for an unknown code."""
        return dict(self.amounts)[code].chip

    def of(self, code: str) -> Text:
        """Return what a stored code says, to stand alone."""
        amount = dict(self.amounts).get(code)
        return amount.told if amount else self.told


#: The lines of the check-in with their parts, under the question "New or getting worse?".
CHECK_IN: dict[str, Words] = {
    "back_pain_unspecified": Words(
        _("back or neck pain, new or getting worse"), under=_("back or neck pain")
    ),
    "band_or_shooting_pain": Words(
        _("back or neck pain like a band, or shooting, new or getting worse"),
        under=_("like a band, or shooting"),
    ),
    "spine_pain_signs": Words(
        _(
            "back or neck pain worse lying down, at night, on coughing or straining, or constant"
            " and severe"
        ),
        under=_("worse lying down, at night, on coughing or straining, or constant and severe"),
    ),
    "limb_weakness_new": Words(
        _("weakness in an arm or leg, new or getting worse"), under=_("weakness in an arm or leg")
    ),
    "limb_numb_new": Words(
        _("numbness in an arm or leg, new or getting worse"), under=_("numbness in an arm or leg")
    ),
    "unsteady_new": Words(
        _("unsteady on your feet, new or getting worse"), under=_("unsteady on your feet")
    ),
    "bladder_change": Words(
        _("trouble passing or holding urine, new or getting worse"),
        under=_("trouble passing or holding urine"),
        amounts=(
            ("hard_to_start", Amount(_("hard to start passing urine"))),
            ("retention", Amount(_("cannot pass urine"))),
            ("leaking", Amount(_("urine leaks"))),
            (
                "unspecified",
                Amount(
                    _("not said how"), _("trouble passing or holding urine, new or getting worse")
                ),
            ),
        ),
    ),
    "bowel_control_loss": Words(_("loss of bowel control")),
    "saddle_numb": Words(_("numbness between the legs or around the bottom")),
    "cannot_bear_weight": Words(_("not able to put weight on a leg or arm")),
    "confusion_new": Words(
        _("confusion, seen by you or by others, new or getting worse"),
        under=_("confusion, seen by you or by others"),
    ),
    "breathless_sudden": Words(_("sudden trouble breathing")),
    "chest_pain": Words(_("chest pain, new or getting worse"), under=_("chest pain")),
}

#: All other signs of the sheet, in its order.
MORE: dict[str, Words] = {
    "hard_to_wake": Words(_("very hard to wake")),
    "slow_breathing": Words(_("slow breathing")),
    "blue_lips": Words(_("blue lips")),
    "fainted": Words(_("fainting")),
    "throat_tightness": Words(_("a tight throat")),
    "irregular_heartbeat": Words(_("an uneven heartbeat")),
    "drowsy_most_of_day": Words(_("sleepy most of the day")),
    "hallucinations": Words(_("seeing things that are not there")),
    "seizure": Words(_("a seizure (a fit)")),
    "jerking": Words(_("jerking of the arms or legs")),
    "tingling_mouth_fingers": Words(_("tingling around the mouth or in the fingers")),
    "muscle_cramps": Words(_("muscle cramps")),
    "vomit_blood": Words(_("vomiting blood")),
    "black_stool": Words(_("black stools")),
    "nosebleed_over_10min": Words(_("a nosebleed over 10 minutes")),
    "new_bruising": Words(_("bruises, new or getting worse")),
    "blood_urine_stool": Words(_("blood in urine or stool")),
    "bleeding": Words(
        _("bleeding, new or getting worse"),
        amounts=(
            ("minor", Amount(_("a little"), _("a little bleeding"))),
            ("heavy", Amount(_("heavy"), _("heavy bleeding"))),
        ),
    ),
    "cough_blood": Words(
        _("blood when you cough"),
        amounts=(
            ("streaks", Amount(_("streaks"), _("streaks of blood when you cough"))),
            (
                "more",
                Amount(_("more than streaks"), _("more than streaks of blood when you cough")),
            ),
        ),
    ),
    "cannot_walk_new": Words(
        _("not able to walk, new or getting worse"), under=_("not able to walk")
    ),
    "limb_deformity": Words(_("an arm or leg with a changed shape")),
    "snap_heard": Words(_("a snap in a bone, felt or heard")),
    "one_limb_swelling": Words(_("swelling or pain in one leg or arm, new or getting worse")),
    "shivering": Words(_("shivering")),
    "feels_unwell": Words(_("feeling ill")),
    "cannot_keep_fluids_24h": Words(
        _("not able to keep fluids or medicine down for 24 hours"),
        under=_("not able to keep fluids or medicine down"),
    ),
    "nausea_or_vomiting": Words(_("feeling sick or vomiting")),
    "swollen_belly": Words(_("a swollen belly")),
    "belly_pain": Words(_("belly pain")),
    "thirst_increased": Words(_("much more thirsty")),
    "urine_increased": Words(_("passing much more urine")),
    "constipation_new": Words(_("constipation, new or getting worse")),
    "very_tired_new": Words(_("very tired, new or getting worse")),
    "appetite_loss_new": Words(_("off your food, new or getting worse")),
    "jaw_pain": Words(_("jaw pain")),
    "jaw_swelling_or_pus": Words(_("swelling or pus in the jaw or gums")),
    "loose_tooth": Words(_("a loose tooth")),
    "numb_chin_lip": Words(_("a numb chin or lip")),
    "exposed_bone": Words(_("bare bone in the mouth")),
    "mouth_sore_days": Words(_("how long there has been a sore in the mouth")),
}

#: What a logged fall or near fall answers.
OF_A_FALL: dict[str, Words] = {
    "fall_head_hit": Words(
        _("a knock to the head in a fall or near fall"),
        under=_("a knock to the head"),
        question=_("did you hit your head?"),
    ),
    "fall_fainted": Words(
        _("fainting with a fall or near fall"),
        under=_("fainting"),
        question=_("did you faint or black out?"),
    ),
    "fall_could_not_get_up": Words(
        _("not able to get up after a fall or near fall"),
        under=_("not able to get up"),
        question=_("could you get up by yourself?"),
    ),
    "fall_bad_pain": Words(
        _("bad pain after a fall or near fall"),
        under=_("bad pain"),
        question=_("was there bad pain after it?"),
    ),
    "fall_any": Words(_("a fall")),
}

WORDS: dict[str, Words] = CHECK_IN | MORE | OF_A_FALL
