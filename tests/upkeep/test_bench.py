"""The measuring itself works; what it finds is asserted nowhere, as machines differ."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SMALL = ["--engine", "sqlite", "--rounds", "2", "--patients", "11", "--days", "20"]


def test_the_bench_prints_each_target_and_each_goal():
    command = [sys.executable, "-m", "tests.bench", *SMALL]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    lines = done.stdout.splitlines()
    assert sum(line.startswith("| Trends all, cold |") for line in lines) == 2
    assert sum("met" in line.split("|")[-2] for line in lines if line.count("|") == 5) >= 25
    assert "requests a second" in lines[-1]
