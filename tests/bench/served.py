"""What runs inside the measured server: pages to compare with, and a count of queries."""

import ctypes
import gc
import re
import uuid
from collections.abc import Callable, Iterator

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST

from carelog.dashboard import record_cache
from carelog.dashboard.choice import chosen_by
from carelog.dashboard.forms import PeriodForm
from carelog.dashboard.views import trends_body, trends_context
from carelog.patients import clock
from carelog.patients.access import open_record
from tests.bench import COLD, QUERIES

PICTURE = re.compile(r"<figure.*?</figure>", re.S)
#: Of the last file that was sent while it was read: all its queries, also those after the head.
_streamed = 0


def costs(get_response: Callable[[HttpRequest], HttpResponse]):
    """Middleware: say how many queries an answer took; empty the memory first where asked to."""

    def answer(request: HttpRequest) -> HttpResponse:
        if COLD in request.headers:
            record_cache.clear()
        count = 0

        def counted(execute, sql, *args):
            nonlocal count
            count += not sql.startswith("BEGIN")
            return execute(sql, *args)

        def sent(pieces: Iterator[bytes]) -> Iterator[bytes]:
            global _streamed
            with connection.execute_wrapper(counted):
                yield from pieces
            _streamed = count

        with connection.execute_wrapper(counted):
            response = get_response(request)
        response[QUERIES] = str(count)
        if response.streaming:
            response.streaming_content = sent(response.streaming_content)
        return response

    return answer


def empty(request: HttpRequest) -> HttpResponse:
    """Show a signed-in person our base template with nothing in it."""
    return render(request, "base.html")


def rest(request: HttpRequest) -> HttpResponse:
    """Give back memory that nothing uses, and say how many queries the last file took."""
    gc.collect()
    # Only glibc keeps what was freed, and only it has this.
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)
    return HttpResponse(str(_streamed))


def record(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Show the same of a record: its permission check, its access log, its menu."""
    access = open_record(request.user, patient_id, page="bench")
    return render(request, "base.html", {"access": access})


def without_pictures(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Show Trends of 90 days without its pictures, from memory as well."""
    access = open_record(request.user, patient_id, page="bench")
    today = clock.today(access.patient)
    form = PeriodForm({"period": "90"}, today=today)
    form.is_valid()

    def plain() -> str:
        context = trends_context(access, form, chosen_by(access), today)
        return mark_safe(PICTURE.sub("", trends_body(context)))

    body = record_cache.cached_for(access, today, "without pictures", plain)
    return render(request, "dashboard/trends.html", {"access": access, "body": body})


@require_POST
def insert(request: HttpRequest) -> HttpResponse:
    """Do the least a save can do: one INSERT, and a redirect."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO bench_rows (uid, worst) VALUES (%s, %s)",
            [request.POST["uid"], request.POST["worst"]],
        )
    return redirect("bench_empty")
