"""What a calendar app asks for, again and again: the visits of a link made for it."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from carelog.links import actions as links
from carelog.links import scope
from carelog.links.calendar import calendar_of
from carelog.links.models import ShareLink
from carelog.links.open_views import dead, wait
from carelog.links.rate_limit import is_within_limit
from carelog.patients.access import open_record


@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Send the visits of a link for a calendar; each time counts as an opening."""
    if not is_within_limit(request):
        return wait(request)
    try:
        opening, _secret = links.open_link(token, kind=ShareLink.Kind.CALENDAR)
    except links.Dead:
        return dead(request)
    links.close(opening)
    link = opening.link
    access = open_record(scope.grant_of(opening), link.patient.uid, page="shared calendar")
    visits = calendar_of(access, link, timezone.now())
    return HttpResponse(visits, content_type="text/calendar; charset=utf-8")
