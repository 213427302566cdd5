"""Whoever upgrades keeps every row: databases of each release are brought to today's tables."""

import os
from functools import partial

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
@pytest.mark.django_db
def test_no_row_of_a_release_is_lost_or_changed_on_the_way_to_this_one(release, old):
    before = databases.tables_of(old)
    assert {name for name, table in before.items() if not table.rows} <= MAY_BE_EMPTY
    databases.migrate(old, release)
    assert databases.the_same_of(old, before) == before
    # The tables of this run were made from nothing, and in the quick way.
    shape = partial(databases.shape_of, is_sqlite=connection.vendor == "sqlite")
    with databases.asking(old) as ask, connection.cursor() as cursor:
        assert shape(ask) == shape(lambda query: cursor.execute(query) and cursor.fetchall())
    assert what_is_noticed(old, before) == {"logs_painentry", "logs_painplace"}


@RELEASE
@pytest.mark.django_db
def test_who_was_opened_private_answers_still_reads_them(release, old):
    databases.migrate(old, release)
    with databases.asking(old) as ask:
        opened = ask("SELECT count(*) FROM safety_privatereader")
        unnoted = ask(
            "SELECT count(*) FROM safety_privatereader r JOIN patients_membership m"
            " ON m.id = r.place_id WHERE NOT m.reads_private"
        )
    assert (opened[0][0] > 0) == (release >= "2026-11-30")
    assert unnoted[0][0] == 0


def what_is_noticed(url: str, before: dict[str, databases.Table]) -> set[str]:
    """Change one value, lose some rows, and return the tables that are no longer the same."""
    with databases.asking(url) as ask:
        ask(
            "UPDATE logs_painentry SET worst_24h = 10"
            " WHERE id = (SELECT min(id) FROM logs_painentry WHERE worst_24h < 10) RETURNING id"
        )
        ask("DELETE FROM logs_painplace RETURNING id")
    after = databases.the_same_of(url, before)
    return {name for name in before if before[name] != after[name]}
