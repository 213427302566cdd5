"""What lies outside a reader's scope is not there, and stands on no other page either."""

import html
import re
import uuid

import pytest
import time_machine
from django.urls import reverse

from carelog.diary import check_in_taps as taps
from carelog.diary.kinds import RECORDED
from carelog.logs.models import CheckIn
from carelog.patients import saving
from carelog.patients.access import ALL_DOMAINS, changing
from carelog.safety.actions import raise_warnings
from tests import cast, kinds

NINE = re.compile(r"\b9(/10|\.0)?\b(?! days)")


def words_of(response) -> str:
    """Return what the main part of a page says, without its markup."""
    main = response.content.decode().split("<main", 1)[1].split("</main>")[0]
    return html.unescape(re.sub(r"<[^>]*>", " ", "<main" + main))


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


@pytest.fixture
def reader(record, sign_in):
    """Return a function that signs in a member who sees all but some domains."""

    def without(*domains, role="viewer"):
        user = cast.make_user(uuid.uuid4().hex)
        cast.join(record, user, role, "caregiver", scope=sorted(ALL_DOMAINS - {*domains}))
        return sign_in(user)

    return without


every_kind = pytest.mark.parametrize("kind", RECORDED, ids=lambda kind: kind.slug)


@every_kind
def test_pages_of_a_kind_outside_the_scope_are_not_there(reader, access, kind):
    entry = kinds.keep(access, kind)
    client, patient = reader(kind.domain), access.patient.uid
    assert client.get(reverse("entry_list", args=[patient, kind])).status_code == 404
    assert client.get(reverse("entry", args=[patient, kind, entry.uid])).status_code == 404


@every_kind
def test_an_editor_cannot_write_outside_the_scope(reader, access, kind):
    entry = kinds.keep(access, kind)
    client, patient = reader(kind.domain, role="editor"), access.patient.uid
    new = reverse("entry_new", args=[patient, kind])
    assert client.get(new).status_code == client.post(new, cast.pain_form()).status_code == 404
    for act in ("entry_edit", "entry_remove", "entry_put_back"):
        url = reverse(act, args=[patient, kind, entry.uid])
        assert client.post(url, {"version": 1}).status_code == 404


def test_a_place_of_pain_outside_the_scope_is_not_there(reader, access):
    pain = cast.make_pain(access, places=[("hip", "left")])
    url = reverse("pain_place", args=[access.patient.uid, pain.uid, "hip.left"])
    assert reader("pain", role="editor").get(url).status_code == 404


def test_the_taps_for_pain_and_signs_are_not_there_outside_the_scope(reader, access):
    patient = access.patient.uid
    check_in = taps.start(access, uuid.uuid4(), 7, cast.NOON.date())
    client = reader("pain", "symptoms", role="editor")
    start = client.post(
        reverse("check_in_start", args=[patient]), {"uid": check_in.uid, "worst": 0}
    )
    assert start.status_code == 404
    signs = reverse("check_in_signs", args=[patient, check_in.uid])
    assert client.post(signs, {"none_of_these": "on"}).status_code == 404


def test_an_editor_without_pain_or_signs_is_not_asked_for_them(reader, access):
    patient = access.patient.uid
    check_in = taps.start(access, uuid.uuid4(), 7, cast.NOON.date())
    client = reader("pain", "symptoms", role="editor")
    assert b'name="worst"' not in client.get(reverse("today", args=[patient])).content
    page = client.get(reverse("check_in", args=[patient, check_in.uid]))
    assert b'name="ticked"' not in page.content


@pytest.mark.parametrize("name", ["today", "trends"])
def test_no_figure_of_pain_stands_on_a_page_for_a_reader_without_pain(reader, access, name):
    cast.make_pain(access, worst_24h=9, average_24h=9)
    url = reverse(name, args=[access.patient.uid])
    assert NINE.search(words_of(reader().get(url)))
    untold = reader("pain").get(url)
    assert not NINE.search(words_of(untold))
    assert b"<figure" not in untold.content
    assert "Pain is not shared with you" in words_of(untold)


