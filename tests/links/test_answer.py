"""One line from whoever holds a link, where its owner allows it."""

import json
import uuid

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from carelog.exchange.tables.json import lists_of
from carelog.links.answers import MOST_A_DAY, PAUSE
from carelog.links.models import ShareLink
from carelog.patients.models import AccessEvent
from carelog.safety.models import WarningState
from carelog.safety.texts import NOBODY_WATCHES
from carelog.talk.actions import comments_of
from carelog.talk.models import Comment
from tests import cast
from tests.links import holders
from tests.safety.test_closing import raised

SAYS = {"text": "Please ring the ward", "by_name": "Ines", "by_role": "nurse on ward 3"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def held(access):
    """A browser that opened a link that may be answered, and its view."""
    return holders.come_in(access, may_answer=True)


def leave(held, **form):
    client, opening = held
    return client.post(
        holders.address(opening, "shared_answer"), SAYS | {"uid": uuid.uuid4()} | form
    )


def lines() -> list[tuple]:
    return [*Comment.everything.order_by("pk").values_list("text", "by_name", "by_role")]


def page(client, record, name) -> str:
    return client.get(reverse(name, args=[record.uid])).content.decode()


@pytest.mark.parametrize("with_passcode", [True, False])
def test_a_line_is_left_with_name_and_role_and_marked(owner, record, access, with_passcode):
    held = holders.come_in(access, may_answer=True, with_passcode=with_passcode)
    shown = holders.ask(*held, "shared_summary").content.decode()
    assert reverse("shared_answer", args=[held[1].uid]) in shown
    answer = leave(held)
    assert answer.status_code == 200
    assert "Your line was left" in answer.content.decode()
    for name in ("talk", "summary"):
        told = page(owner, record, name)
        assert SAYS["text"] in told
        assert "Ines, nurse on ward 3 · <b>by link, not verified</b>" in " ".join(told.split())


@pytest.mark.parametrize("reader", ["caregiver", "clinician"])
def test_all_people_of_the_record_read_it(request, sign_in, record, held, reader):
    leave(held)
    assert SAYS["text"] in page(sign_in(request.getfixturevalue(reader)), record, "talk")


def test_no_link_is_answered_unless_its_owner_said_so(access):
    held = holders.come_in(access)
    assert "Leave one line" not in holders.ask(*held, "shared_summary").content.decode()
    answer = leave(held)
    assert answer.status_code == 404
    assert lines() == []
    # What was typed can be copied.
    assert SAYS["text"] in answer.content.decode()


def test_the_owner_is_asked_and_the_list_of_links_says_so(sure_owner, record):
    address = reverse("link_new", args=[record.uid])
    assert 'name="may_answer"' in sure_owner.get(address).content.decode()
    for kind in ("app", "calendar"):
        path = reverse(f"link_new_{kind}", args=[record.uid])
        assert 'name="may_answer"' not in sure_owner.get(path).content.decode()
    form = {"uid": uuid.uuid4(), "domains": ["pain"], "sure": "yes", "days": "7"}
    for one in (form, form | {"uid": uuid.uuid4(), "may_answer": "on"}):
        assert sure_owner.post(address, one).status_code == 200
    assert {link.may_answer for link in ShareLink.objects.all()} == {True, False}
    assert page(sure_owner, record, "link_list").count("whoever opens it may leave one line") == 1


def test_a_link_that_has_ended_takes_no_line_and_gives_back_what_was_typed(held):
    holders.end(held[1].link)
    answer = leave(held)
    assert answer.status_code == 404
    assert SAYS["text"] in answer.content.decode()
    assert lines() == []


def test_a_line_sent_twice_is_left_once(held):
    key = uuid.uuid4()
    assert [leave(held, uid=key).status_code for _press in range(2)] == [200, 200]
    assert len(lines()) == 1
    other = leave(held, uid=key, text="Something else")
    assert other.status_code == 409
    assert "Something else" in other.content.decode()
    assert len(lines()) == 1


def test_one_line_in_ten_minutes_and_five_a_day(held, access, clock):
    assert leave(held).status_code == 200
    again = leave(held, text="And one thing more")
    assert (again.status_code, again["Retry-After"]) == (429, str(int(PAUSE.total_seconds())))
    assert "And one thing more" in again.content.decode()
    assert "13:10" in again.content.decode()
    for _line in range(MOST_A_DAY - 1):
        clock.shift(PAUSE)
        assert leave(held).status_code == 200
    # What was taken back counts, too.
    Comment.objects.update(removed_at=timezone.now())
    clock.shift(PAUSE)
    full = leave(held)
    assert (full.status_code, len(lines())) == (429, MOST_A_DAY)
    assert "3 Mar, 13:00" in full.content.decode()


@pytest.mark.parametrize("missing", SAYS)
def test_what_is_missing_is_asked_for_and_the_rest_is_kept(held, missing):
    answer = leave(held, **{missing: ""})
    assert answer.status_code == 422
    kept = answer.content.decode()
    assert all(f'value="{SAYS[name]}"' in kept for name in SAYS if name != missing)
    assert lines() == []


def test_a_line_is_one_line_of_300_letters(held):
    assert leave(held, text="x" * 301).status_code == 422
    assert leave(held, text="x" * 150 + "\n" + "y" * 149).status_code == 200
    assert "\n" not in lines()[0][0]


def test_it_closes_nothing_and_is_nobodys_seen(owner, record, access, held):
    [warning] = raised(access, chest_pain=True).values()
    before = type(record).objects.get(pk=record.pk).data_version
    leave(held)
    warning.refresh_from_db()
    assert warning.is_open
    assert not WarningState.objects.exists()
    assert type(record).objects.get(pk=record.pk).data_version == before
    assert str(NOBODY_WATCHES) in page(owner, record, "act_now")


def test_it_stands_in_the_access_log_under_its_opening(owner, record, held):
    leave(held)
    event = AccessEvent.objects.get(act="changed", page="talk")
    assert event.actor == held[1].access_key
    log = page(owner, record, "access_log")
    assert "someone with the link: for Friday" in log


def test_it_leaves_with_the_comments_and_by_no_link(access, held):
    leave(held)
    [row] = dict(lists_of(access))["comments"]
    told = json.loads(json.dumps(row, default=str))
    assert {name: told[name] for name in SAYS} == SAYS
    assert told["by_link"] == str(held[1].link.uid)
    assert SAYS["text"] not in holders.ask(*held, "shared_summary").content.decode()


def test_the_owner_takes_it_back(owner, record, access, held):
    leave(held)
    said = Comment.objects.get()
    owner.post(reverse("comment_remove", args=[record.uid, said.uid]))
    assert not comments_of(access).exists()


def test_it_is_new_to_everyone_until_they_have_read_it(owner, record, held):
    leave(held)
    assert "Mark 1 new comment as read" in page(owner, record, "talk")


def test_another_ones_view_leaves_nothing(access, held):
    _client, opening = held
    other, _theirs = holders.come_in(access, may_answer=True)
    answer = other.post(holders.address(opening, "shared_answer"), SAYS | {"uid": uuid.uuid4()})
    assert answer.status_code == 404
    assert lines() == []
