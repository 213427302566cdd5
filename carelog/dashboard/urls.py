from django.urls import path

from carelog.dashboard import views

urlpatterns = [path("patients/<uuid:patient_id>/trends/", views.trends, name="trends")]
