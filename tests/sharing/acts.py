"""What people do to places by the pages, and what is said and noted of it."""

import re
import uuid

from allauth.account.models import EmailAddress
from django.urls import reverse

from carelog.patients.models import AccessEvent, Membership

#: What a page sends that asked: the answer yes is a tick, the answer no is none.
YES, NO = {"asked": "True", "end": "on"}, {"asked": "True"}


def path(name, record, *args):
    return reverse(name, args=[record.uid, *args])


def add_address(user, email, *, verified=True) -> str:
    EmailAddress.objects.create(user=user, email=email, verified=verified)
    return email


def invite(client, record, email="", **more) -> str:
    """Invite an address, or whoever opens it first; return the address of the link."""
    form = {"uid": str(uuid.uuid4()), "name": "The neighbour", "relation": "caregiver"}
    form |= {"role": "viewer", "scope": ["pain", "visits"], "email": email} | more
    answer = client.post(path("person_invite", record), form)
    assert answer.status_code == 200, answer.context["form"].errors
    return re.search(r"/invited/[\w-]+/", answer.content.decode())[0]


def place(record, user) -> Membership:
    return Membership.objects.get(patient=record, user=user)


def revoke(client, record, user, form=None):
    address = path("person_revoke", record, place(record, user).uid)
    return client.post(address, form or {}, follow=True)


def hand_over(client, record, user, form=None):
    address = path("person_hand_over", record, place(record, user).uid)
    return client.post(address, {"sure": "on"} | (form or {}), follow=True)


def said(answer) -> str:
    *_before, last = answer.context["messages"]
    return str(last)


def main(answer) -> str:
    page = answer.content.decode().split("<main")[1].split("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def may_open(client, record) -> bool:
    return client.get(path("today", record)).status_code == 200


def notes(*pages) -> list:
    noted = AccessEvent.objects.filter(act="rights", page__in=pages).order_by("pk")
    return list(noted.values_list("actor", "page", "about"))
