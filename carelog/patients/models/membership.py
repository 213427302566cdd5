"""Who may do what with a record."""

import uuid
from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from carelog.lazy import LazyStr
from carelog.patients.fields import CodesField
from carelog.patients.models.patient import Patient

DOMAINS: tuple[tuple[str, LazyStr], ...] = (
    ("pain", _("pain")),
    ("mobility", _("moving and falls")),
    ("food", _("food, drink and bowels")),
    ("medicines", _("medicines")),
    ("visits", _("visits and events")),
    ("symptoms", _("signs")),
    ("wellbeing", _("sleep and tiredness")),
    ("mood", _("mood")),
    ("results", _("test results")),
    ("warnings", _("warnings")),
    ("concern", _("what the person wants the team to know")),
    ("notes", _("notes")),
)


def scope_words(scope: Iterable[str]) -> list[str]:
    """Return the names of domains, in the order of the list."""
    return [str(label) for code, label in DOMAINS if code in scope]


class Membership(models.Model):
    """One person's place in one record: what they may do, who they are, what they see."""

    class Role(models.TextChoices):
        OWNER = "owner", _("owner")
        EDITOR = "editor", _("can write")
        VIEWER = "viewer", _("can read")

    class Relation(models.TextChoices):
        PATIENT = "patient", _("the person themself")
        CAREGIVER = "caregiver", _("family or caregiver")
        CLINICIAN = "clinician", _("clinician")

    class State(models.TextChoices):
        PENDING = "pending", _("invited")
        ACTIVE = "active", _("active")
        LEFT = "left", _("has left")
        REVOKED = "revoked", _("taken back")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    patient = models.ForeignKey(Patient, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=6, choices=Role)
    relation = models.CharField(max_length=9, choices=Relation)
    state = models.CharField(max_length=7, choices=State, default=State.PENDING)
    scope = CodesField(codes=DOMAINS)
    # How the person likes Trends: names of panels in order, all of them while empty.
    panels = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    # Up to when the person has seen what happened, on the hand-over page.
    looked_at = models.DateTimeField(null=True, editable=False)
    # The number of the newest invitation when the place was last given up or taken back: none up
    # to it lets the person in again. A number and no time, since clocks are set back.
    barred_up_to = models.PositiveBigIntegerField(default=0, editable=False)

    # Whether private answers were ever opened to this place: only then it is asked which still are.
    reads_private = models.BooleanField(default=False, editable=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("user", "patient"), name="one_membership_per_person"),
            models.UniqueConstraint(
                fields=("patient",),
                condition=Q(role="owner", state="active"),
                name="one_active_owner_per_record",
                violation_error_message=_("This record already has an owner."),
            ),
            models.CheckConstraint(
                condition=Q(role__in=("owner", "editor", "viewer")), name="role_is_known"
            ),
            models.CheckConstraint(
                condition=Q(relation__in=("patient", "caregiver", "clinician")),
                name="relation_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("pending", "active", "left", "revoked")),
                name="membership_state_is_known",
            ),
        )

    @property
    def scope_words(self) -> list[str]:
        """Return what the person sees, in words."""
        return scope_words(self.scope)

    def __str__(self) -> str:
        return f"{self.get_role_display()} ({self.get_state_display()})"
