"""Who is signed in: an e-mail address, a name others see, and their preferences."""

import uuid
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from carelog.accounts.preferences import Preferences
from carelog.compiled import CompiledQuery, Parameter


class UserManager(BaseUserManager["User"]):
    """Creates users, and finds the one who is signed in."""

    def get(self, *args: Any, **conditions: Any) -> "User":
        """Find one person; by the primary key alone, as each request does, by a compiled query."""
        key = conditions.get("pk")
        # Django knows without asking that a number past the column's is nobody's.
        if args or len(conditions) != 1 or not isinstance(key, int) or abs(key) >= 2**63:
            return super().get(*args, **conditions)
        if (user := _BY_KEY.row_or_none(key=key)) is None:
            raise self.model.DoesNotExist
        return user

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a person; without a password they can only come in by another way."""
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, email: str | None) -> "User":
        """Find a person by their address, in whatever case it is typed."""
        return self.get(email__iexact=email)


class User(AbstractBaseUser, Preferences):
    """Someone who can sign in: a patient, a caregiver or a clinician."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("your name"), max_length=80, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)
    # The access log holds this, never the person; erasing the person makes its rows nobody's.
    access_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = UserManager()
    # The addresses the account library keeps; it has no types.
    emailaddress_set: Any

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = (
            models.UniqueConstraint(
                Lower("email"),
                name="one_person_per_email",
                violation_error_message=_("There is already an account with this address."),
            ),
            models.CheckConstraint(condition=~Q(email=""), name="user_has_email"),
        )

    def __str__(self) -> str:
        return self.name or self.email


_BY_KEY = CompiledQuery(User, lambda: User.objects.filter(pk=Parameter("key", User._meta.pk)))


class Session(AbstractBaseSession):
    """A session of a browser, and who is signed in by it. Its key is kept as a hash alone."""

    session_key = models.CharField(max_length=64, primary_key=True)
    user = models.ForeignKey(User, models.CASCADE, null=True)

    @classmethod
    def get_session_store_class(cls) -> "type[SessionBase]":
        """Return what reads and writes them."""
        from carelog.accounts.session_store import SessionStore

        return SessionStore


class SignupInvitation(models.Model):
    """A link that lets one new person make an account where sign-up is by invitation."""

    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