def test_the_list_of_logs_leaves_out_what_is_outside_the_scope(reader, access):
    url = reverse("log_index", args=[access.patient.uid])
    assert "Pain" in words_of(reader().get(url))
    assert "Pain" not in words_of(reader("pain").get(url))


@pytest.mark.parametrize("name", ["today", "trends"])
def test_the_goal_for_pain_is_not_shown_without_pain(reader, access, name):
    access.patient.pain_goal = 3
    access.patient.save()
    cast.make_pain(access)
    url = reverse(name, args=[access.patient.uid])
    assert "goal" not in words_of(reader("pain").get(url)).lower()


def test_a_check_in_shows_no_pain_to_a_reader_without_it(reader, access):
    check_in = taps.start(access, uuid.uuid4(), 9, cast.NOON.date())
    taps.finish(access, check_in)
    page = reader("pain").get(reverse("check_in", args=[access.patient.uid, check_in.uid]))
    assert page.status_code == 200
    assert not NINE.search(words_of(page))


@pytest.fixture
def warned(access):
    """A record with an open warning."""
    signs = cast.make_signs(access, saddle_numb=True)
    with changing(access):
        return raise_warnings(access, signs.answers(), signs.uid, signs.version)[0]


def test_warnings_are_not_there_outside_the_scope(reader, access, warned):
    patient = access.patient.uid
    client = reader("warnings", role="editor")
    assert client.get(reverse("act_now", args=[patient])).status_code == 404
    close = reverse("warning_close", args=[patient, warned.uid])
    assert client.post(close, {"ending": "help"}).status_code == 404
    assert str(warned.title).encode() not in client.get(reverse("today", args=[patient])).content


def test_a_ticked_sign_is_answered_even_where_warnings_are_not_shared(reader, access):
    client, patient = reader("warnings", role="editor"), access.patient.uid
    sheet = {"uid": uuid.uuid4(), "version": 0, "when": "2026-03-02T12:00", "ticked": "saddle_numb"}
    check_in = taps.start(access, uuid.uuid4(), 4, cast.NOON.date())
    for url in (
        reverse("entry_new", args=[patient, "symptoms"]),
        reverse("check_in_signs", args=[patient, check_in.uid]),
    ):
        page = client.post(url, sheet, follow=True)
        assert page.redirect_chain[-1][0] == reverse("patient_urgent", args=[patient])
        assert page.status_code == 200


def test_a_note_is_not_shown_without_notes(reader, access):
    entry = cast.make_pain(access, worst_24h=5, note="gnawing at night")
    entry.note = "throbbing"
    with changing(access):
        saving.keep_changed(access, entry, 1)
    client, args = reader("notes"), [access.patient.uid, "pain"]
    for url in (reverse("entry_list", args=args), reverse("entry", args=[*args, entry.uid])):
        page = client.get(url).content
        assert b"gnawing" not in page
        assert b"throbbing" not in page


def test_a_check_in_none_of_which_is_shared_is_not_there(reader, access):
    check_in = taps.too_ill(access, uuid.uuid4(), cast.NOON.date())
    client, patient = reader(*CheckIn.domains, role="editor"), access.patient.uid
    for route in ("check_in", "check_in_remove", "check_in_done", "check_in_put_back"):
        url = reverse(route, args=[patient, check_in.uid])
        ask = client.get if route == "check_in" else client.post
        assert ask(url).status_code == 404, route
    sent = {"uid": uuid.uuid4()}
    assert client.post(reverse("check_in_too_ill", args=[patient]), sent).status_code == 404
    assert CheckIn.everything.count() == 1
    timeline = client.get(reverse("timeline", args=[patient]))
    assert "check-in" not in dict(timeline.context["form"].fields["kind"].choices)


@pytest.mark.parametrize("domain", sorted(CheckIn.domains))
def test_a_check_in_is_there_for_whoever_sees_any_of_it(reader, access, domain):
    check_in = taps.too_ill(access, uuid.uuid4(), cast.NOON.date())
    client = reader(*ALL_DOMAINS - {domain})
    url = reverse("check_in", args=[access.patient.uid, check_in.uid])
    assert client.get(url).status_code == 200
