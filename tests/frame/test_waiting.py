"""No request waits long for a database that says nothing, and no crowd waits for it."""

import threading
import time

import psycopg
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory

from carelog import middleware, waiting

of_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's own")


@pytest.fixture(autouse=True)
def _nothing_was_silent():
    yield
    waiting.note(silent=False)


@pytest.fixture
def line(db):
    """A connection as the pool opens them, with which nothing else is done."""
    from carelog.postgresql import Connection

    with Connection.connect(**connection.get_connection_params(), autocommit=True) as line:
        yield line


@of_postgresql
def test_a_statement_of_a_request_without_an_answer_is_given_up_with_its_connection(
    line, monkeypatch
):
    monkeypatch.setattr(waiting, "IN_A_REQUEST", 0.2)
    start = time.monotonic()
    with waiting.of_a_request(), pytest.raises(psycopg.OperationalError, match="no answer"):
        line.execute("SELECT pg_sleep(4)")
    assert time.monotonic() - start < 2
    assert waiting.is_silent()
    # What a late answer would belong to could not be told.
    assert line.closed


@of_postgresql
def test_outside_a_request_a_statement_may_take_longer(line, monkeypatch):
    monkeypatch.setattr(waiting, "IN_A_REQUEST", 0.05)
    assert line.execute("SELECT pg_sleep(0.2), 1").fetchone()[1] == 1


@of_postgresql
def test_the_first_answer_says_that_the_database_is_there_again(line):
    waiting.note(silent=True)
    line.execute("SELECT 1")
    assert not waiting.is_silent()


@of_postgresql
def test_the_pool_hands_out_such_connections(db):
    from carelog.postgresql import Connection

    connection.ensure_connection()
    assert isinstance(connection.connection, Connection)


def test_the_patience_of_a_request_is_of_its_thread_and_ends_with_it():
    seen = []
    with waiting.of_a_request():
        other = threading.Thread(target=lambda: seen.append(waiting.patience()))
        other.start()
        other.join()
        assert waiting.patience() == waiting.IN_A_REQUEST
    assert [*seen, waiting.patience()] == [waiting.ELSEWHERE] * 2


def test_right_after_a_try_without_an_answer_nobody_asks_again(monkeypatch):
    monkeypatch.setattr(waiting, "REST", 60)
    answer = middleware.asks_nothing(middleware.one_tries(lambda request: HttpResponse("asked")))
    waiting.note(silent=True)
    assert answer(RequestFactory().get("/home/")).status_code == 503


def test_of_several_requests_to_a_silent_database_one_asks_and_the_others_are_told(monkeypatch):
    monkeypatch.setattr(waiting, "REST", -1)
    answers = []

    def view(request):
        # The first has not been answered yet.
        if not answers:
            answers.append(answer(RequestFactory().get("/patients/")))
        return HttpResponse("asked")

    answer = middleware.asks_nothing(middleware.one_tries(view))
    waiting.note(silent=True)
    assert answer(RequestFactory().get("/home/")).content == b"asked"
    assert answers[0].status_code == 503
    assert answer(RequestFactory().get("/home/")).content == b"asked"


def test_a_page_that_needs_no_database_is_never_held_back(monkeypatch):
    waiting.note(silent=True)
    answer = middleware.asks_nothing(middleware.one_tries(lambda request: HttpResponse("here")))
    monkeypatch.setattr(middleware, "_trying", threading.Lock())
    with middleware._trying:
        assert answer(RequestFactory().get("/urgent/")).content == b"here"
        assert answer(RequestFactory().get("/home/")).status_code == 503


def test_a_statement_that_is_slow_among_others_that_are_answered_is_no_silence():
    waiting.note(silent=False)
    since = time.monotonic()
    waiting.note(silent=False)
    waiting.gave_up(since)
    assert not waiting.is_silent()


def test_a_statement_without_an_answer_while_nobody_was_answered_is_silence():
    waiting.note(silent=False)
    waiting.gave_up(time.monotonic())
    assert waiting.is_silent()


def test_who_is_told_at_once_is_told_as_the_route_answers(client, monkeypatch):
    monkeypatch.setattr(waiting, "REST", 60)
    waiting.note(silent=True)
    app = client.post("/h/nobody/", {}, content_type="application/json")
    assert (app.status_code, app["Access-Control-Allow-Origin"]) == (503, "*")
    assert app["Retry-After"]
    for path in ("/h/nobody/", "/invited/nobody/", "/c/nobody.ics"):
        answer = client.get(path)
        assert (answer.status_code, answer["Referrer-Policy"]) == (503, "strict-origin"), path
        assert answer["X-Robots-Tag"] == "noindex"
    assert client.get("/home/")["Referrer-Policy"] == "same-origin"
