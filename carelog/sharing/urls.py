from django.urls import path

from carelog.sharing import (
    calendar_views,
    health_link_views,
    link_views,
    log_views,
    member_views,
    open_views,
    people_views,
    record_views,
    shared_views,
    talk_views,
)
from carelog.sharing.export import views as export_views
from carelog.sharing.fhir import views as fhir_views
from carelog.sharing.summary import views as summary_views

EXPORT = "patients/<uuid:patient_id>/export/"
SHARING = "patients/<uuid:patient_id>/sharing/"
LINKS = SHARING + "links/"
SHARED = "shared/<uuid:opening>/"
PERSON = SHARING + "people/<uuid:uid>/"
TALK = "patients/<uuid:patient_id>/talk/"

urlpatterns = [
    path("patients/<uuid:patient_id>/summary/", summary_views.summary, name="summary"),
    path("patients/<uuid:patient_id>/summary.pdf", summary_views.summary_pdf, name="summary_pdf"),
    path("patients/", record_views.patient_list, name="patient_list"),
    path("invited/<str:token>/", member_views.invitation_open, name="invitation_open"),
    # /patients/<id>/sharing/
    path(SHARING, people_views.sharing, name="sharing"),
    path(SHARING + "invite/", people_views.person_invite, name="person_invite"),
    path(
        SHARING + "invitations/<uuid:uid>/take-back/",
        people_views.invitation_take_back,
        name="invitation_take_back",
    ),
    path(PERSON, people_views.person_edit, name="person_edit"),
    path(PERSON + "confirm/", people_views.person_confirm, name="person_confirm"),
    path(PERSON + "take-back/", people_views.person_revoke, name="person_revoke"),
    path(PERSON + "hand-over/", people_views.person_hand_over, name="person_hand_over"),
    path(SHARING + "leave/", member_views.leave, name="leave"),
    path(SHARING + "log/", log_views.access_log, name="access_log"),
    path(TALK, talk_views.talk_page, name="talk"),
    path(TALK + "comments/", talk_views.comment_new, name="comment_new"),
    path(TALK + "comments/read/", talk_views.comments_read, name="comments_read"),
    path(TALK + "comments/<uuid:uid>/take-back/", talk_views.comment_remove, name="comment_remove"),
    path(TALK + "tasks/", talk_views.task_new, name="task_new"),
    path(TALK + "tasks/<uuid:uid>/done/", talk_views.task_done, name="task_done"),
    path(SHARING + "since/", log_views.since_last, name="since_last"),
    # /patients/<id>/export/
    path(EXPORT, export_views.export, name="export"),
    path(EXPORT + "everything.json", export_views.export_json, name="export_json"),
    path(EXPORT + "<slug:table>.csv", export_views.export_csv, name="export_csv"),
    path("patients/<uuid:patient_id>/fhir.json", fhir_views.fhir_bundle, name="fhir_bundle"),
    path("fhir/CodeSystem/bone-log", fhir_views.fhir_code_system, name="fhir_code_system"),
    path(LINKS, link_views.link_list, name="link_list"),
    path(LINKS + "new/", link_views.link_new, name="link_new"),
    path(LINKS + "new/app/", link_views.link_new_app, name="link_new_app"),
    path(LINKS + "new/calendar/", link_views.link_new_calendar, name="link_new_calendar"),
    path(LINKS + "<uuid:uid>/revoke/", link_views.link_revoke, name="link_revoke"),
    path("s/", open_views.share_open, name="share_open"),
    path("h/<str:token>/", health_link_views.health_link, name="health_link"),
    path(
        "h/<str:token>/<str:secret>/", health_link_views.health_link_file, name="health_link_file"
    ),
    path("c/<str:token>.ics", calendar_views.calendar_feed, name="calendar_feed"),
    path(SHARED, shared_views.shared_summary, name="shared_summary"),
    path(SHARED + "close/", open_views.shared_close, name="shared_close"),
    path(SHARED + "summary.pdf", shared_views.shared_pdf, name="shared_pdf"),
    path(SHARED + "fhir.json", shared_views.shared_fhir, name="shared_fhir"),
    path(SHARED + "<slug:table>.csv", shared_views.shared_csv, name="shared_csv"),
]
