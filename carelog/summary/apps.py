from django.apps import AppConfig


class SummaryConfig(AppConfig):
    name = "carelog.summary"
