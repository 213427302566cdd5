"""The people of the demo, the one-time links by which they come in, and what is done daily."""

from django.conf import settings
from django.db import models


class DemoUser(models.Model):
    """The mark of a user the demo command made. Nobody else is ever removed with the demo."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", primary_key=True
    )


class DemoLink(models.Model):
    """A link that signs in one demo user, once. Only its hash is stored."""

    demo_user = models.ForeignKey(DemoUser, models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class DutyDone(models.Model):
    """On which day (UTC) a duty of the daily round was last done; never, until it was."""

    name = models.CharField(max_length=60, primary_key=True)
    day = models.DateField(null=True)
