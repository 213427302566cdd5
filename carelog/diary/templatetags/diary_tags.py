"""The little that diary's templates need to say themselves."""

from django import template

from carelog.clinical import pain

register = template.Library()


@register.filter
def band(score: object) -> str:
    """Return the word band of a score from 0 to 10: none, mild, moderate or severe."""
    return pain.band(int(score))
