"""What stands above the sections: whom they are about, of which days, and what they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as format_date
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from carelog.patients.access import Access
from carelog.patients.body_words import SITE_WORDS
from carelog.patients.models import DOMAINS
from carelog.summary.sections import Summary
from carelog.summary.words.pieces import joined


@dataclass(frozen=True, slots=True)
class Head:
    """The name, when born, the illness as written in the record, and the days told of.

    `limits` says where a share begins, "" for a reader who may see all days; `not_shared` what of
    the record it leaves out.
    """

    name: str
    born: str
    illness: str
    days: str
    limits: str
    not_shared: str


def head(summary: Summary, access: Access) -> Head:
    """Return what stands on top for a reader."""
    who, period = summary.who, summary.period
    bones = joined(str(SITE_WORDS[bone]) for bone in who.bones if bone in SITE_WORDS)
    bones = bones and _("bones: %(bones)s") % {"bones": bones}
    cancer = who.cancer_type and _("cancer: %(type)s") % {"type": who.cancer_type}
    days = _("%(days)d days to %(end)s (%(zone)s)") % {
        "end": format_date(period.end, "j M Y"),
        "days": period.days,
        "zone": period.zone,
    }
    return Head(
        name=who.name,
        born=_("born %(year)d") % {"year": who.birth_year},
        illness=capfirst(joined((cancer, bones), "; ")),
        days=joined((_since(summary), days)),
        limits=_limits(summary),
        not_shared=_not_shared(access),
    )


def _not_shared(access: Access) -> str:
    labels = [str(label) for code, label in DOMAINS if not access.sees(code)]
    if not labels:
        return ""
    return _("Not shared here: %(parts)s.") % {"parts": joined(labels)}


def _limits(summary: Summary) -> str:
    first = summary.period.first
    if first is None:
        return ""
    return _("Only days from %(day)s on are shared. No number here counts an earlier one.") % {
        "day": format_date(first, "j M Y")
    }


def _since(summary: Summary) -> str:
    period = summary.period
    visit = period.visit
    if visit is None:
        return _("Since %(day)s") % {"day": format_date(period.since, "j M Y")}
    text = (
        _("Since the visit on %(day)s (%(visit)s)")
        if visit.is_done
        else _("Since the visit booked for %(day)s (%(visit)s)")
    )
    return text % {"day": format_date(visit.day, "j M Y"), "visit": visit.name}


def made_at(moment: datetime, zone: str) -> str:
    """Return when the summary was made, with its zone: "2 March 2026, 13:00 (Europe/Berlin)"."""
    return f"{format_date(moment.astimezone(ZoneInfo(zone)), 'j F Y, H:i')} ({zone})"


def unverified() -> str:
    """Return what holds of every line: it stands in the body, where everybody reads it."""
    return _("Patient-entered, not verified.")


def not_logged_words(headings: Sequence[str]) -> str:
    """Return of what nothing was logged, "" where something was of everything."""
    if not headings:
        return ""
    return _("Not logged in these days: %(parts)s.") % {"parts": joined(headings, "; ")}


def purpose() -> str:
    """Return in short what the summary is and is not."""
    return _(
        "CareLog is a diary: it does not diagnose, predict, judge "
        "how urgent something is, or advise on treatment or doses. Entries may be late, "
        "incomplete or wrong."
    )
