"""Whoever upgrades keeps every row: databases of each release are brought to today's tables."""

import os
import sqlite3
from contextlib import closing

import pytest
from django.db import connection

from tests.upgrade import databases

pytestmark = pytest.mark.own_database
RELEASE = pytest.mark.parametrize("release", databases.releases())
LARGEST = 300_000
#: Tables in which a site may have nothing.
MAY_BE_EMPTY = {
    *("auth_group", "auth_group_permissions", "accounts_user_groups"),
    *("accounts_user_user_permissions", "account_emailconfirmation", "limits_cache"),
}


@pytest.fixture
def old(release, tmp_path, request):
    """The address of a database that a release wrote, of the kind the suite runs on."""
    if connection.vendor == "sqlite":
        with databases.sqlite_of(release, tmp_path) as url:
            yield url
    else:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        server = os.environ["CARELOG_TEST_DATABASE_URL"]
        with databases.postgresql_of(release, server, f"upgrade_{worker}") as url:
            yield url


def test_there_is_a_release_to_upgrade_from():
    assert databases.releases()


@RELEASE
def test_the_files_of_a_release_are_small(release):
    for ending in ("sqlite3", "sql"):
        path = databases.HERE / f"{release}.{ending}.gz"
        assert 0 < path.stat().st_size <= LARGEST


@RELEASE
def test_no_row_of_a_release_is_lost_or_changed_on_the_way_to_this_one(release, old):
    before = databases.tables_of(old)
    assert {name for name, table in before.items() if not table.rows} <= MAY_BE_EMPTY
    databases.migrate(old)
    assert databases.the_same_of(old, before) == before


def test_one_changed_value_and_one_lost_row_are_noticed(tmp_path):
    with databases.sqlite_of(databases.releases()[-1], tmp_path) as url:
        before = databases.tables_of(url)
        databases.migrate(url)
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file:
            file.execute("UPDATE logs_painentry SET worst_24h = 10 WHERE id = 1")
            file.execute("DELETE FROM logs_painplace")
            file.commit()
        after = databases.the_same_of(url, before)
    assert {name for name in before if before[name] != after[name]} == {
        "logs_painentry",
        "logs_painplace",
    }
