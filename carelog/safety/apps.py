from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "carelog.safety"
