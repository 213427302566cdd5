"""The people of the demo, and the one-time links by which they come in."""

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
