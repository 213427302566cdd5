"""The measured figures as Markdown: a table a database, and each goal, met or not."""

import os
import platform
import sqlite3
import subprocess

import django

from tests.bench.goals import Goal, goals
from tests.bench.load import BUSIEST_HOUR, REQUESTS_A_DAY, patients
from tests.bench.measure import Results
from tests.bench.sites import Site

COLUMNS = ("what", "record", "median ms", "p95", "CPU ms", "queries", "KB", "1,000 / 3")


def machine(rounds: int) -> str:
    """Return a line of what this ran on."""
    said = subprocess.run(
        ["git", "describe", "--always", "--dirty"], capture_output=True, text=True, check=False
    )
    return (
        f"Commit {said.stdout.strip()}; {os.cpu_count()} cores, client and servers on the same;"
        f" Python {platform.python_version()}, Django {django.get_version()},"
        f" SQLite {sqlite3.sqlite_version}; {rounds} requests to each target in turn."
    )


def measured(few: str, crowd: str, results: Results) -> list[str]:
    """Return the lines of the table of one database."""
    lines = [f"| {' | '.join(COLUMNS)} |", "|---" * len(COLUMNS) + "|"]
    for (site, record, target), one in results.items():
        if site == few:
            asked = "/".join(map(str, sorted(one.queries)))
            ratio = results[crowd, record, target].median / one.median
            lines.append(
                f"| {target} | {record} | {one.median:.1f} | {one.p95:.1f} | {one.cpu_median:.1f}"
                f" | {asked} | {one.bytes / 1024:.1f} | {ratio:.2f} |"
            )
    return lines


def wanted(sites: list[Site], results: Results) -> list[str]:
    """Return the lines of the table of goals."""
    few, crowd = sites
    found = [*goals(few.name, crowd.name, results)]
    found.append(Goal("collecting static files", few.collected, 10, unit="s"))
    memory, _own = few.memory_mb()
    found.append(Goal("memory of the worker", memory, 110, unit="MB"))
    return ["| goal | found | limit | |", "|---|---|---|---|", *map(str, found)]


def carried(rate: float) -> str:
    """Return what a rate of requests a second means, with what is assumed."""
    goal = Goal("active patients", patients(rate), 100_000, is_least=True, unit="")
    return (
        f"8 readers at once, 2 workers: {rate:.0f} requests a second. With {REQUESTS_A_DAY}"
        f" requests a day each, {BUSIEST_HOUR:.0%} of them in the busiest hour, that is"
        f" {goal.found:,.0f} active patients ({'met' if goal.is_met else 'not met'}: 100,000)."
    )


def tables(engine: str, sites: list[Site], results: Results) -> str:
    """Return all that was found on one database; the sites must be running."""
    few, crowd = (site.name for site in sites)
    held = [site.memory_mb() for site in sites]
    lines = [f"\n## {engine}\n", *measured(few, crowd, results), ""]
    lines += [*wanted(sites, results), ""]
    lines += [
        f"{site.name}: worker {rss:.0f} MB, {own:.0f} MB its own"
        for site, (rss, own) in zip(sites, held, strict=True)
    ]
    return "\n".join(lines)
