from django.apps import AppConfig


class PatientsConfig(AppConfig):
    name = "carelog.patients"
