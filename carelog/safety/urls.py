from django.urls import path

from carelog.safety import private_views, views

urlpatterns = [
    path("urgent/", views.urgent, name="urgent"),
    # /patients/<id>/
    path("patients/<uuid:patient_id>/urgent/", views.patient_urgent, name="patient_urgent"),
    path("patients/<uuid:patient_id>/urgent/card/", views.wallet_card, name="wallet_card"),
    path("patients/<uuid:patient_id>/act-now/", views.act_now, name="act_now"),
    path(
        "patients/<uuid:patient_id>/warnings/<uuid:uid>/close/",
        views.warning_close,
        name="warning_close",
    ),
    path(
        "patients/<uuid:patient_id>/warnings/<uuid:uid>/reopen/",
        views.warning_reopen,
        name="warning_reopen",
    ),
    path(
        "patients/<uuid:patient_id>/warnings/<uuid:uid>/note/",
        views.warning_note,
        name="warning_note",
    ),
    path(
        "patients/<uuid:patient_id>/warnings/notes/<uuid:uid>/take-back/",
        views.note_take_back,
        name="note_take_back",
    ),
    # For the person alone; the address says nothing of what is asked.
    path("patients/<uuid:patient_id>/for-you/", private_views.private_new, name="private_new"),
    path(
        "patients/<uuid:patient_id>/for-you/open/",
        private_views.private_open,
        name="private_open",
    ),
    path("for-you/leave/", private_views.private_leave, name="private_leave"),
    path(
        "patients/<uuid:patient_id>/for-you/all/", private_views.private_list, name="private_list"
    ),
    path(
        "patients/<uuid:patient_id>/for-you/all/<uuid:uid>/",
        private_views.person_private,
        name="person_private",
    ),
    path(
        "patients/<uuid:patient_id>/for-you/answer/",
        private_views.private_answer,
        name="private_answer",
    ),
    path(
        "patients/<uuid:patient_id>/for-you/<uuid:uid>/edit/",
        private_views.private_edit,
        name="private_edit",
    ),
    path(
        "patients/<uuid:patient_id>/for-you/<uuid:uid>/remove/",
        private_views.private_remove,
        name="private_remove",
    ),
    path(
        "patients/<uuid:patient_id>/for-you/<uuid:uid>/put-back/",
        private_views.private_put_back,
        name="private_put_back",
    ),
]
