"""The measured sites: a database with its volumes, and one real worker that serves it."""

import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

WORKER = ["--worker-class", "gthread", "--threads", "4", "--no-control-socket"]


@dataclass
class Site:
    """One database and its server on this machine; `readers` are its sessions and records."""

    name: str
    database: str
    folder: Path
    patients: int
    days: int
    port: int = 0
    readers: list[dict[str, str]] = field(default_factory=list)
    server: subprocess.Popen | None = None
    #: Seconds that collecting the static files took, 0 where another site had done it.
    collected: float = 0

    def __post_init__(self) -> None:
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    @property
    def environment(self) -> dict[str, str]:
        """Return what the shipped settings read, for this site."""
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
            "CARELOG_SECRET_KEY": secrets.token_urlsafe(64),
            "CARELOG_PUBLIC_URL": f"http://localhost:{self.port}",
            "CARELOG_HTTP_ON_LOOPBACK": "yes",
            "CARELOG_DATABASE_URL": self.database,
            "CARELOG_STATIC_ROOT": str(self.folder / "static"),
        }

    def run(self, *words: str) -> str:
        """Run a Python command in this site's environment; return what it printed."""
        command = [sys.executable, *words]
        done = subprocess.run(
            command, env=self.environment, check=True, stdout=subprocess.PIPE, text=True
        )
        return done.stdout

    def fill(self) -> None:
        """Make the tables, the volumes, the static files, and a session for each reader."""
        self.run("manage.py", "migrate", "--verbosity", "0")
        self.run("manage.py", "createcachetable")
        size = ["--patients", str(self.patients), "--days", str(self.days)]
        print(self.run("manage.py", "seed_history", *size), file=sys.stderr, end="")
        if not (self.folder / "static").exists():
            started = time.perf_counter()
            self.run("manage.py", "collectstatic", "--noinput", "--verbosity", "0")
            self.collected = time.perf_counter() - started

    def start(self, workers: int = 1) -> None:
        """Serve the site with workers of four threads each, and sign its readers in."""
        environment = self.environment
        prepared = subprocess.run(
            [sys.executable, "-m", "tests.bench.prepare"],
            env=environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.readers = json.loads(prepared.stdout)
        command = [sys.executable, "-m", "gunicorn", "carelog.wsgi", "--keep-alive", "75"]
        bind = ["--bind", f"127.0.0.1:{self.port}", "--workers", str(workers)]
        self.server = subprocess.Popen(
            [*command, *bind, *WORKER], env=environment, stderr=subprocess.DEVNULL
        )
        self._wait()

    def _wait(self) -> None:
        for _attempt in range(75):
            try:
                urllib.request.urlopen(f"http://localhost:{self.port}/healthz/", timeout=5).close()
                return
            except OSError:
                time.sleep(0.2)
        raise RuntimeError(f"{self.name} does not answer")

    def stop(self) -> None:
        """End the server."""
        if self.server is not None:
            self.server.terminate()
            self.server.wait(10)

    @property
    def worker(self) -> int:
        """Return the process id of the first worker."""
        pid = self.server.pid
        return int(Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[0])

    def cpu_ms(self) -> float:
        """Return the processor time of the worker so far, all threads."""
        spent = 0
        for task in Path(f"/proc/{self.worker}/task").iterdir():
            spent += int((task / "schedstat").read_text().split()[0])
        return spent / 1e6

    def forget_peak(self) -> None:
        """Let the worker's peak of memory begin anew at what it holds now."""
        Path(f"/proc/{self.worker}/clear_refs").write_text("5")

    def peak_mb(self) -> float:
        """Return the most memory the worker has held since its peak began anew."""
        lines = Path(f"/proc/{self.worker}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024

    def memory_mb(self) -> tuple[float, float]:
        """Return what the worker holds in memory now, and how much of it is its own alone."""
        lines = Path(f"/proc/{self.worker}/smaps_rollup").read_text().splitlines()[1:]
        sizes = {name: int(kb) for name, kb, _unit in map(str.split, lines)}
        own = sizes["Private_Clean:"] + sizes["Private_Dirty:"]
        return sizes["Rss:"] / 1024, own / 1024
