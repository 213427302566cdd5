from django.urls import path

from carelog.patients import number_views, views

urlpatterns = [
    path("new/", views.patient_new, name="patient_new"),
    # /patients/<id>/
    path("<uuid:patient_id>/record/", views.patient_edit, name="patient_edit"),
    path("<uuid:patient_id>/welcome/", number_views.patient_welcome, name="patient_welcome"),
    path("<uuid:patient_id>/numbers/", number_views.number_list, name="number_list"),
    path("<uuid:patient_id>/numbers/new/", number_views.number_new, name="number_new"),
    path("<uuid:patient_id>/numbers/<uuid:uid>/", number_views.number_edit, name="number_edit"),
    path(
        "<uuid:patient_id>/numbers/<uuid:uid>/remove/",
        number_views.number_remove,
        name="number_remove",
    ),
    path(
        "<uuid:patient_id>/numbers/<uuid:uid>/put-back/",
        number_views.number_put_back,
        name="number_put_back",
    ),
]
