"""A copy of the tree, in which bugs are put and taken out again, and tests run."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from tests.seeded.bug import DATABASES, ROOT, SQLITE, Bug

NODE_MODULES = Path("tests", "node_modules")
ADDRESS = "CARELOG_TEST_DATABASE_URL"
#: Seconds for the tests of one bug, and for all of them on the tree as it is.
MOST, MOST_OF_ALL = 180, 900
FAILED = re.compile(r"^FAILED (.+?)(?: - |$)", re.M)


@dataclass(frozen=True)
class Run:
    """What came of some tests: pytest's exit code, None out of time; the first that failed."""

    code: int | None
    failed: str
    seconds: float
    output: str


class Tree:
    """What the repository keeps, in a folder of its own. A database is made once and used again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        #: Databases that are not there yet, or not as the tree makes them.
        self.to_make = {*DATABASES}
        command = ["git", "ls-files", "-z"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        for name in filter(None, listed.stdout.split("\0")):
            if (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, folder / name)
        # Node.js looks for packages beside what it runs.
        (folder / NODE_MODULES).symlink_to(ROOT / NODE_MODULES)

    @contextmanager
    def seeded(self, bug: Bug) -> Iterator[None]:
        """Hold a bug. Raises ValueError where its text does not stand once in its file."""
        path = self.folder / bug.file
        text, times = path.read_bytes(), path.stat()
        path.write_text(bug.seeded_in(text.decode()), encoding="utf-8")
        try:
            yield
        finally:
            path.write_bytes(text)
            # Its compiled file, made before, is good again.
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))

    def run(self, tests: Sequence[str], database: str, bug: Bug | None = None) -> Run:
        """Run tests on a database, up to the first that fails."""
        of_tables = bug is not None and "/migrations/" in bug.file
        is_made = database not in self.to_make and not of_tables
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-rf", "--tb=short"]
        command += ["--reuse-db", *([] if is_made else ["--create-db"])]
        environment = dict(os.environ)
        if database == SQLITE:
            environment.pop(ADDRESS)
        if bug:
            # Nothing that was compiled of a bug may stay behind.
            environment["PYTHONDONTWRITEBYTECODE"] = "1"
        started, limit = monotonic(), MOST if bug else MOST_OF_ALL
        try:
            done = subprocess.run(
                [*command, "-p", "no:cacheprovider", *tests],
                cwd=self.folder,
                env=environment,
                capture_output=True,
                text=True,
                timeout=limit,
            )
        except subprocess.TimeoutExpired:
            self.to_make.add(database)
            return Run(None, "", monotonic() - started, f"after {limit} seconds")
        (self.to_make.add if of_tables else self.to_make.discard)(database)
        found = FAILED.search(done.stdout)
        output = done.stdout + done.stderr
        return Run(done.returncode, found[1] if found else "", monotonic() - started, output)
