"""The rooms of the house: who may know whom, and how much stands in one place."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

ROOMS = ("carelog", "education")
SOURCES = sorted(
    path
    for room in ROOMS
    for path in (settings.BASE_DIR / room).rglob("*.py")
    if "migrations" not in path.parts
)
FILES = [pytest.param(path, id=str(path.relative_to(settings.BASE_DIR))) for path in SOURCES]
MOST_LINES, MOST_LINES_OF_A_FUNCTION = 250, 50


def test_a_room_knows_only_rooms_above_it():
    command = str(Path(sys.executable).with_name("lint-imports"))
    result = subprocess.run(
        [command, "--no-cache"],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 broken" in result.stdout


def test_every_room_stands_in_the_contract():
    contract = (settings.BASE_DIR / "pyproject.toml").read_text()
    rooms = {path.parent.name for path in (settings.BASE_DIR / "carelog").glob("*/__init__.py")}
    layers = tomllib.loads(contract)["tool"]["importlinter"]["contracts"][0]["layers"]
    known = {room.strip() for layer in layers for room in layer.split("|")}
    missing = {room for room in rooms if f"carelog.{room}" not in known}
    assert not missing


def test_no_file_is_a_drawer_for_everything():
    names = {path.name for path in SOURCES}
    assert not names & {
        "utils.py",
        "helpers.py",
        "misc.py",
        "common.py",
        "signals.py",
        "services.py",
    }


@pytest.mark.parametrize("path", FILES)
def test_a_file_imports_by_full_names_and_listens_to_no_signal(path):
    tree = ast.parse(path.read_text())
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert not [node.module for node in imports if node.level]
    assert not [
        node.module
        for node in imports
        if (node.module or "").startswith("django.db.models.signals")
    ]
    assert not [node.module for node in imports if (node.module or "") == "django.dispatch"]


@pytest.mark.parametrize("path", FILES)
def test_a_file_and_its_functions_are_short(path):
    text = path.read_text()
    assert len(text.splitlines()) <= MOST_LINES
    functions = [
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    long = {f.name for f in functions if f.end_lineno - f.lineno >= MOST_LINES_OF_A_FUNCTION}
    assert not long


def test_views_fetch_a_record_through_its_one_door():
    for path in SOURCES:
        if path.name.endswith("views.py") or path.parent.name == "diary":
            text = path.read_text()
            assert "get_object_or_404" not in text, path
            assert "Patient.objects.get(" not in text, path
            assert "Patient.objects.filter(" not in text, path


@pytest.mark.parametrize("path", FILES)
def test_settings_are_read_from_django_and_the_clock_from_the_frame(path):
    text = path.read_text()
    for word in ("datetime.now(", "datetime.utcnow(", "date.today("):
        assert word not in text
    if path.name not in ("settings.py", "env.py", "wsgi.py"):
        assert "os.environ" not in text
