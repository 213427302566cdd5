"""The pages of the check-in. Every tap is a POST that saves and goes on."""

import uuid
from collections.abc import Callable
from functools import partial

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from carelog.accounts.requests import AuthenticatedRequest
from carelog.diary import check_in_taps as taps
from carelog.diary.check_in_answer import published_of
from carelog.diary.check_in_carry import left_to_carry, same_as_yesterday
from carelog.diary.check_in_said import earlier_in_words, said_in
from carelog.diary.check_in_steps import steps_for
from carelog.diary.entry_views import edit_page, sheet_page
from carelog.diary.forms import DoneForm, KeyForm, WorstForm, new_key
from carelog.diary.suggestions import current, suggest_after
from carelog.diary.today import scale, today_context
from carelog.logs.forms import TicksForm, ticked_in
from carelog.logs.models import CheckIn, PainEntry, SymptomsEntry
from carelog.logs.sign_groups import SIGNS
from carelog.patients import saving
from carelog.patients.access import Access, open_record, refuse
from carelog.patients.models import Number
from carelog.safety.models import RaisedWarning
from carelog.safety.rules import evaluate
from carelog.safety.signs import check_in_ticks
from carelog.safety.texts import NOTHING_FIRED
from carelog.safety.warnings import answer_route


@require_POST
def check_in_start(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """First tap: the worst pain."""
    access = open_record(request.user, patient_id, page="check-in", writing=True)
    access.must_see(PainEntry)
    form = WorstForm(request.POST)
    if not form.is_valid():
        return _today_again(request, access, _("Choose one of the numbers from 0 to 10."))
    data = form.cleaned_data
    day = taps.meant_day(access, data["night"])
    try:
        check_in, raised = taps.say_worst(access, data["uid"], data["worst"], day)
    except saving.Conflict:
        return _today_again(request, access, _("That check-in was undone. Please tap again."), 409)
    except ValidationError as error:
        return _beside_other_numbers(request, access, form, error)
    if raised:
        return redirect(answer_route(access), patient_id)
    return redirect("check_in", patient_id, check_in.uid)


def _today_again(
    request: HttpRequest, access: Access, problem: str, status: int = 422
) -> HttpResponse:
    context = today_context(access) | {"problem": problem}
    return render(request, "diary/today.html", context, status=status)


def _beside_other_numbers(
    request: HttpRequest, access: Access, form: WorstForm, error: ValidationError
) -> HttpResponse:
    """Offer the whole pain form, with the new number in it, where it does not fit the others."""
    key = taps.derived(form.cleaned_data["uid"], PainEntry)
    pain = access.find(PainEntry, key, removed=True)
    return edit_page(request, access, pain, {"worst_24h": form.cleaned_data["worst"]}, error)


@require_POST
def check_in_too_ill(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """One tap: too ill today."""
    access = open_record(request.user, patient_id, page="check-in", writing=True)
    access.must_see(CheckIn)
    form = KeyForm(request.POST)
    if not form.is_valid():
        return _today_again(request, access, _("Please tap again."))
    day = taps.meant_day(access, form.cleaned_data["night"])
    try:
        check_in = taps.too_ill(access, form.cleaned_data["uid"], day)
    except saving.Conflict:
        return _today_again(request, access, _("That check-in was undone. Please tap again."), 409)
    return redirect("check_in", patient_id, check_in.uid)


@require_safe
def check_in_yesterday(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Ask for the worst pain of yesterday: the first tap of a check-in for that day."""
    access = open_record(request.user, patient_id, page="check-in", writing=True)
    access.must_see(PainEntry)
    context = {"access": access, "day": taps.meant_day(access, "yesterday"), "is_yesterday": True}
    context |= {"scale": scale(), "key": new_key()}
    return render(request, "diary/check_in_yesterday.html", context)


@require_safe
def check_in(request: AuthenticatedRequest, patient_id: uuid.UUID, uid: uuid.UUID) -> HttpResponse:
    """Show the next step of a check-in, or, when it is done, what was saved."""
    access = open_record(request.user, patient_id, page="check-in")
    return _show(request, access, access.find(CheckIn, uid, removed=True))


def _show(
    request: HttpRequest, access: Access, check_in: CheckIn, status: int = 200, **more
) -> HttpResponse:
    pain = taps.part(access, check_in, PainEntry)
    signs = taps.part(access, check_in, SymptomsEntry)
    is_over = check_in.removed_at or check_in.done_at or not access.may_write
    asks_signs = signs is None and access.may_see(SymptomsEntry)
    step = "over" if is_over else "signs" if asks_signs else "places"
    context = {
        "access": access,
        "check_in": check_in,
        "pain": pain,
        "signs": signs,
        "step": step,
        "sign_list": check_in_ticks(),
        "nothing_fired": NOTHING_FIRED,
        "answer_route": answer_route(access),
        "has_fired": bool(signs and evaluate(signs.answers())),
        "sees_concern": access.sees("concern"),
    }
    if step == "places":
        places, aid = left_to_carry(access, check_in, pain)
        context |= {"earlier": places, "earlier_aid": aid}
        context["earlier_words"] = earlier_in_words(places, aid)
    if step in ("places", "over"):
        context["said"] = said_in(access, check_in)
    if step in ("places", "over") and access.may_correct(check_in):
        context["steps"] = steps_for(access)
    if step == "signs":
        numbers = access.rows(Number).exclude(role=Number.Role.NEXT_OF_KIN)
        context["has_numbers"] = numbers.exists()
    if step == "over":
        context["suggestion"] = current(access, check_in.uid)
        context["published"] = published_of(access, check_in)
    if check_in.too_ill:
        context |= _too_ill(access, check_in, signs)
    return render(request, "diary/check_in.html", context | more, status=status)


def _too_ill(access: Access, check_in: CheckIn, signs: SymptomsEntry | None) -> dict:
    """Return the signs: those answered before the tap are asked again."""
    return {
        "asks_signs": access.may_see(SymptomsEntry) and access.may_correct(check_in),
        "asks_again": taps.asks_again(check_in, signs),
        "ticked": ticked_in(signs) if signs else (),
    }


@require_POST
def check_in_signs(
    request: AuthenticatedRequest, patient_id: uuid.UUID, uid: uuid.UUID
) -> HttpResponse:
    """Second tap: none of these, or the signs that are ticked. A ticked sign answers at once.

    "More signs" asks the whole sheet instead, with what was ticked kept.
    """
    access = open_record(request.user, patient_id, page="check-in", writing=True)
    access.must_see(SymptomsEntry)
    check_in = access.find(CheckIn, uid, removed=True)
    if check_in.removed_at is not None:
        return _show(request, access, check_in, 409, problem=_("This check-in was undone."))
    if "more" in request.POST:
        sheet = taps.sheet_to_fill(access, check_in, is_answered="when" in request.POST)
        return sheet_page(request, access, sheet, _ticked(request))
    form = TicksForm(request.POST)
    if not form.is_valid():
        problem = " ".join(str(message) for errors in form.errors.values() for message in errors)
        return _show(request, access, check_in, 422, problem=problem, ticked=_ticked(request))
    data = form.cleaned_data
    raised = taps.answer_signs(access, check_in, data["ticked"], no_other=data["none_of_these"])
    if raised:
        return redirect(answer_route(access), patient_id)
    return redirect("check_in", patient_id, uid)


def _ticked(request: HttpRequest) -> list[str]:
    return [name for name in request.POST.getlist("ticked") if name in SIGNS]


@require_POST
def check_in_same(
    request: AuthenticatedRequest, patient_id: uuid.UUID, uid: uuid.UUID
) -> HttpResponse:
    """Third tap: the rest is as yesterday."""
    return _act(request, patient_id, uid, same_as_yesterday)


@require_POST
def check_in_done(
    request: AuthenticatedRequest, patient_id: uuid.UUID, uid: uuid.UUID
) -> HttpResponse:
    """Fourth tap: done."""
    form = DoneForm(request.POST)
    if form.is_valid():
        concern = form.cleaned_data["main_concern"]
        return _act(request, patient_id, uid, partial(_finish, concern=concern))
    access = open_record(request.user, patient_id, page="check-in", writing=True)
    problem = form.errors["main_concern"][0]
    typed = request.POST["main_concern"]
    found = access.find(CheckIn, uid, removed=True)
    return _show(request, access, found, 422, problem=problem, typed=typed)


def _finish(access: Access, check_in: CheckIn, concern: str) -> None:
    taps.finish(access, check_in, concern)
    suggest_after(access, check_in)


@require_POST
def check_in_remove(
    request: AuthenticatedRequest, patient_id: uuid.UUID, uid: uuid.UUID
) -> HttpResponse:
    """Undo a check-in."""
    return _act(request, patient_id, uid, taps.undo)


@require_POST
def check_in_put_back(
    request: AuthenticatedRequest, patient_id: uuid.UUID, uid: uuid.UUID
) -> HttpResponse:
    """Undo the undo."""
    return _act(request, patient_id, uid, taps.put_back, of_removed=True)


def _act(
    request: AuthenticatedRequest,
    patient_id: uuid.UUID,
    uid: uuid.UUID,
    act: Callable[[Access, CheckIn], list[RaisedWarning] | None],
    of_removed: bool = False,
) -> HttpResponse:
    access = open_record(request.user, patient_id, page="check-in", writing=True)
    found = access.find(CheckIn, uid, removed=True)
    if not access.may_correct(found):
        refuse(access)
    if of_removed == bool(found.removed_at):
        try:
            raised = act(access, found)
        except saving.Conflict:
            found = access.find(CheckIn, uid, removed=True)
            return _show(request, access, found, 409, problem=_("Please try again."))
        if raised:
            return redirect(answer_route(access), patient_id)
    return redirect("check_in", patient_id, uid)
