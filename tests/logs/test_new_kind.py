"""docs/new-log-kind.md, followed step by step in a copy of the project."""

import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

# The copy has a database of its own, so a second run on another engine would be the same run.
pytestmark = pytest.mark.skipif(
    "sqlite3" not in settings.DATABASES["default"]["ENGINE"], reason="runs on SQLite, once"
)
ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("carelog", "education", "templates", "static", "tests", "docs")
FILES = ("manage.py", "pyproject.toml")


def blocks() -> list[str]:
    """Return the pieces of code of the page, in order: module, import, command, test data."""
    text = (ROOT / "docs" / "new-log-kind.md").read_text("utf-8")
    return re.findall(r"^```\w+\n(.+?)^```", text, re.M | re.S)


def put(path: Path, before: str, new: str) -> None:
    """Write a piece into a file, right before another."""
    text = path.read_text("utf-8")
    assert text.count(before) >= 1, before
    path.write_text(text.replace(before, new + before, 1), "utf-8")


@pytest.fixture(scope="module")
def migrated(django_db_setup, django_db_blocker, tmp_path_factory) -> Path:
    """Return a copy of the database of this run: the copy of the project migrates no further."""
    path = tmp_path_factory.mktemp("database") / "test-kind.sqlite3"
    with django_db_blocker.unblock(), closing(sqlite3.connect(path)) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
    return path


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """Return a copy of the project with the kind in it."""
    copy = tmp_path_factory.mktemp("project")
    # With what is compiled of it, which is as old there as here.
    for name in NEEDED:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("node_modules"))
    for name in FILES:
        shutil.copy(ROOT / name, copy / name)
    module, line, command, data = blocks()
    models = copy / "carelog" / "logs" / "models"
    (models / "blood_sugar.py").write_text(module, "utf-8")
    put(models / "__init__.py", "from carelog.logs.models.bowels", line)
    put(models / "__init__.py", "    WeightEntry,\n", "    BloodSugarEntry,\n")
    kinds = copy / "tests" / "kinds.py"
    put(kinds, "from carelog.logs.models import (", line)
    put(kinds, "    WeightEntry: {", f"    {data.strip()}\n")
    page = copy / "education" / "content" / "en" / "eating-and-drinking.md"
    for key in ("logs", "offered_by"):
        head = page.read_text("utf-8").replace(f"{key}: [", f"{key}: [blood-sugar, ", 1)
        page.write_text(head, "utf-8")
    run(copy, *command.split()[1:])
    return copy


def run(folder: Path, *command: str) -> str:
    """Run a command of Python in the copy and return what it says."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        capture_output=True,
        text=True,
        env={"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": "", "PYTEST_XDIST_WORKER": "kind"},
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def test_the_migration_holds_the_whole_table(project):
    [migration] = (project / "carelog" / "logs" / "migrations").glob("*_blood_sugar.py")
    assert "BloodSugarEntry" in migration.read_text("utf-8")
    assert "No changes" in run(project, "manage.py", "makemigrations", "--check")


@pytest.mark.django_db
def test_what_holds_for_every_kind_holds_for_it(project, migrated):
    """Only the migration of the kind is still to come."""
    shutil.copy(migrated, project / "var")
    files = ("tests/patients/test_constraints.py", "tests/frame/test_access_table.py")
    files += ("tests/frame/test_scope.py", "tests/frame/test_writes.py")
    files += ("tests/diary/test_pairing.py", "tests/diary/test_timeline.py")
    words = "blood or Blood or every_kind or every_rule or one_query_a_kind"
    said = run(
        project, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--reuse-db", "-k", words, *files
    )
    assert int(re.search(r"(\d+) passed", said)[1]) > 30
    assert "failed" not in said
