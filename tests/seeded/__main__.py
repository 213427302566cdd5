"""python -m tests.seeded [WORD …]: put each bug into a copy of the tree and run its tests.

Fails unless every bug is noticed by a test that fails; one that cannot be collected, or runs out
of time, has noticed nothing. Words choose the bugs whose name or kind holds one of them.
"""

import os
import sys
import tempfile
from pathlib import Path

from tests.seeded.bug import DATABASES, Bug
from tests.seeded.bugs import BUGS
from tests.seeded.tree import ADDRESS, Tree


def main(words: list[str]) -> int:
    """Seed every bug, print who noticed it; return 0 when all were noticed."""
    bugs = [b for b in BUGS if not words or any(w in f"{b.name} {b.kind}" for w in words)]
    if ADDRESS not in os.environ:
        sys.exit("Some show on PostgreSQL alone: python -m tests.postgres python -m tests.seeded")
    with tempfile.TemporaryDirectory(prefix="seeded-") as folder:
        tree = Tree(Path(folder))
        check_the_tree_as_it_is(tree, bugs)
        missed = [bug for bug in bugs if not is_noticed(tree, bug)]
    print(f"{len(bugs) - len(missed)} of {len(bugs)} bugs were noticed.")
    return 1 if missed else 0


def check_the_tree_as_it_is(tree: Tree, bugs: list[Bug]) -> None:
    """Run the tests of all bugs where none is. Exits where one of them fails."""
    for database in DATABASES:
        tests = dict.fromkeys(t for b in bugs if database in b.databases for t in b.tests)
        whole = tree.run([*tests], database) if tests else None
        if whole and whole.code != 0:
            sys.exit(f"The tree as it is fails on {database}:\n{whole.output}")
        print(f"{len(tests)} tests and files of tests pass on {database}.", flush=True)


def is_noticed(tree: Tree, bug: Bug) -> bool:
    """Seed a bug, run its tests on each of its databases, say who noticed."""
    with tree.seeded(bug):
        runs = [(database, tree.run([*bug.tests], database, bug)) for database in bug.databases]
    for database, found in runs:
        said = found.failed or f"NOT NOTICED (pytest: {found.code})"
        print(f"{bug.name:<70}{bug.kind:<14}{database:<11}{found.seconds:5.1f} s  {said}")
        if found.code not in (0, 1):
            print(found.output)
    sys.stdout.flush()
    return all(found.code == 1 and found.failed for _database, found in runs)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
