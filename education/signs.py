"""The one home of the words of signs: what asks a sign, answers it or tells of it reads them here.

They stand beside the pages, at the bottom of the house, because pages print them too and know
nothing of a record. The keys are the columns of the sheet of signs and the answers to a fall.
"""

from django.utils.translation import gettext_lazy as _

from education.wording import Amount, Words

#: The lines of the check-in, each with its parts behind it, under "New or getting worse?".
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
    "limbs_unspecified": Words(
        _("arms or legs weak, numb or unsteady, or not able to walk, new or getting worse"),
        under=_("arms or legs weak, numb or unsteady, or not able to walk"),
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
    "cannot_walk_new": Words(
        _("not able to walk, new or getting worse"), under=_("not able to walk")
    ),
    "seat_unspecified": Words(
        _(
            "trouble with bladder or bowels, or numbness between the legs or around the bottom,"
            " new or getting worse"
        ),
        under=_("trouble with bladder or bowels, or numbness between the legs"),
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
    "bone_unspecified": Words(
        _("sudden, very bad bone pain, a snap, a changed shape, or no weight can be put on it")
    ),
    "sudden_bone_pain": Words(_("sudden, very bad bone pain")),
    "snap_heard": Words(_("a snap in a bone, felt or heard")),
    "cannot_bear_weight": Words(_("not able to put weight on a leg or arm")),
    "limb_deformity": Words(_("an arm or leg with a changed shape")),
    "confused_unspecified": Words(
        _("confused, very hard to wake, slow breathing, or blue lips, new or getting worse"),
        under=_("confused, very hard to wake, slow breathing, or blue lips"),
    ),
    "confusion_new": Words(
        _("confusion, seen by you or by others, new or getting worse"),
        under=_("confusion, seen by you or by others"),
    ),
    "hard_to_wake": Words(_("very hard to wake")),
    "slow_breathing": Words(_("slow breathing")),
    "blue_lips": Words(_("blue lips")),
    "fever_unspecified": Words(_("fever, shivering, or suddenly feeling ill")),
    "fever_felt": Words(_("fever, felt or measured")),
    "shivering": Words(_("shivering")),
    "feels_unwell": Words(_("feeling ill")),
    "chest_unspecified": Words(
        _("chest pain, or sudden trouble breathing, new or getting worse"),
        under=_("chest pain, or sudden trouble breathing"),
    ),
    "chest_pain": Words(_("chest pain, new or getting worse"), under=_("chest pain")),
    "breathless_sudden": Words(_("sudden trouble breathing")),
    "face_neck_arm_swelling": Words(
        _("swollen face, neck or arms, with tightness or breathlessness")
    ),
    "head_unspecified": Words(
        _("sudden or worst-ever headache, double vision, slurred speech, a drooping face, or a fit")
    ),
    "head_signs": Words(
        _("sudden or worst-ever headache, double vision, slurred speech, or a drooping face")
    ),
    "seizure": Words(_("a seizure (a fit)")),
    "thirst_with_urine": Words(
        _("very thirsty and passing a lot of urine, with sickness, tiredness or constipation")
    ),
    "keep_down_unspecified": Words(
        _("not able to keep drinks or medicines down, or diarrhoea on cancer treatment")
    ),
    "cannot_keep_fluids_24h": Words(
        _("not able to keep fluids or medicine down for 24 hours"),
        under=_("not able to keep fluids or medicine down"),
    ),
    "steroids_not_kept_down": Words(_("steroid tablets that do not stay down")),
    "diarrhoea_on_treatment": Words(
        _("diarrhoea on cancer treatment: four or more loose stools over the usual in a day")
    ),
    "bleeding_unspecified": Words(
        _("heavy bleeding, black stools, or vomiting or coughing up blood")
    ),
    "vomit_blood": Words(_("vomiting blood")),
    "black_stool": Words(_("black stools")),
}

#: All other signs of the sheet, in its order.
MORE: dict[str, Words] = {
    "fainted": Words(_("fainting")),
    "throat_tightness": Words(_("a tight throat")),
    "irregular_heartbeat": Words(_("an uneven heartbeat")),
    "drowsy_most_of_day": Words(_("sleepy most of the day")),
    "hallucinations": Words(_("seeing things that are not there")),
    "jerking": Words(_("jerking of the arms or legs")),
    "tingling_mouth_fingers": Words(_("tingling around the mouth or in the fingers")),
    "muscle_cramps": Words(_("muscle cramps")),
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
    "one_limb_swelling": Words(_("swelling or pain in one leg or arm, new or getting worse")),
    "nausea_or_vomiting": Words(_("feeling sick or vomiting")),
    "blocked_bowel_signs": Words(
        _("no bowel movement for three days, with vomiting, a swollen belly or bad belly pain")
    ),
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
