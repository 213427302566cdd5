"""What a person answers for themself alone: thoughts of self-harm, and feeling unsafe.

Each table is read by whose answers are asked for. A query that does not say so finds nothing, and
so no list, file, message or page of another member can come by them.
"""

from typing import ClassVar, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from carelog.accounts.models import User
from carelog.entries.columns import Choice, YesNo, known
from carelog.entries.models import Recorded
from carelog.patients import possible
from carelog.patients.models import KeptState, Membership, Patient

P = TypeVar("P", bound=models.Model)


class OwnManager(models.Manager[P]):
    """The rows of one person in one record; of nobody, unless it is said whose."""

    def __init__(self, whose: str = "recorded_by") -> None:
        super().__init__()
        self.whose = whose

    def get_queryset(self) -> models.QuerySet[P]:
        return super().get_queryset().none()

    def of(self, patient: Patient, person: User | None) -> models.QuerySet[P]:
        """Return all that one person has in a record, what was removed included."""
        rows = super().get_queryset()
        return rows.filter(**{self.whose: person, "patient": patient}) if person else rows.none()


class Thoughts(models.TextChoices):
    """What somebody thinks of their life; unanswered is none of them."""

    NONE = "none", _("No")
    PASSIVE = "passive", _("I feel that life is not worth living")
    ACTIVE = "active", _("I think of ending my life")
    ACTIVE_PLAN = "active_plan", _("I think of ending my life, and of how I would do it")


class PrivateAnswer(Recorded):
    """One answer to the two questions, for the person who gave it alone."""

    slug = "private-answers"
    #: In nobody's scope, the owner's included: what is asked through an access finds none.
    domain = "alone"
    kept_fields = ("at", "zone", "day", "self_harm", "feels_unsafe")

    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(_("when"), editable=False)
    zone = models.CharField(max_length=64, editable=False)
    day = models.DateField(editable=False)
    self_harm = Choice(
        _("have you thought that life is not worth living, or of ending your life?"),
        max_length=11,
        choices=Thoughts.choices,
    )
    feels_unsafe = YesNo(_("do you feel unsafe, at home or with someone?"))

    objects: ClassVar["OwnManager[PrivateAnswer]"] = OwnManager()  # type: ignore[assignment]

    class Meta(Recorded.Meta):
        verbose_name = verbose_name_plural = _("for you alone")
        ordering = ("-at", "-pk")
        constraints = (
            *Recorded.Meta.constraints,
            *known("private_answer", self_harm=Thoughts.values),
            models.CheckConstraint(
                condition=~Q(self_harm="", feels_unsafe=None),
                name="private_answer_says_something",
                violation_error_message=_("Answer at least one question."),
            ),
            models.CheckConstraint(
                condition=Q(at__range=possible.TIMES, day__range=possible.DAYS),
                name="private_answer_time_is_possible",
                violation_error_message=possible.NO_POSSIBLE_TIME,
            ),
        )

    @classmethod
    def state_model(cls) -> type[KeptState]:
        """Return the table of its history, which is as private."""
        return PrivateState

    def answers(self) -> dict[str, object]:
        """Return what its two rules read."""
        return {"self_harm": self.self_harm, "feels_unsafe": self.feels_unsafe}


class PrivateState(KeptState):
    """The states that private answers have had."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    everything = models.Manager()
    objects = OwnManager("by")

    class Meta(KeptState.Meta):
        default_manager_name = "everything"


class PrivateWarning(models.Model):
    """What an answer was answered with: the receipt, written once. Nobody closes it: none waits."""

    patient = models.ForeignKey(Patient, models.CASCADE, related_name="+")
    answer = models.ForeignKey(PrivateAnswer, models.CASCADE, related_name="+")
    answer_version = models.PositiveIntegerField()
    rule = models.CharField(max_length=8)
    #: "E" for an emergency, "T" for a call today.
    tier = models.CharField(max_length=1)
    rules_version = models.CharField(max_length=20)
    title = models.TextField()
    body = models.TextField()
    meanwhile = models.TextField()
    raised_at = models.DateTimeField()

    everything = models.Manager()
    objects = OwnManager("answer__recorded_by")

    class Meta:
        ordering = ("tier", "rule", "pk")
        default_manager_name = "everything"
        constraints = (
            models.UniqueConstraint(
                fields=("answer", "answer_version", "rule"),
                name="one_private_warning_per_version",
            ),
            models.CheckConstraint(condition=Q(tier__in=("E", "T")), name="private_tier_is_known"),
        )


class ReaderManager(OwnManager["PrivateReader"]):
    """Asked by who opened their answers, and by who reads what was opened to them."""

    def open_to(self, record: int, reader: int) -> models.QuerySet["PrivateReader"]:
        """Return what stands open in a record to somebody who has a place in it, by their keys."""
        place = Q(place__user_id=reader, place__state=Membership.State.ACTIVE)
        return models.QuerySet(self.model, using=self._db).filter(
            place, patient_id=record, closed_at=None
        )

    def to_or_by(self, places: models.QuerySet[Membership]) -> models.QuerySet["PrivateReader"]:
        """Return what stands open to some places, or was opened by who holds them."""
        concerned = Q(place__in=places)
        for patient, person in places.values_list("patient", "user"):
            concerned |= Q(patient=patient, recorded_by=person)
        return models.QuerySet(self.model, using=self._db).filter(concerned, closed_at=None)


class PrivateReader(models.Model):
    """A member to whom somebody has opened their private answers, until they close them again."""

    patient = models.ForeignKey(Patient, models.CASCADE, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    place = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    everything = models.Manager()
    objects = ReaderManager()

    class Meta:
        ordering = ("pk",)
        default_manager_name = "everything"
        constraints = (
            models.UniqueConstraint(
                fields=("recorded_by", "place"),
                condition=Q(closed_at=None),
                name="opened_once_to_a_member",
            ),
        )
