"""The strings of our script, translated on the server."""

from django.http import HttpRequest
from django.utils.translation import gettext as _


def script_words(request: HttpRequest) -> dict:
    """Return the words of static/js/carelog.js."""
    words = {
        "notSaved": _("Not saved yet. Trying again…"),
        "signedOut": _("Not saved yet. Sign in again in another tab, then try here."),
        "refused": _("Not saved."),
        "tooMany": _("{n} characters too many."),
        "notWhole": _("This date or time is not whole. Finish it, or clear it."),
        "keyNoName": _("Passkeys do not work at an address made of numbers."),
        "keyNoWay": _("This browser cannot use passkeys here."),
        "keyNotUsed": _("The passkey was not used. You can try again, or go another way."),
        "tryNow": _("Try now"),
        "show": _("Show"),
        "hide": _("Hide"),
        "soonSignedOut": _("You will be signed out soon."),
        "stay": _("Stay signed in"),
        "signIn": _("Sign in"),
    }
    return {"script_words": words}
