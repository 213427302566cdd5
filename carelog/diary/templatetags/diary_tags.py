"""Template tags of the diary."""

from functools import lru_cache

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from carelog.clinical import pain
from carelog.diary.kinds import RECORD, KindConverter

register = template.Library()


SCORES = {str(score): pain.band(score) for score in range(11)}


@register.simple_tag
def pad(field: BoundField, *, of_pain: bool = False) -> SafeString:
    """Return the numbers from 0 to 10 of a field as buttons to choose one of.

    For pain each has the class of its word band: none, mild, moderate or severe.
    """
    value = field.value()
    # Whatever else was sent is none of them, and the error beside the field says so.
    chosen = str(value) if str(value) in SCORES else ""
    return _pad(field.auto_id, field.html_name, chosen, of_pain)


@lru_cache(maxsize=1024)
def _pad(id: str, name: str, chosen: str, of_pain: bool) -> SafeString:
    scores = [(score, band if of_pain else "") for score, band in SCORES.items()]
    context = {"id": id, "name": name, "chosen": chosen, "scores": scores}
    return render_to_string("entries/fields/_numbers.html", context)


@register.filter
def kind_name(slug: str) -> str:
    """Return the name of what a person can write, by its slug, as a sentence holds it."""
    if slug == RECORD:
        return _("about this record")
    return str(KindConverter.kinds[slug]._meta.verbose_name)
