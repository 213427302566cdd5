"""What the suite costs: python -m tests.cost [part …] (make suite-cost).

Runs each part of `make test` by itself and prints its processor seconds, those of every process it
started included. As a pytest plugin it notes what each module of tests cost in its worker.
"""

import ctypes
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

PARTS = ("lint", "fhir", "test-sqlite", "test-postgresql")
MODULES_SHOWN = 20
FOLDER = "CARELOG_SUITE_COST"
PR_SET_CHILD_SUBREAPER = 36


def main(parts: list[str]) -> int:
    """Run parts of the suite, print what they cost and return how many failed."""
    # A server that outlives its starter becomes our child, so that its seconds are counted too.
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    failed, total = 0, 0.0
    modules: Counter[str] = Counter()
    for part in parts:
        with tempfile.TemporaryDirectory() as folder:
            status, cpu, wall = run(part, Path(folder))
            modules += noted(Path(folder))
        failed += status != 0
        total += cpu
        print(f"{part:16}{cpu:8.0f} CPU s{wall:8.0f} s{'  FAILED' if status else ''}", flush=True)
    print(f"{'all':16}{total:8.0f} CPU s")
    print("\nThe dearest modules, without what a server did for them:")
    for module, seconds in modules.most_common(MODULES_SHOWN):
        print(f"{seconds:8.1f}  {module}")
    return failed


def run(part: str, folder: Path) -> tuple[int, float, float]:
    """Run one part; return its exit status, its processor seconds and its seconds."""
    options = os.environ.get("PYTEST_ADDOPTS", "") + " -p tests.cost"
    environment = {"PYTHONPATH": ".", "PYTEST_ADDOPTS": options, FOLDER: str(folder)}
    before, start = spent(resource.RUSAGE_CHILDREN), time.monotonic()
    # With as many workers as `make test` gives it.
    command = ["make", part, f"WORKERS={(os.cpu_count() or 1) // 2}"]
    make = subprocess.Popen(command, env=os.environ | environment)
    status = 1
    with suppress(ChildProcessError):
        while True:
            pid, ended = os.wait()
            status = os.waitstatus_to_exitcode(ended) if pid == make.pid else status
    return status, spent(resource.RUSAGE_CHILDREN) - before, time.monotonic() - start


def spent(*whose: int) -> float:
    """Return processor seconds, of user and system."""
    usages = [resource.getrusage(one) for one in whose]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def noted(folder: Path) -> Counter[str]:
    """Add up what the workers noted."""
    return sum((Counter(json.loads(path.read_text())) for path in folder.iterdir()), Counter())


_of_modules: Counter[str] = Counter()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Note what a test costs with its fixtures."""
    before = spent(resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    try:
        return (yield)
    finally:
        module = item.nodeid.partition("::")[0]
        after = spent(resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        _of_modules[module] += after - before


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Iterator[None]:
    """Note what it cost this process to find the tests, with its start."""
    try:
        return (yield)
    finally:
        _of_modules["(starting and collecting)"] += spent(resource.RUSAGE_SELF)


def pytest_sessionfinish() -> None:
    """Leave the notes of this process where the command finds them."""
    Path(os.environ[FOLDER], f"{os.getpid()}.json").write_text(json.dumps(_of_modules))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(PARTS)))
