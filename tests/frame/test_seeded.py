"""The seeded bugs still fit the tree; whether tests notice them is tried by `make seeded-bugs`."""

import ast
from collections import Counter

import pytest

from tests.seeded.bug import BLIND, DATABASES, ROOT
from tests.seeded.bugs import BUGS

FEWEST = 30


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_a_bug_still_applies_and_is_looked_for(bug):
    text = (ROOT / bug.file).read_text(encoding="utf-8")
    assert bug.seeded_in(text) != text
    assert bug.tests
    assert {*bug.databases} <= {*DATABASES}
    for test in bug.tests:
        path, _colons, name = test.partition("::")
        found = ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8")))
        named = {node.name for node in found if isinstance(node, ast.FunctionDef)}
        assert not name or name in named, test


def test_there_are_many_bugs_of_many_kinds():
    assert len({bug.name for bug in BUGS}) == len(BUGS) >= FEWEST
    assert len({(bug.file, bug.old, bug.new) for bug in BUGS}) == len(BUGS)
    kinds = Counter(bug.kind for bug in BUGS)
    assert len(kinds) >= FEWEST - len(BLIND)
    assert min(kinds[kind] for kind in BLIND) >= 2
