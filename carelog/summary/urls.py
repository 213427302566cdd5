from django.urls import path

from carelog.summary import views

urlpatterns = [
    path("patients/<uuid:patient_id>/summary/", views.summary, name="summary"),
    path("patients/<uuid:patient_id>/summary.pdf", views.summary_pdf, name="summary_pdf"),
]
