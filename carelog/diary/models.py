"""What a person read, and what was suggested to them: theirs alone, no part of the record."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from carelog.patients.models import Patient


class PageMark(models.Model):
    """One person's marks on one education page beside one record.

    `reason` and `times` say why the page was last suggested, as `suggestions.REASONS` names it,
    and `about` after which entry or check-in.
    Nobody else sees a mark, and it does not raise the record's data version.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="page_marks")
    patient = models.ForeignKey(Patient, models.CASCADE, related_name="page_marks")
    slug = models.CharField(_("page"), max_length=60)
    read_at = models.DateTimeField(_("read"), null=True)
    suggested_at = models.DateTimeField(_("suggested"), null=True)
    dismissed_at = models.DateTimeField(_("put away"), null=True)
    reason = models.CharField(max_length=20, blank=True)
    times = models.PositiveSmallIntegerField(default=1)
    about = models.UUIDField(null=True, editable=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("user", "patient", "slug"), name="one_mark_per_person_and_page"
            ),
            models.CheckConstraint(
                condition=Q(suggested_at=None) | ~Q(reason=""), name="suggestion_has_a_reason"
            ),
        )

    def __str__(self) -> str:
        return self.slug

    @property
    def is_open(self) -> bool:
        """Say whether the page was suggested and neither read nor put away since."""
        if self.suggested_at is None:
            return False
        answers = (self.read_at, self.dismissed_at)
        return all(at is None or at < self.suggested_at for at in answers)
