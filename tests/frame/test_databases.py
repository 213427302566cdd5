"""What the address of a database asks for stands over what CareLog asks for by itself."""

import pytest

from carelog.databases import POOL, database
from tests.one_database import LEFT_OUT

#: Whose tests may be marked `sqlite_alone`, and what of theirs both databases see all the same.
#: Every page is opened on both by test_access_table.py, test_bad_input.py and test_canaries.py.
ON_SQLITE_ALONE = {
    "test_canaries_sent.py": "what a form sends back is what was sent; its mails",
    "test_demo.py": "the first two months are written",
    "test_form_order.py": "each form is opened; what stands beside it is read",
    "test_host.py": "each page is opened; what is counted and where one is led",
    "test_pairing.py": "each page is opened; the reader's own numbers are read",
    "test_readers.py": "each page is opened by each role",
    "test_scripts.py": "papers are made of texts in every column",
}


@pytest.mark.own_database
def test_a_test_that_asks_for_a_database_runs_on_both_but_those_named_here(request):
    asks = {"db", "transactional_db", "django_db_setup", "live_server"}
    left = {
        item.path.name
        for item in request.config.stash.get(LEFT_OUT, [])
        if asks & {*item.fixturenames} or item.get_closest_marker("django_db")
    }
    assert left <= ON_SQLITE_ALONE.keys()


def test_an_address_of_sqlite_has_the_last_word_on_its_options():
    assert database("sqlite:///x.sqlite3")["OPTIONS"]["timeout"] == 20
    asked = database("sqlite:///x.sqlite3?timeout=5")["OPTIONS"]
    assert (asked["timeout"], asked["transaction_mode"]) == (5, "IMMEDIATE")


@pytest.mark.parametrize(
    ("query", "name", "value"),
    [
        ("", "connect_timeout", 2),
        ("?connect_timeout=7", "connect_timeout", "7"),
        ("?host=/run/sockets", "host", "/run/sockets"),
        ("?keepalives_idle=30", "keepalives_idle", "30"),
    ],
)
def test_an_address_of_postgresql_has_the_last_word_on_its_options(query, name, value):
    options = database(f"postgres://somebody@there/care{query}")["OPTIONS"]
    assert str(options[name]) == str(value)


def test_limits_of_the_address_come_after_ours_and_the_pool_is_bounded_all_the_same():
    options = database("postgres://a@b/c?options=-c%20statement_timeout%3D1s")["OPTIONS"]
    assert options["options"].endswith("-c statement_timeout=1s")
    assert "lock_timeout=2000" in options["options"]
    assert options["pool"].items() >= POOL.items()
