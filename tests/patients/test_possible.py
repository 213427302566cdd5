"""The first and last year a person can mean stand in one place."""

import ast
import re
from datetime import date, datetime
from pathlib import Path

import pytest

from carelog.patients.possible import is_possible

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(1899, 12, 31), False),
        (date(1900, 1, 1), True),
        (datetime(2100, 12, 31, 23, 59), True),
        (date(2101, 1, 1), False),
    ],
)
def test_a_day_lies_between_1900_and_2100(day, expected):
    assert is_possible(day) is expected


def test_no_other_module_writes_the_years_as_numbers():
    modules = (path for path in ROOT.glob("carelog/**/*.py") if "migrations" not in path.parts)
    assert [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in modules
        if path.name != "possible.py"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant)
        and re.fullmatch(r"(1900|2100)(-.*)?", str(node.value), re.DOTALL)
    ] == []
