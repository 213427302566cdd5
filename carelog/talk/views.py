"""The page of comments and tasks."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import EmptyPage, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from carelog import errors
from carelog.accounts.requests import AuthenticatedRequest
from carelog.diary.forms import PageForm
from carelog.patients import clock
from carelog.patients.access import Access, open_record, refuse
from carelog.talk import actions as talk
from carelog.talk.forms import CommentForm, TaskForm
from carelog.talk.models import Comment, Task

ON_A_PAGE = 30


@require_safe
def talk_page(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Show what the members of a record say to each other, and what is to be done."""
    access = open_record(request.user, patient_id, page="talk")
    form = PageForm(request.GET)
    if not form.is_valid():
        return errors.bad_request(request)
    try:
        return _page(request, access, number=form.cleaned_data["page"] or 1)
    except EmptyPage:
        return errors.bad_request(request)


def _page(
    request: HttpRequest, access: Access, status: int = 200, number: int = 1, **forms
) -> HttpResponse:
    page = Paginator(talk.comments_of(access), ON_A_PAGE).page(number)
    today = clock.today(access.patient)
    unread = set(talk.unread_by(access).values_list("pk", flat=True))
    context = {
        "access": access,
        "page": page,
        "unread": unread,
        "tasks": [(task, talk.is_late(task, today)) for task in talk.tasks_of(access)],
        "comment_form": CommentForm(access=access),
        "task_form": TaskForm(access=access, initial={"owner": access.person.pk}),
    }
    return render(request, "talk/talk.html", context | forms, status=status)


def _anew(
    form_class: type[CommentForm] | type[TaskForm], request: HttpRequest, access: Access
) -> CommentForm | TaskForm:
    """Return a form whose key was used before with what was typed, and a key of its own."""
    typed = request.POST.copy()
    typed["uid"] = str(uuid.uuid4())
    form = form_class(typed, access=access)
    form.add_error(None, _("This form was sent before, with other words. Save it once more."))
    return form


@require_POST
def comment_new(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Save a comment and show it among the others."""
    access = open_record(request.user, patient_id, page="talk")
    form = CommentForm(request.POST, access=access)
    if not form.is_valid():
        return _page(request, access, 422, comment_form=form)
    try:
        talk.say(access, form.instance)
    except talk.SaidOtherwise:
        return _page(request, access, 409, comment_form=_anew(CommentForm, request, access))
    messages.success(request, _("Saved. Nobody has to answer at once: if it cannot wait, call."))
    return redirect("talk", patient_id)


@require_POST
def comment_remove(
    request: AuthenticatedRequest, patient_id: uuid.UUID, uid: uuid.UUID
) -> HttpResponse:
    """Take a comment back."""
    access = open_record(request.user, patient_id, page="talk")
    comment = access.find(Comment, uid)
    try:
        talk.take_back(access, comment)
    except PermissionDenied:
        refuse(access)
    return redirect("talk", patient_id)


@require_POST
def comments_read(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Mark all comments in scope as read by this person."""
    access = open_record(request.user, patient_id, page="talk")
    talk.mark_read(access, talk.unread_by(access))
    return redirect("talk", patient_id)


@require_POST
def task_new(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Save a task."""
    access = open_record(request.user, patient_id, page="talk")
    form = TaskForm(request.POST, access=access)
    if not form.is_valid():
        return _page(request, access, 422, task_form=form)
    try:
        talk.give_task(access, form.instance)
    except talk.SaidOtherwise:
        return _page(request, access, 409, task_form=_anew(TaskForm, request, access))
    messages.success(request, _("Saved."))
    return redirect("talk", patient_id)


@require_POST
def task_done(request: AuthenticatedRequest, patient_id: uuid.UUID, uid: uuid.UUID) -> HttpResponse:
    """Mark a task as done."""
    access = open_record(request.user, patient_id, page="talk")
    talk.finish(access, access.find(Task, uid))
    return redirect("talk", patient_id)
