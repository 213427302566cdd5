"""What a reader did with an education page, and where its logs are written."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from carelog.diary.kinds import RECORD, KindConverter
from carelog.diary.models import PageMark
from carelog.patients.access import Access
from education.pages import Page


@dataclass(frozen=True)
class LogLink:
    """Where something of a page can be written down, and its name in a sentence."""

    url: str
    name: str


def log_links(access: Access, page: Page) -> list[LogLink]:
    """Return where this reader can write down what a page goes with, in this record."""
    links = []
    for slug in page.logs:
        if slug == RECORD:
            if access.is_owner:
                url = reverse("patient_edit", args=[access.patient.uid])
                links.append(LogLink(url, _("about this record")))
        elif access.may_write and access.may_see(kind := KindConverter.kinds[slug]):
            url = reverse("entry_new", args=[access.patient.uid, kind])
            links.append(LogLink(url, str(kind._meta.verbose_name)))
    return links


def mark(access: Access, slug: str, **moments: datetime | None) -> None:
    """Save when this reader read a page beside this record, or dismissed its suggestion."""
    PageMark.objects.update_or_create(
        user=access.actor, patient=access.patient, slug=slug, defaults=moments
    )


def read_at(access: Access, slug: str) -> datetime | None:
    """Return when this reader marked a page as read beside this record."""
    marks = PageMark.objects.filter(user=access.actor, patient=access.patient, slug=slug)
    return marks.values_list("read_at", flat=True).first()
