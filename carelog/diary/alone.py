"""From the questions on mood to the two that a person answers for themself alone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from carelog.entries.forms import RecordedForm
from carelog.logs.models import MoodEntry
from carelog.patients.access import Access
from carelog.safety import private_session

#: The button of the form that saves and goes on.
THEN = "for-you"


def goes_on_alone(request: HttpRequest, access: Access, form: RecordedForm) -> bool:
    """Say whether the person of the record saves their mood to go on to these questions."""
    asked = isinstance(form.instance, MoodEntry) and request.POST.get("then") == THEN
    return asked and access.is_own and access.may_write


def is_empty(request: HttpRequest, form: RecordedForm) -> bool:
    """Say whether nothing was answered on a new sheet, so that there is nothing to save."""
    names = (*type(form.instance).own_fields(), "note")
    return form.is_new and not any(request.POST.get(name, "").strip() for name in names)


def alone(request: HttpRequest, access: Access) -> HttpResponse:
    """Lead to the two questions."""
    private_session.open_questions(request)
    return redirect("private_new", access.patient.uid)
