"""The named signs that a rule may look at: those of the check-in, more signs, and a fall.

The order in this file is the published order. It never depends on a person's answers. What a sign
is called stands in `education/signs.py`, and what was stored for it in its column.
"""

from dataclasses import dataclass
from functools import cache

from django.utils.translation import get_language

from carelog.logs.models import SymptomsEntry
from carelog.logs.sign_groups import PARTS, Tick
from carelog.patients.models.kept import column_of
from education.signs import OF_A_FALL, WORDS
from education.wording import Text


@dataclass(frozen=True)
class Sign:
    """One sign that can fire a rule; `parts` are asked with it, and say which it is.

    `yes` holds the stored codes that count as ticked, `no` the one that counts as a clear no.
    """

    field: str
    yes: tuple[str, ...] = ("yes",)
    no: str = "no"
    parts: tuple["Sign", ...] = ()

    @property
    def label(self) -> Text:
        """Return what its tick says."""
        return WORDS[self.field].label

    @property
    def said(self) -> Text:
        """Return the words that stand alone, and complete the sentence "Entered: …"."""
        return WORDS[self.field].told

    def words(self, code: str) -> Text:
        """Return what a stored code says, to stand after "Entered:"."""
        return WORDS[self.field].of(code)


def _on_the_sheet(field: str, parts: tuple[str, ...] = ()) -> Sign:
    """Return a sign of the sheet, with the codes of its column."""
    codes = [code for code, _words in column_of(SymptomsEntry, field).flatchoices]
    yes = tuple(code for code in codes if code != "none")
    no = "none" if codes else "no"
    return Sign(field, yes or ("yes",), no, tuple(map(_on_the_sheet, parts)))


CHECK_IN_SIGNS: tuple[Sign, ...] = tuple(
    _on_the_sheet(line, parts) for line, parts in PARTS.items()
)
MORE_SIGNS: tuple[Sign, ...] = tuple(
    map(
        _on_the_sheet,
        (
            "fainted",
            "throat_tightness",
            "irregular_heartbeat",
            "bleeding",
            "cough_blood",
            "drowsy_most_of_day",
            "hallucinations",
            "jerking",
            "blocked_bowel_signs",
            "jaw_pain",
            "jaw_swelling_or_pus",
            "loose_tooth",
            "numb_chin_lip",
            "exposed_bone",
            "tingling_mouth_fingers",
            "muscle_cramps",
            "nosebleed_over_10min",
            "new_bruising",
            "blood_urine_stool",
            "one_limb_swelling",
        ),
    )
)
# Answers of a logged fall or near fall; a fall by itself is a sign.
FALL_SIGNS: tuple[Sign, ...] = tuple(map(Sign, OF_A_FALL))

SIGNS_BY_FIELD: dict[str, Sign] = {
    sign.field: sign
    for line in (*CHECK_IN_SIGNS, *MORE_SIGNS, *FALL_SIGNS)
    for sign in (line, *line.parts)
}


def check_in_ticks() -> tuple[Tick, ...]:
    """Return the lines of the check-in in the language of the page, made once for each."""
    return _ticks_in(get_language() or "")


@cache
def _ticks_in(_language: str) -> tuple[Tick, ...]:
    return tuple(map(_tick, CHECK_IN_SIGNS))


def _tick(sign: Sign) -> Tick:
    return Tick(sign.field, str(sign.label), tuple(map(_tick, sign.parts)))
