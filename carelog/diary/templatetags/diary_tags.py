"""Template tags of the diary."""

from functools import lru_cache
from itertools import pairwise

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from carelog.clinical import pain
from carelog.diary.kinds import RECORD, KindConverter
from carelog.diary.week import SmallChart

register = template.Library()


SCORES = {str(score): pain.band(score) for score in range(11)}


@register.simple_tag
def pad(field: BoundField, *, of_pain: bool = False) -> SafeString:
    """Return the numbers from 0 to 10 of a field as buttons to choose one of.

    For pain each has the class of its word band: none, mild, moderate or severe. An answer that
    is not needed can be cleared.
    """
    value = field.value()
    # Whatever else was sent is none of them, and the error beside the field says so.
    chosen = str(value) if str(value) in SCORES else ""
    clear = _("Clear") if getattr(field.field, "clears", False) else ""
    return _pad(field.auto_id, field.html_name, chosen, of_pain, clear, str(field.label))


@lru_cache(maxsize=1024)
def _pad(id: str, name: str, chosen: str, of_pain: bool, clear: str, question: str) -> SafeString:
    scores = [(score, band if of_pain else "") for score, band in SCORES.items()]
    context = {"id": id, "name": name, "chosen": chosen, "scores": scores}
    context |= {"clear": clear, "question": question}
    return render_to_string("entries/fields/_numbers.html", context)


@register.filter
def kind_name(slug: str) -> str:
    """Return the name of what a person can write, by its slug, as a sentence holds it."""
    if slug == RECORD:
        return _("about this record")
    return str(KindConverter.kinds[slug]._meta.verbose_name)


@register.inclusion_tag("diary/_small_chart.html")
def small_chart(chart: SmallChart) -> dict:
    """Draw seven days on a sheet of 70 by 30, foot at 29: bars, or dots joined from day to day."""
    points = [
        (10 * place + 5, None if day.height is None else 29 - day.height * 0.27)
        for place, day in enumerate(chart.days)
    ]
    written = [(x, f"{y:.1f}") for x, y in points if y is not None]
    joined = [
        f"M{x} {y:.1f}L{x + 10} {next_y:.1f}"
        for (x, y), (_x, next_y) in pairwise(points)
        if y is not None and next_y is not None
    ]
    line = "".join(joined)
    return {"days": chart.days, "is_bars": chart.is_bars, "written": written, "line": line}
