"""An offer to join a record: it grants nothing until it is accepted, and confirmed if need be."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from carelog.checked import CheckedAtOnce
from carelog.patients.fields import CodesField
from carelog.patients.models.membership import DOMAINS, Membership, scope_words
from carelog.patients.models.patient import Patient


class Invitation(CheckedAtOnce):
    """A link for one person, good once. Only the hash of its token is stored.

    With `email` it is for whoever owns that address. Without one it binds to the account that
    opens it first, which the owner then confirms by name.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    access_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    patient = models.ForeignKey(Patient, models.CASCADE, related_name="invitations")
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    name = models.CharField(_("who it is for"), max_length=80)
    email = models.EmailField(_("e-mail address"), blank=True)
    role = models.CharField(_("may"), max_length=6, choices=Membership.Role)
    relation = models.CharField(_("who they are"), max_length=9, choices=Membership.Relation)
    scope = CodesField(_("what they see"), codes=DOMAINS)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(role__in=("editor", "viewer")), name="invited_as_editor_or_viewer"
            ),
            models.CheckConstraint(
                condition=Q(relation__in=("patient", "caregiver", "clinician")),
                name="invitation_relation_is_known",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="invitation_names_someone"),
            models.UniqueConstraint(
                "patient",
                Lower("email"),
                condition=~Q(email="") & Q(accepted_at=None, taken_back_at=None),
                name="one_open_invitation_per_address",
                violation_error_message=_("There is already an open invitation for this address."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def scope_words(self) -> list[str]:
        """Return what the person would see, in words."""
        return scope_words(self.scope)

    @property
    def is_open(self) -> bool:
        """Say whether it can still be accepted."""
        return (
            self.accepted_at is None
            and self.taken_back_at is None
            and self.expires_at > timezone.now()
        )
