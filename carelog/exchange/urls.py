from django.urls import path

from carelog.exchange.fhir import views as fhir_views
from carelog.exchange.tables import views as tables_views

EXPORT = "patients/<uuid:patient_id>/export/"

urlpatterns = [
    path(EXPORT, tables_views.export, name="export"),
    path(EXPORT + "everything.json", tables_views.export_json, name="export_json"),
    path(EXPORT + "<slug:table>.csv", tables_views.export_csv, name="export_csv"),
    path("patients/<uuid:patient_id>/fhir.json", fhir_views.fhir_bundle, name="fhir_bundle"),
    path("fhir/CodeSystem/bone-log", fhir_views.fhir_code_system, name="fhir_code_system"),
]
