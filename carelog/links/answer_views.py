"""The line that whoever holds a link may leave: asked on its page, answered on one of its own."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from carelog.links import answers
from carelog.links.forms import AnswerForm
from carelog.links.models import Opening
from carelog.links.open_views import dead, held_by
from carelog.links.scope import grant_of
from carelog.patients.access import open_record
from carelog.safety.states import moment
from carelog.talk.actions import SaidOtherwise


def answer_form() -> AnswerForm:
    """Return the form of a line, under a key of its own."""
    return AnswerForm(initial={"uid": uuid.uuid4()}, auto_id="answer_%s")


@require_POST
def shared_answer(request: HttpRequest, opening: uuid.UUID) -> HttpResponse:
    """Leave one line for the people of the record. It closes nothing and is nobody's *seen*."""
    held = held_by(request, opening)
    form = AnswerForm(request.POST, auto_id="answer_%s")
    if held is None or not held.link.may_answer:
        # What was typed is shown, to be copied.
        return dead(request, typed=form["text"].value())
    access = open_record(grant_of(held), held.link.patient.uid, page="shared summary")
    if not form.is_valid():
        return _page(request, held, form, 422)
    try:
        answers.leave(held, access, form.line(held.link))
    except answers.Ended:
        return dead(request, typed=form["text"].value())
    except SaidOtherwise:
        form.add_error(None, _("This line was left before, with other words."))
        return _page(request, held, form, 409)
    except answers.TooSoon as soon:
        words = _("A line was left a short while ago. The next can be left from %(time)s.")
        form.add_error(None, words % {"time": moment(access.patient, soon.until)})
        answer = _page(request, held, form, 429)
        answer["Retry-After"] = str(max(1, int((soon.until - timezone.now()).total_seconds())))
        return answer
    return _page(request, held, form, 200)


def _page(request: HttpRequest, held: Opening, form: AnswerForm, status: int) -> HttpResponse:
    context = {"opening": held, "form": form, "is_left": status == 200}
    return render(request, "links/shared_answer.html", context, status=status)
