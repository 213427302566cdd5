"""The measuring itself works; what it finds is asserted nowhere, as machines differ.

To measure, even a little, costs as much as hundreds of tests, and a fault of it harms nobody:
`make drills` does it.
"""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SMALL = ["--engine", "sqlite", "--rounds", "2", "--patients", "4", "--days", "8"]


def test_the_bench_says_what_it_can_be_asked():
    command = [sys.executable, "-m", "tests.bench", "--help"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "--engine" in done.stdout


@pytest.mark.drill
def test_the_bench_prints_each_target_and_each_goal():
    command = [sys.executable, "-m", "tests.bench", *SMALL]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    lines = done.stdout.splitlines()
    assert sum(line.startswith("| Trends all, cold |") for line in lines) == 2
    assert sum(line.startswith("| summary PDF, cold |") for line in lines) == 2
    for file in ("daily.csv", "everything.json", "FHIR a year"):
        assert sum(line.startswith(f"| {file} |") for line in lines) == 2
    assert sum(line.endswith(" | 4 / 3 |") for line in lines) == 2
    assert any(line.startswith("| memory, 10 years more than 90 days") for line in lines)
    assert sum("met" in line.split("|")[-2] for line in lines if line.count("|") == 5) >= 34
    assert "requests a second" in lines[-1]
