"""No function or class of the product is there for its tests alone."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from types import FunctionType

import carelog
import education

ROOT = Path(__file__).parents[2]
OURS = ("carelog", "education")
#: What Django or a server finds by the name of its folder or file.
NOT_SEEN = re.compile(r"\.(migrations|management|apps|wsgi)\b")
#: What nothing of ours calls, and who does or will.
CALLED_FROM_OUTSIDE = {
    "carelog.clinical.adherence.Adherence.covered_percent": "plans of medicines, to come",
    "carelog.clinical.adherence.Adherence.recorded_percent": "plans of medicines, to come",
    "carelog.clinical.adherence.adherence": "plans of medicines, to come",
    "carelog.compiled.Parameter.as_postgresql": "Django, to write SQL",
    "carelog.diary.calendar_views.DayConverter.to_url": "Django, to write an address",
    "carelog.diary.kinds.KindConverter.to_url": "Django, to write an address",
    "carelog.entries.plain_columns.Plain.clone": "Django, to write a migration",
    "carelog.server.Worker": "gunicorn, as gunicorn.conf.py says",
    "carelog.patients.models.access_event.forget": "the test run: a test begins as a process does",
    "carelog.policy.deny_by_default.process_view": "Django, before each view",
}


def public() -> Iterator[tuple[str, str]]:
    """Give the path and the name of what is public, but for methods a base class asks for."""
    for package in (carelog, education):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if NOT_SEEN.search(found.name):
                continue
            module = importlib.import_module(found.name)
            for name, thing in vars(module).items():
                if getattr(thing, "__module__", "") != found.name or name.startswith("_"):
                    continue
                if callable(thing):
                    yield f"{found.name}.{name}", name
                if inspect.isclass(thing):
                    yield from ((f"{found.name}.{name}.{own}", own) for own in methods(thing))


def methods(owner: type) -> Iterator[str]:
    """Give the public methods of a class that are its own."""
    kinds = (FunctionType, property, cached_property, classmethod, staticmethod)
    bases = [base for base in owner.__mro__[1:] if base.__module__.split(".")[0] not in OURS]
    for name, thing in vars(owner).items():
        is_asked = any(name in vars(base) for base in bases)
        if isinstance(thing, kinds) and not name.startswith(("_", "clean_")) and not is_asked:
            yield name


def named() -> set[str]:
    """Return every name that code or a template of ours says, but for imports and text."""
    words: set[str] = set()
    for path in (path for ours in OURS for path in (ROOT / ours).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Name):
                words.add(node.id)
            elif isinstance(node, ast.Attribute):
                words.add(node.attr)
            elif isinstance(node, ast.Constant) and path.name != "__init__.py":
                words.update(str(node.value).split(".") if " " not in str(node.value) else ())
    for path in (*ROOT.glob("templates/**/*.*"), *ROOT.glob("carelog/**/*.typ")):
        words.update(re.findall(r"\w+", path.read_text()))
    return words


def test_all_that_is_public_is_called_by_something_of_ours():
    called = named()
    dead = [path for path, name in public() if name not in called]
    assert sorted(dead) == sorted(CALLED_FROM_OUTSIDE)
