from django.urls import path

from carelog.links import (
    answer_views,
    calendar_views,
    health_link_views,
    link_views,
    open_views,
    shared_views,
)

LINKS = "patients/<uuid:patient_id>/sharing/links/"
SHARED = "shared/<uuid:opening>/"

urlpatterns = [
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
    path(SHARED + "line/", answer_views.shared_answer, name="shared_answer"),
    path(SHARED + "close/", open_views.shared_close, name="shared_close"),
    path(SHARED + "summary.pdf", shared_views.shared_pdf, name="shared_pdf"),
    path(SHARED + "fhir.json", shared_views.shared_fhir, name="shared_fhir"),
    path(SHARED + "<slug:table>.csv", shared_views.shared_csv, name="shared_csv"),
]
