"""Every part of the house in every state on one page, `/parts/`, which stands in tests alone.

The templates and forms of the product draw it; what has no template of its own stands in
`parts.html` as pages write it.
"""

from copy import copy
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from allauth.account.forms import SetPasswordForm
from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.template import Origin, Template
from django.template.context import make_context
from django.template.loader import render_to_string
from django.urls import path
from django.utils.safestring import SafeString, mark_safe

from carelog import urls
from carelog.accounts.models import User
from carelog.dashboard.forms import PERIODS, SHORT, PanelsForm, PeriodForm
from carelog.dashboard.looks import LOOKS
from carelog.dashboard.panel_page import page_panel
from carelog.dashboard.panels import BY_SLUG
from carelog.dashboard.window import Window
from carelog.diary.kinds import form_for
from carelog.diary.log_page import LogRow
from carelog.diary.medicine_views import card_of
from carelog.diary.months import MonthDay
from carelog.diary.timeline import SOURCES, of_day
from carelog.diary.today import today_context
from carelog.entries.models import Recorded
from carelog.links.qr import qr_svg
from carelog.logs.models import DietEntry, MoodEntry, PainEntry, WeightEntry
from carelog.medications.models import Dose, Medication, SkipReason
from carelog.medications.series import with_last_dose
from carelog.patients import clock
from carelog.patients.access import Access, open_record
from carelog.patients.models import Invitation
from carelog.safety.models import RaisedWarning
from carelog.safety.signs import CHECK_IN_SIGNS, check_in_ticks
from carelog.safety.warning_page import context_of
from carelog.safety.warnings import Call
from carelog.safety.warnings import parts as by_tier
from carelog.sharing.forms import InvitationForm

PAGE = Path(__file__).with_name("parts.html")
#: What a form is sent with where each of its answers is wrong.
WRONG = {"appetite": "11", "breakfast": "odd", "weight_kg": "1", "when": "", "worst_24h": "11"}
ANSWERED = {"appetite": 4, "breakfast": "little", "worst_24h": 7, "note": "Slept in the chair."}
#: The days of a month: state, worst pain, doses, visits, too ill.
DAYS = (
    ("before", None, 0, 0, False),
    ("silent", None, 0, 0, False),
    ("other", None, 2, 0, False),
    ("pain", 0, 0, 0, False),
    ("pain", 3, 2, 0, False),
    ("pain", 6, 0, 1, False),
    ("pain", 9, 12, 1, False),
    ("ill", None, 0, 0, True),
    ("pain", 8, 1, 0, True),
    ("today", None, 0, 0, False),
    ("to-come", None, 0, 0, False),
    ("to-come", None, 0, 1, False),
)


def parts(request: HttpRequest) -> HttpResponse:
    """Show every part in every state, of the one record there is."""
    access = open_record(request.user, request.user.memberships.get().patient.uid, page="parts")
    access.patient.is_demo = True
    messages.success(request, "Saved.")
    context = today_context(access) | _questions(access) | _rows(access) | _days(access)
    context |= _medicines(access) | _panels(access) | _warnings(access)
    page = Template(PAGE.read_text(), Origin(str(PAGE), PAGE.name), PAGE.name)
    return HttpResponse(page.render(make_context(context | {"door": "today"}, request)))


def opened(template: str, context: dict) -> SafeString:
    """Return a part with its first fold open, as it is after a tap."""
    return mark_safe(render_to_string(template, context).replace("<details", "<details open", 1))


def _questions(access: Access) -> dict:
    """Return the questions of forms: at rest, answered, wrong, and with the reason open."""
    pain, food = PainEntry, DietEntry
    rest = {"of_pain": _asked(access, pain, "rest")["worst_24h"]}
    rest["others"] = _some(_asked(access, food, "rest"))
    answered = {"of_pain": _asked(access, pain, "answered", initial=ANSWERED)["worst_24h"]}
    answered["others"] = _some(_asked(access, food, "answered", initial=ANSWERED))
    wrong_pain, wrong_food = (_sent(access, kind) for kind in (pain, food))
    wrong = {"of_pain": wrong_pain["worst_24h"], "others": _some(wrong_food)}
    invited = InvitationForm({"scope": ["odd"]}, instance=Invitation(), prefix="wrong")
    why = {"field": _asked(access, food, "why")["appetite"], "page_slug": "eating-and-drinking"}
    return {
        "states": {"At rest": rest, "Answered": answered, "Wrong": wrong},
        "why_open": opened("entries/fields/pad.html", why),
        "slip": _slip(access),
        "stones": _stones(access),
        "sure": _asked(access, WeightEntry, "sure")["sure"],
        "invitation": InvitationForm(instance=Invitation()),
        "wrong_invitation": invited,
        "password": SetPasswordForm(user=access.person),
        "sign_list": check_in_ticks(),
        "ticked": [CHECK_IN_SIGNS[0].field],
    }


def _asked(access: Access, kind: type[Recorded], name: str, **more):
    more = {"reader": access.actor} | more
    return form_for(kind)(instance=kind.begin(access.patient), prefix=name, **more)


