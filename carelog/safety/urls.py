from django.urls import path

from carelog.safety import views

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
]
