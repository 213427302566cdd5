"""The person cared for."""

import uuid
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from carelog.accounts.models import User
from carelog.checked import CheckedAtOnce
from carelog.clinical.bones import SITES
from carelog.patients.body_words import SITE_LABELS
from carelog.patients.dialling import can_be_dialled, dialled
from carelog.patients.fields import CodesField
from carelog.patients.possible import FIRST_YEAR, LAST_YEAR, YEARS


class PatientQuerySet(models.QuerySet["Patient"]):
    """Patients, seen from a person."""

    def visible_to(self, user: User) -> "PatientQuerySet":
        """Return the patients whose record this person may open now."""
        return self.filter(memberships__user=user, memberships__state="active")

    def about(self, user: User) -> "PatientQuerySet":
        """Return those of them that are about this person."""
        return self.filter(
            memberships__user=user, memberships__state="active", memberships__relation="patient"
        )

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete records with all that is theirs. Only so the database lets their history go."""
        keys = [*self.values_list("pk", flat=True)]
        with transaction.atomic():
            leaving = (LeavingRecord(record=key) for key in keys)
            LeavingRecord.objects.bulk_create(leaving, ignore_conflicts=True)
            deleted = super().delete()
            LeavingRecord.objects.filter(record__in=keys).delete()
        return deleted

    # As Django marks its own: no template calls it, and no manager deletes all there is.
    delete.alters_data = delete.queryset_only = True  # type: ignore[attr-defined]


class Patient(CheckedAtOnce):
    """Whose record it is. Not a user: a daughter may own her father's record."""

    class Sex(models.TextChoices):
        FEMALE = "female", _("female")
        MALE = "male", _("male")
        OTHER = "other", _("other")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # The access log holds this, never the record; erasing the record makes its rows nobody's.
    access_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    data_version = models.PositiveBigIntegerField(default=0, editable=False)
    name = models.CharField(_("name"), max_length=80)
    birth_year = models.PositiveSmallIntegerField(
        _("year of birth"),
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
    )
    birth_date = models.DateField(_("full date of birth"), null=True, blank=True)
    sex = models.CharField(_("sex"), max_length=6, choices=Sex, blank=True)
    country = models.CharField(_("country"), max_length=2)
    zone = models.CharField(_("time zone"), max_length=64)
    height_cm = models.DecimalField(
        _("height in cm"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    phone = models.CharField(
        _("phone number"), max_length=30, blank=True, validators=[can_be_dialled]
    )
    cancer_type = models.CharField(_("type of cancer"), max_length=80, blank=True)
    bones = CodesField(_("bones affected"), codes=[(site, SITE_LABELS[site]) for site in SITES])
    pain_goal = models.PositiveSmallIntegerField(
        _("pain goal"), null=True, blank=True, validators=[MaxValueValidator(10)]
    )
    messages_stopped_at = models.DateTimeField(null=True, blank=True, editable=False)
    is_demo = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PatientQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(birth_year__range=YEARS),
                name="birth_year_is_possible",
                violation_error_message=_("The year of birth must be between 1900 and 2100."),
            ),
            models.CheckConstraint(
                condition=Q(birth_date=None) | Q(birth_date__year=models.F("birth_year")),
                name="birth_date_is_in_birth_year",
                violation_error_message=_("The date of birth is not in the year of birth."),
            ),
            models.CheckConstraint(
                condition=Q(pain_goal=None) | Q(pain_goal__range=(0, 10)),
                name="pain_goal_is_on_the_scale",
                violation_error_message=_("A pain goal is between 0 and 10."),
            ),
            models.CheckConstraint(
                condition=Q(height_cm=None) | Q(height_cm__range=(30, 272)),
                name="height_is_possible",
                violation_error_message=_("A height is between 30 and 272 cm."),
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(country="") & ~Q(zone=""),
                name="patient_has_name_country_zone",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def delete(self, *_args: Any, **_named: Any) -> tuple[int, dict[str, int]]:
        """Delete the record with all that is its own."""
        return Patient.objects.filter(pk=self.pk).delete()

    @property
    def tel(self) -> str:
        """Return the phone number as a phone dials it; "" without one."""
        return dialled(self.phone)

    @cached_property
    def relations(self) -> dict[int, str]:
        """Return who each person that has or had a place here is to this person, asked once."""
        return dict(self.memberships.values_list("user_id", "relation"))


class LeavingRecord(models.Model):
    """The key of a record that is being deleted, for as long as that takes: its history may go."""

    record = models.BigIntegerField(primary_key=True)
