"""What an ambulance or a doctor at night asks first, written down once for the whole record."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from carelog.entries.columns import Choice, Text, known
from carelog.entries.models import Recorded
from carelog.lazy import LazyStr
from carelog.patients.models import Patient

#: What fits on a card for the wallet: a list, and one short rule.
LIST_LENGTH, RULE_LENGTH = 400, 200
_COLUMNS = (
    *("allergies", "blood_thinner", "steroid_tablets"),
    *("weight_bearing_rule", "emergency_plan"),
)


class Known(models.TextChoices):
    """Yes, no, or not sure; unanswered is none of them."""

    YES = "yes", _("yes")
    NO = "no", _("no")
    UNSURE = "unsure", _("not sure")


def _known(label: LazyStr, why: LazyStr) -> Choice:
    return Choice(label, max_length=6, choices=Known.choices, help_text=why)


class EmergencyFacts(Recorded):
    """The emergency facts of a person: one row a record, so its key is made of the record's.

    Bone medicine and opioid are no columns: they are among the medicines. Whom to tell is a number
    to call.
    """

    slug = "emergency-facts"
    domain = "medicines"
    one_a_record = True
    kept_fields = _COLUMNS
    brief = {
        "allergies": _("allergies"),
        "blood_thinner": _("blood thinner"),
        "steroid_tablets": _("steroid tablets"),
        "weight_bearing_rule": _("brace or weight-bearing limit"),
        "emergency_plan": _("agreed for an emergency"),
    }
    sections = (
        (_("For whoever treats you"), _COLUMNS[:3]),
        (_("What your team has told you"), _COLUMNS[3:]),
    )

    allergies = Text(
        _("allergies, and what happened"),
        max_length=LIST_LENGTH,
        help_text=_("An ambulance asks this before it gives a medicine."),
    )
    blood_thinner = _known(
        _("blood thinner"),
        _("It matters after a fall, when something bleeds and before a procedure."),
    )
    steroid_tablets = _known(
        _("steroid tablets"),
        _("Who takes them may need them in an emergency too. Whoever treats you has to know."),
    )
    weight_bearing_rule = Text(
        _("brace, or “do not put weight on it”"),
        max_length=RULE_LENGTH,
        help_text=_("Whoever lifts or moves you then knows how your team wants it done."),
    )
    emergency_plan = Text(
        _("what was agreed for an emergency"),
        max_length=LIST_LENGTH,
        help_text=_("Such as which hospital, whom to tell, or what you do and do not want done."),
    )

    class Meta(Recorded.Meta):
        verbose_name = verbose_name_plural = _("emergency facts")
        ordering = ("pk",)
        constraints = (
            *Recorded.Meta.constraints,
            *known("emergency-facts", blood_thinner=Known.values, steroid_tablets=Known.values),
            models.CheckConstraint(
                condition=~Q(**dict.fromkeys(_COLUMNS, "")),
                name="emergency-facts_say_something",
                violation_error_message=_("Answer at least one question."),
            ),
        )

    @classmethod
    def begin(cls, patient: Patient) -> Self:
        """Return the row of a record about to be filled in, under the one key it can have."""
        return cls(patient=patient, uid=uuid.uuid5(patient.uid, cls.slug))
