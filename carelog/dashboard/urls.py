from django.urls import path

from carelog.dashboard import place_views, views

TRENDS = "patients/<uuid:patient_id>/trends/"

urlpatterns = [
    path(TRENDS, views.trends, name="trends"),
    path(TRENDS + "panels/", views.trends_panels, name="trends_panels"),
    path(TRENDS + "places/", place_views.trends_places, name="trends_places"),
    path(TRENDS + "compare/", views.trends_compare, name="trends_compare"),
]
