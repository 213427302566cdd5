"""The little that diary's templates need to say themselves."""

from django import template

from carelog.clinical import pain
from carelog.diary.kinds import KindConverter

register = template.Library()


SCORES = tuple((str(score), pain.band(score)) for score in range(11))


@register.simple_tag
def pain_scores() -> tuple[tuple[str, str], ...]:
    """Return the scores from 0 to 10, each with its word band: none, mild, moderate or severe."""
    return SCORES


@register.filter
def kind_name(slug: str) -> str:
    """Return the name of what a person can write, by its slug, as a sentence holds it."""
    return str(KindConverter.kinds[slug]._meta.verbose_name)