def _sent(access: Access, kind: type[Recorded]):
    wrong = {f"wrong-{kind.slug}-{name}": value for name, value in WRONG.items()}
    return _asked(access, kind, f"wrong-{kind.slug}", data=wrong)


def _some(form) -> list[BoundField]:
    return [form[name] for name in ("appetite", "breakfast", "drinks_ml", "when", "note")]


def _stones(access: Access) -> BoundField:
    reader = copy(access.person)
    reader.weight_unit = User.WeightUnit.ST
    return _asked(access, WeightEntry, "stones", reader=reader)["weight_kg"]


def _slip(access: Access) -> BoundField:
    """Return a number that may be a slip of the finger, with a button that puts it right."""
    field = _asked(access, WeightEntry, "slip", initial={"weight_kg": 700})["weight_kg"]
    field.field.slip = "70"
    return field


def _rows(access: Access) -> dict:
    """Return the rows of the page of all logs, and a list of many pages."""

    def row(kind, said: str, earlier: str = "", *, is_today: bool = False) -> LogRow:
        title = str(kind._meta.verbose_name).capitalize()
        return LogRow(kind.slug, title, LOOKS[kind], "entry_new", earlier, said, is_today)

    rows = [
        row(PainEntry, "worst 6, today 9:10", PainEntry.slug, is_today=True),
        row(DietEntry, "appetite 4, yesterday", DietEntry.slug),
        row(MoodEntry, "nothing yet"),
    ]
    kinds = [PainEntry, DietEntry, MoodEntry]
    pages = Paginator(range(60), 20)
    return {"log_rows": rows, "page": pages.page(2), "kinds": kinds, "looks": LOOKS.values()}


def _days(access: Access) -> dict:
    """Return days of a month in each of their states."""
    first = clock.today(access.patient).replace(day=1)
    days = [
        MonthDay(
            first + timedelta(days=n), state, f"day {n + 1}: {state}", worst, doses, visits, ill
        )
        for n, (state, worst, doses, visits, ill) in enumerate(DAYS)
    ]
    today = next(day.day for day in days if day.state == "today")
    lines = of_day(access, SOURCES, clock.today(access.patient))[:2]
    weekdays = [day.day for day in days[:7]]
    month = {"sees_all": True, "weekdays": weekdays, "weeks": [days[:7], days[7:]]}
    return {"today": today, "month": month, "lines": lines}


def _medicines(access: Access) -> dict:
    """Return medicines as their list shows them, and doses just saved, skipped and removed."""
    medicines = list(with_last_dose(access))
    typed = (medicines[0], "1000000", "This number is too high.")
    dose = access.rows(Dose).get()
    return {
        "kind": Medication,
        "dose_kind": Dose,
        "reasons": SkipReason.choices,
        "cards": [card_of(one, typed) for one in medicines],
        "dose": dose,
        "skipped": _changed(dose, skip_reason=SkipReason.ASLEEP),
        "removed": _changed(dose, removed_at=dose.at),
        "may_undo": True,
    }


def _changed(dose: Dose, **values) -> Dose:
    other = copy(dose)
    vars(other).update(values)
    return other


def _panels(access: Access) -> dict:
    """Return panels of Trends with a picture and without one, and what chooses among them."""
    today = clock.today(access.patient)
    values = {today - timedelta(days=n): n * 3 % 11 for n in range(0, 28, 4)}
    window = Window(today - timedelta(days=29), today, today)
    walk, food, sleep = (
        page_panel(access, BY_SLUG[slug], values, window)
        for slug in ("walking", "appetite", "sleep")
    )
    sleep.pictures.clear()
    form = PeriodForm({"period": "30"}, today=today)
    form.is_valid()
    some = [BY_SLUG[slug] for slug in ("pain", "walking")]
    return {
        "drawn": walk,
        "undrawn": sleep,
        "open_panel": opened("dashboard/_panel.html", {"access": access, "one": food}),
        "form": form,
        "periods": [(code, label, SHORT[code]) for code, label in PERIODS if code in SHORT],
        "chooser": PanelsForm(panels=[*some, BY_SLUG["weight"]], chosen=some),
    }


def _long(call: Call) -> list[Call]:
    """Return numbers too long for the largest letters, and for one line."""
    numbers = ("+49 30 5550 1234", "+49 30 5550 1234 ext. 5678")
    return [replace(call, number=number, hours="Monday to Friday, 8 to 16") for number in numbers]


def _warnings(access: Access) -> dict:
    """Return what is open, by how soon to call, and how it may end."""
    now, soon = by_tier(access).values()
    return {
        "now": now,
        "soon": soon,
        "long_calls": [*now.calls, *_long(now.calls[0])],
        "asked": context_of(access)["asked"],
        "endings": RaisedWarning.Ending.choices,
        "answers_first": "called",
        "qr": qr_svg("https://example.org/s/#a-link", "The link as a picture"),
    }


urlpatterns = [*urls.urlpatterns, path("parts/", parts, name="parts")]
