"""Telling someone by mail that there is something new, without a word of what."""

from django.conf import settings
from django.utils.translation import gettext as _

from carelog.accounts.addresses import confirmed_address
from carelog.accounts.models import User
from carelog.outbox import actions as outbox
from carelog.patients.models import Patient
from carelog.site_address import link_for


def tell(patient: Patient, user: User, *, key: str, subject: str, link: str) -> None:
    """Put a message into the outbox, unless there is no mail or the record is to be silent.

    It goes to an address that is proven to be the person's; where none is, nowhere.
    `link` is a path of this site. At night on the clock of the record the message waits.
    """
    to = confirmed_address(user) if settings.HAS_MAIL and not patient.messages_stopped_at else ""
    if not to:
        return
    said = _("There is something new for you in CareLog. Sign in to read it:")
    outbox.put(
        key=key,
        to=to,
        subject=subject,
        body=f"{said}\n\n{link_for(link)}\n",
        quiet_zone=patient.zone,
    )
