"""Unpack what a release wrote, bring it to today's tables, and read it without the models."""

import gzip
import hashlib
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import psycopg
from psycopg import sql

HERE = Path(__file__).parent
#: What Django keeps for itself, which follows the code and not the people.
NOT_OURS = {"django_migrations", "django_content_type", "auth_permission"}
#: Sessions have another table since, and what of them it holds is tested where they are.
NOT_OURS |= {"django_session", "usersessions_usersession"}
#: Tables and columns that have another name since: old → new.
TABLES = {
    "sharing_sharelink": "links_sharelink",
    "sharing_opening": "links_opening",
    "sharing_comment": "talk_comment",
    "sharing_commentread": "talk_commentread",
    "sharing_task": "talk_task",
}
COLUMNS: dict[tuple[str, str], str] = {}
#: What a scope has got since: whoever saw notes sees the main concern as before.
ADDED = re.compile(r""", ['"]concern['"]""")
OF_SQLITE = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
OF_POSTGRESQL = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
SHAPE_OF_SQLITE = (
    "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'",
)
SHAPE_OF_POSTGRESQL = (
    "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable,"
    " column_default FROM information_schema.columns WHERE table_schema = 'public'",
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace",
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
)
TYPES = re.compile(r"::(?:text|character varying)(?:\[\])?|[()\[\]]")

Ask = Callable[[str], list[tuple]]


class Table(NamedTuple):
    """A table as it was: its columns in their order, how many rows, and a hash of them all."""

    columns: tuple[str, ...]
    rows: int
    hash: str


def releases() -> list[str]:
    """Return every release that left its databases here."""
    return sorted(path.name.split(".")[0] for path in HERE.glob("*.sqlite3.gz"))


@contextmanager
def sqlite_of(release: str, folder: Path) -> Iterator[str]:
    """Lay the file of a release into a folder; give its address."""
    path = folder / "old.sqlite3"
    path.write_bytes(gzip.decompress(HERE.joinpath(f"{release}.sqlite3.gz").read_bytes()))
    yield f"sqlite:///{path}"


@contextmanager
def postgresql_of(release: str, server: str, name: str) -> Iterator[str]:
    """Load the dump of a release into a new database of a server; give its address."""
    dump = gzip.decompress(HERE.joinpath(f"{release}.sql.gz").read_bytes()).decode()
    address = psycopg.conninfo.conninfo_to_dict(server)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            with psycopg.connect(**address | {"dbname": name}) as fresh:
                fresh.execute(dump.encode())
            yield _url(address, name)
        finally:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            connection.execute(drop)


def _url(address: dict, name: str) -> str:
    user = f"{address['user']}:{address.get('password', '')}"
    where = f"@{address.get('host', '')}" if not address["host"].startswith("/") else "@"
    socket = f"?host={address['host']}" if address["host"].startswith("/") else ""
    port = f":{address['port']}" if "port" in address and not socket else ""
    return f"postgresql://{user}{where}{port}/{name}{socket}"


def migrate(url: str, release: str) -> None:
    """Bring a database to today's tables, as an upgrade does: in a process of its own.

    The way from the first release has all steps of the others, which are taken quickly.
    """
    environment = os.environ | {"CARELOG_TEST_DATABASE_URL": url}
    environment |= {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    manage = ["manage.py"] if release == releases()[0] else ["-m", "tests.quick_migrations"]
    command = [sys.executable, *manage, "migrate", "--verbosity", "0"]
    subprocess.run(command, env=environment, check=True, cwd=HERE.parent.parent)


@contextmanager
def asking(url: str) -> Iterator[Ask]:
    """Give a function that asks a database past the models."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file, file:
            yield lambda query: file.execute(query).fetchall()
    else:
        with psycopg.connect(url) as connection:
            yield lambda query: connection.execute(query).fetchall()


def tables_of(url: str) -> dict[str, Table]:
    """Return every table of ours as it is, with all its columns."""
    with asking(url) as ask:
        is_sqlite = url.startswith("sqlite")
        names = [name for (name,) in ask(OF_SQLITE if is_sqlite else OF_POSTGRESQL)]
        return {
            name: _read(ask, name, _columns(ask, name, is_sqlite=is_sqlite))
            for name in sorted(set(names) - NOT_OURS)
        }


def the_same_of(url: str, before: dict[str, Table]) -> dict[str, Table]:
    """Return the tables and columns there were before, as they are now, by their old names."""
    with asking(url) as ask:
        return {
            name: _read(
                ask,
                TABLES.get(name, name),
                tuple(COLUMNS.get((name, column), column) for column in table.columns),
            )._replace(columns=table.columns)
            for name, table in before.items()
        }


def shape_of(ask: Ask, *, is_sqlite: bool) -> set[str]:
    """Return the columns, rules, indexes and triggers of all tables, as the database has them.

    PostgreSQL writes the type of the words of a list otherwise once they were in a dump.
    """
    queries = SHAPE_OF_SQLITE if is_sqlite else SHAPE_OF_POSTGRESQL
    return {TYPES.sub("", repr(row)) for query in queries for row in ask(query)}


def _columns(ask: Ask, table: str, *, is_sqlite: bool) -> tuple[str, ...]:
    if is_sqlite:
        return tuple(row[1] for row in ask(f'PRAGMA table_info("{table}")'))
    query = (
        "SELECT column_name FROM information_schema.columns"
        f" WHERE table_schema = 'public' AND table_name = '{table}' ORDER BY ordinal_position"
    )
    return tuple(name for (name,) in ask(query))


def _read(ask: Ask, table: str, columns: tuple[str, ...]) -> Table:
    names = ", ".join(f'"{column}"' for column in columns)
    rows = sorted(ADDED.sub("", repr(row)) for row in ask(f'SELECT {names} FROM "{table}"'))
    return Table(columns, len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest())
