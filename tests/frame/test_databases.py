"""What the address of a database asks for stands over what CareLog asks for by itself."""

import pytest

from carelog.databases import POOL, database


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
