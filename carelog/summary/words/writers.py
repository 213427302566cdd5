"""Who wrote, and on how many days, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from carelog.dashboard.heard import too_ill_words
from carelog.patients.models import Membership
from carelog.summary.words.pieces import Said, joined
from carelog.summary.words.reader import Reader
from carelog.summary.writers import DaysLogged, Writer


def days_logged(found: DaysLogged, reader: Reader) -> Said:
    """Return on how many days of the period anything was written, and how many say *too ill*."""
    text = _("Something was written on %(n)d of these %(window)d days.")
    said = text % {"n": found.days.logged, "window": found.days.window}
    return Said(text=joined((said, too_ill_words(found.too_ill)), " "))


def written_by(found: tuple[Writer, ...], reader: Reader) -> Said:
    """Return how many entries each person wrote: "81 by the person themself, 5 by Eva"."""
    if not found:
        return Said(text=_("No entry was written in these days."))
    entries = sum(one.entries for one in found)
    parts = joined(_by(one) for one in found)
    text = ngettext("%(n)d entry: %(parts)s.", "%(n)d entries: %(parts)s.", entries)
    return Said(text=text % {"n": entries, "parts": parts})


def _by(one: Writer) -> str:
    relation = str(dict(Membership.Relation.choices).get(one.relation, _("someone else")))
    who = f"{one.name} ({relation})" if one.name else relation
    return _("%(n)d by %(who)s") % {"n": one.entries, "who": who}
