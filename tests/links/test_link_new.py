"""Making a link: what is asked, what is left out unless ticked, and what is shown once."""

import html
import re
import uuid
from datetime import date, timedelta

import pytest
import segno
import time_machine
from django.urls import reverse

from carelog.links import forms
from carelog.links.models import ShareLink
from carelog.links.qr import qr_svg
from carelog.patients.models import DOMAINS
from tests import cast
from tests.links import holders


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def path(record):
    return reverse("link_new", args=[record.uid])


def filled(**more) -> dict:
    usual = {"domains": ["pain", "visits"], "days": "7", "sure": "yes"}
    return usual | {"uid": str(uuid.uuid4())} | more


def words(response) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode().split("<main", 1)[1]))


def test_mood_and_notes_are_not_shown_unless_ticked(sure_owner, path):
    ticked = set(sure_owner.get(path).context["form"]["domains"].value())
    assert ticked == {code for code, _label in DOMAINS} - {"mood", "notes"}


def test_a_week_and_a_passcode_are_what_one_gets_without_choosing(sure_owner, path):
    form = sure_owner.get(path).context["form"]
    assert form["days"].value() == 7
    sure_owner.post(path, filled())
    link = ShareLink.objects.get()
    assert link.expires_at == cast.NOON + timedelta(days=7)
    assert link.passcode_hash
    assert (link.max_opens, link.starts, link.ends, link.label) == (None, None, None, "")


def test_what_was_chosen_is_kept(sure_owner, path, patient, record):
    chosen = {"label": "for Friday", "domains": ["mood", "notes"], "days": "90", "max_opens": "3"}
    chosen |= {"starts": "2026-01-01", "ends": "2026-02-01"}
    assert sure_owner.post(path, filled(**chosen)).status_code == 200
    link = ShareLink.objects.get()
    assert (link.label, link.domains, link.max_opens) == ("for Friday", ["mood", "notes"], 3)
    assert (link.starts, link.ends) == (date(2026, 1, 1), date(2026, 2, 1))
    assert link.expires_at == cast.NOON + timedelta(days=90)
    assert (link.created_by, link.patient) == (patient, record)


def test_only_the_tick_for_it_leaves_the_passcode_out(sure_owner, path):
    page = sure_owner.post(path, filled(no_passcode="on")).content.decode()
    assert ShareLink.objects.get().passcode_hash == ""
    assert 'id="passcode"' not in page


def test_link_passcode_and_code_are_shown_once(sure_owner, path, record):
    answer = sure_owner.post(path, filled())
    page = answer.content.decode()
    token = re.search(r'value="http://localhost/s/#([\w-]{43})"', page)[1]
    passcode = "".join(re.search(r'id="passcode" readonly value="(\d{3}) (\d{3})"', page).groups())
    assert "Copy the link and the passcode now. They cannot be shown again." in words(answer)
    assert 'role="img" aria-label="Picture of the link, for the camera of a phone"' in page
    assert answer["Cache-Control"] == "no-store, private"
    assert holders.knock(sure_owner, token, passcode).status_code == 302
    for name in ("link_list", "link_new", "sharing"):
        later = sure_owner.get(reverse(name, args=[record.uid])).content.decode()
        assert token not in later
        assert passcode not in later


def test_the_same_form_sent_again_makes_no_second_link_and_shows_no_token(sure_owner, path):
    form = filled()
    sure_owner.post(path, form)
    again = sure_owner.post(path, form, follow=True)
    assert again.redirect_chain[-1][0].endswith("/sharing/links/")
    assert "This link was made already" in words(again)
    assert ShareLink.objects.count() == 1
    assert "/s/#" not in again.content.decode()


WRONG = {
    "nothing to show": ({"domains": []}, "Tick at least one."),
    "something unknown to show": (
        {"domains": ["pain", "wallet"]},
        "One of the choices is not known",
    ),
    "longer than 90 days": ({"days": "91"}, "Choose one of the answers"),
    "no time": ({"days": ""}, "Please answer this"),
    "no openings": ({"max_opens": "0"}, "Choose one of the answers"),
    "from after to": (
        {"starts": "2026-03-02", "ends": "2026-03-01"},
        "The first day is after the last one.",
    ),
    "a first day to come": ({"starts": "2026-03-03"}, "Choose today or a day before."),
    "an impossible day": ({"ends": "1899-12-31"}, "between 1900 and 2100"),
    "a long name": ({"label": "a" * 81}, "at most 80"),
    "no key": ({"uid": "x"}, "This page is not whole any more"),
}


