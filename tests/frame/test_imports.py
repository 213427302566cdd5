"""The rooms of the house: who may know whom, and how much stands in one place."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

from django.conf import settings

ROOMS = ("carelog", "education")
SOURCES = sorted(
    path
    for room in ROOMS
    for path in (settings.BASE_DIR / room).rglob("*.py")
    if "migrations" not in path.parts
)
TEXTS = {path.relative_to(settings.BASE_DIR): path.read_text() for path in SOURCES}
TREES = {path: ast.parse(text) for path, text in TEXTS.items()}
NO_SIGNALS = ("django.db.models.signals", "django.dispatch")
CLOCKS = ("datetime.now(", "datetime.utcnow(", "date.today(")
READ_THE_ENVIRONMENT = {"settings.py", "env.py", "wsgi.py"}
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


def imported(path: Path) -> list[ast.ImportFrom]:
    """Return what a file imports from elsewhere."""
    return [node for node in ast.walk(TREES[path]) if isinstance(node, ast.ImportFrom)]


def test_files_import_by_full_names():
    assert [path for path in TREES if any(node.level for node in imported(path))] == []


def test_files_listen_to_no_signal():
    listening = {
        str(path): node.module
        for path in TREES
        for node in imported(path)
        if (node.module or "").startswith(NO_SIGNALS)
    }
    assert listening == {}


def test_files_and_their_functions_are_short():
    assert [p for p, text in TEXTS.items() if len(text.splitlines()) > MOST_LINES] == []
    long = [
        f"{path}: {node.name}"
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if node.end_lineno - node.lineno >= MOST_LINES_OF_A_FUNCTION
    ]
    assert long == []


def test_views_fetch_a_record_through_its_one_door():
    for path in SOURCES:
        if path.name.endswith("views.py") or path.parent.name == "diary":
            text = path.read_text()
            assert "get_object_or_404" not in text, path
            assert "Patient.objects.get(" not in text, path
            assert "Patient.objects.filter(" not in text, path


def test_the_clock_is_read_from_the_frame():
    assert [path for path, text in TEXTS.items() if any(word in text for word in CLOCKS)] == []


def test_settings_are_read_from_django():
    readers = {path.name for path, text in TEXTS.items() if "os.environ" in text}
    assert readers <= READ_THE_ENVIRONMENT
