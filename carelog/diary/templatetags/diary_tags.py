"""The little that diary's templates need to say themselves."""

from django import template

from carelog.clinical import pain
from carelog.diary.kinds import KindConverter

register = template.Library()


@register.filter
def band(score: object) -> str:
    """Return the word band of a score from 0 to 10: none, mild, moderate or severe."""
    return pain.band(int(score))


@register.filter
def kind_name(slug: str) -> str:
    """Return the name of what a person can write, by its slug, as a sentence holds it."""
    return str(KindConverter.kinds[slug]._meta.verbose_name)