@pytest.mark.parametrize(("wrong", "said"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_and_the_rest_is_kept(sure_owner, path, wrong, said):
    answer = sure_owner.post(path, filled(**{"label": "for Friday"} | wrong))
    assert answer.status_code == 422
    assert said in words(answer)
    if "label" not in wrong:
        assert 'value="for Friday"' in answer.content.decode()
    assert not ShareLink.objects.exists()


def test_today_is_the_day_of_the_record(just_signed_in, patient, path, clock):
    # Half past eleven in the evening of the 2nd in UTC is the 3rd in Berlin.
    clock.move_to(cast.NOON.replace(hour=23, minute=30))
    answer = just_signed_in(patient).post(path, filled(starts="2026-03-03"))
    assert answer.status_code == 200


def test_there_is_an_end_to_how_many_links_a_record_has(sure_owner, path, access, monkeypatch):
    monkeypatch.setattr(forms, "MOST_LIVING", 2)
    for _time in range(2):
        link = holders.make(access)[0]
    full = sure_owner.post(path, filled())
    assert full.status_code == 422
    assert "There are too many links." in words(full)
    holders.end(link)
    assert sure_owner.post(path, filled()).status_code == 200


def test_it_takes_a_recent_sign_in_and_comes_back_after_it(owner, sure_owner, path, clock):
    asked = owner.get(path)
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    assert owner.post(path, filled()).status_code == 302
    assert not ShareLink.objects.exists()
    clock.shift(timedelta(minutes=9, seconds=59))
    assert sure_owner.get(path).status_code == 200
    clock.shift(timedelta(seconds=1))
    asked = sure_owner.post(path, filled(label="for Friday"))
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    back = sure_owner.post(asked["Location"], {"password": cast.PASSWORD}, follow=True)
    assert "Your link" in words(back)
    assert ShareLink.objects.get().label == "for Friday"


@pytest.mark.parametrize("name", ["caregiver", "clinician"])
def test_nobody_else_makes_a_link(request, just_signed_in, path, name):
    client = just_signed_in(request.getfixturevalue(name))
    assert client.get(path).status_code == client.post(path, filled()).status_code == 403
    assert not ShareLink.objects.exists()


def test_what_the_server_decides_cannot_be_sent(sure_owner, path, stranger):
    more = {"token_hash": "a" * 64, "opens": "5", "wrong_tries": "0", "passcode_hash": ""}
    more |= {"patient": str(stranger.memberships.get().patient_id), "expires_at": "2027-01-01"}
    sure_owner.post(path, filled(**more))
    link = ShareLink.objects.get()
    assert link.token_hash != "a" * 64
    assert (link.opens, link.patient.name) == (0, "Test patient")
    assert link.passcode_hash
    assert link.expires_at == cast.NOON + timedelta(days=7)


@pytest.mark.parametrize("letters", [20, 80, 300, 600])
def test_a_code_is_drawn_in_whole_pixels_and_large_enough_to_be_read(letters):
    drawn = qr_svg("x" * letters, "The link")
    starts = ('width="', 'viewBox="0 0 ')
    width, size = (int(re.search(rf"{start}(\d+)", drawn)[1]) for start in starts)
    assert f'height="{width}"' in drawn
    assert width >= 360
    assert width % size == 0
    # The quiet zone of four modules is a part of what is drawn.
    assert size == len(segno.make("x" * letters, error="m", micro=False).matrix) + 8


def test_before_a_link_is_made_a_page_says_what_it_will_show(sure_owner, path):
    asked = filled(starts="", ends="2026-03-01", no_passcode="on")
    del asked["sure"]
    page = sure_owner.post(path, asked)
    assert not ShareLink.objects.exists()
    said = " ".join(words(page).split())
    for part in ("Nothing is shared yet", "pain, visits", "from the beginning, up to 1 March 2026"):
        assert part in said, said
    assert "it has no passcode" in said
    assert "9 March 2026, 13:00" in said
    sent = set(re.findall(r'<input type="hidden" name="(\w+)"', page.content.decode()))
    assert {"uid", "starts", "ends", "domains", "no_passcode"} <= sent
    again = sure_owner.post(path, asked | {"change": "yes"})
    assert 'value="2026-03-01"' in again.content.decode()
    sure_owner.post(path, asked | {"sure": "yes"})
    assert ShareLink.objects.get().ends == date(2026, 3, 1)
