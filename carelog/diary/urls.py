from django.urls import path, register_converter

from carelog.diary import (
    calendar_views,
    check_in_step_views,
    check_in_views,
    door_views,
    dose_views,
    entry_list_views,
    entry_views,
    learn_views,
    place_views,
    timeline_views,
    today_views,
    visit_views,
)
from carelog.diary.kinds import KindConverter

register_converter(KindConverter, "kind")
register_converter(calendar_views.DayConverter, "day")

KIND = "patients/<uuid:patient_id>/logs/<kind:kind>/"
MEDICINE = "patients/<uuid:patient_id>/medicines/<uuid:uid>/"
CHECK_IN = "patients/<uuid:patient_id>/check-in/"

urlpatterns = [
    path("home/", door_views.home, name="home"),
    path("go/<slug:door>/", door_views.go, name="go"),
    path("go/learn/<slug:slug>/", door_views.own_page, name="own_learn_page"),
    path(
        "patients/<uuid:patient_id>/learn/<slug:slug>/",
        learn_views.patient_learn_page,
        name="patient_learn_page",
    ),
    path("patients/<uuid:patient_id>/learn/", learn_views.patient_learn, name="patient_learn"),
    path(
        "patients/<uuid:patient_id>/learn/<slug:slug>/read/",
        learn_views.patient_learn_read,
        name="patient_learn_read",
    ),
    path(
        "patients/<uuid:patient_id>/learn/<slug:slug>/put-away/",
        learn_views.patient_learn_dismiss,
        name="patient_learn_dismiss",
    ),
    path("log/record/", door_views.own_record, name="own_record"),
    path("log/<kind:kind>/", door_views.log_kind, name="log_kind"),
    # /patients/<id>/
    path("patients/<uuid:patient_id>/today/", today_views.today, name="today"),
    path("patients/<uuid:patient_id>/logs/", today_views.log_index, name="log_index"),
    path("patients/<uuid:patient_id>/timeline/", timeline_views.timeline, name="timeline"),
    path("patients/<uuid:patient_id>/month/", calendar_views.month, name="month"),
    path("patients/<uuid:patient_id>/day/<day:day>/", calendar_views.day, name="day"),
    path(
        "patients/<uuid:patient_id>/questions/",
        visit_views.question_add,
        name="question_add",
    ),
    # /patients/<id>/check-in/
    path(CHECK_IN, check_in_views.check_in_start, name="check_in_start"),
    path(CHECK_IN + "too-ill/", check_in_views.check_in_too_ill, name="check_in_too_ill"),
    path(CHECK_IN + "yesterday/", check_in_views.check_in_yesterday, name="check_in_yesterday"),
    path(CHECK_IN + "<uuid:uid>/", check_in_views.check_in, name="check_in"),
    path(
        CHECK_IN + "<uuid:uid>/places/", check_in_step_views.check_in_where, name="check_in_where"
    ),
    path(CHECK_IN + "<uuid:uid>/signs/", check_in_views.check_in_signs, name="check_in_signs"),
    path(
        CHECK_IN + "<uuid:uid>/step/<slug:step>/",
        check_in_step_views.check_in_step,
        name="check_in_step",
    ),
    path(CHECK_IN + "<uuid:uid>/same/", check_in_views.check_in_same, name="check_in_same"),
    path(CHECK_IN + "<uuid:uid>/done/", check_in_views.check_in_done, name="check_in_done"),
    path(CHECK_IN + "<uuid:uid>/remove/", check_in_views.check_in_remove, name="check_in_remove"),
    path(
        CHECK_IN + "<uuid:uid>/put-back/",
        check_in_views.check_in_put_back,
        name="check_in_put_back",
    ),
    # /patients/<id>/medicines/<id>/
    path(MEDICINE + "taken/", dose_views.dose_now, name="dose_now"),
    path(MEDICINE + "skipped/", dose_views.dose_skip, name="dose_skip"),
    # /patients/<id>/logs/<kind>/
    path(
        "patients/<uuid:patient_id>/logs/pain/<uuid:uid>/places/<str:code>/",
        place_views.pain_place,
        name="pain_place",
    ),
    path(KIND, entry_list_views.entry_list, name="entry_list"),
    path(KIND + "new/", entry_views.entry_new, name="entry_new"),
    path(KIND + "<uuid:uid>/", entry_views.entry, name="entry"),
    path(KIND + "<uuid:uid>/edit/", entry_views.entry_edit, name="entry_edit"),
    path(KIND + "<uuid:uid>/remove/", entry_views.entry_remove, name="entry_remove"),
    path(KIND + "<uuid:uid>/put-back/", entry_views.entry_put_back, name="entry_put_back"),
    path(KIND + "<uuid:uid>/restore/<int:to>/", entry_views.entry_restore, name="entry_restore"),
]
