from django.urls import path

from carelog.sharing import log_views, member_views, people_views, worklist_views

SHARING = "patients/<uuid:patient_id>/sharing/"
PERSON = SHARING + "people/<uuid:uid>/"

urlpatterns = [
    path("patients/", worklist_views.patient_list, name="patient_list"),
    path("invited/<str:token>/", member_views.invitation_open, name="invitation_open"),
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
    path(SHARING + "since/", log_views.since_last, name="since_last"),
]
