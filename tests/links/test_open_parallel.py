"""At the same moment, from many sides: tries and openings are counted exactly."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.auth.hashers import check_password
from django.db import connection
from django.test import Client

from carelog.links import actions as links
from tests.links import holders

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 50
SECONDS = 120


@pytest.fixture
def all_at_once(monkeypatch):
    """Return a function that sends a form for each passcode, each from its own address.

    Every one of them has read the link before any is counted.
    """

    def pressed(token: str, passcodes: list[str]) -> Counter:
        have_read = Barrier(len(passcodes), timeout=SECONDS)

        def check(passcode: str, passcode_hash: str) -> bool:
            # Whoever waits holds no connection that another one may need.
            connection.close()
            have_read.wait()
            return check_password(passcode, passcode_hash)

        def press(n: int) -> int:
            client = Client(REMOTE_ADDR=f"203.0.113.{n}")
            try:
                return holders.knock(client, token, passcodes[n]).status_code
            finally:
                connection.close()

        monkeypatch.setattr(links, "check_password", check)
        with ThreadPoolExecutor(len(passcodes)) as pool:
            answers = Counter(pool.map(press, range(len(passcodes))))
        monkeypatch.undo()
        return answers

    return pressed


def test_of_fifty_wrong_passcodes_at_once_ten_are_counted_and_end_the_link(access, all_at_once):
    link, token, passcode = holders.make(access)
    answers = all_at_once(token, [f"wrong {n}" for n in range(AT_ONCE)])
    assert answers == {401: 10, 404: AT_ONCE - 10}
    link.refresh_from_db()
    assert link.wrong_tries == 10
    assert holders.knock(Client(), token, passcode).status_code == 404


def test_of_fifty_right_passcodes_at_once_as_many_open_as_allowed(access, all_at_once):
    link, token, passcode = holders.make(access, max_opens=3)
    answers = all_at_once(token, [passcode] * AT_ONCE)
    assert answers == {302: 3, 404: AT_ONCE - 3}
    link.refresh_from_db()
    assert link.opens == link.openings.count() == 3


def test_a_right_passcode_among_many_wrong_ones_counts_for_what_it_is(access, all_at_once):
    link, token, passcode = holders.make(access)
    answers = all_at_once(token, [passcode, *(f"wrong {n}" for n in range(29))])
    assert (answers[401], answers[302] + answers[404]) == (10, 20)
    link.refresh_from_db()
    assert (link.wrong_tries, link.opens) == (10, answers[302])
    assert link.openings.count() == answers[302] <= 1
