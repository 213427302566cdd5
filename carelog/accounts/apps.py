from django.apps import AppConfig

from carelog import error_words


class AccountsConfig(AppConfig):
    name = "carelog.accounts"


# All apps are known before any form is made.
error_words.speak()
