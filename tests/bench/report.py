"""The measured figures as Markdown: a table a database, and each goal, met or not."""

import os
import platform
import sqlite3
import subprocess

import django

from tests.bench.file_goals import goals_of_files
from tests.bench.goals import Goal, goals
from tests.bench.load import BUSIEST_HOUR, REQUESTS_A_DAY, patients
from tests.bench.measure import Results
from tests.bench.sites import Site
from tests.bench.streams import Files

COLUMNS = ("what", "record", "median ms", "p95", "CPU ms", "queries", "KB")
OF_FILES = (
    *("file", "record", "median ms", "CPU ms", "queries", "rows", "rows/s", "KB", "KB unpacked"),
    *("peak MB", "10 y / 90 d"),
)


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


def head(columns: tuple[str, ...], few: str, crowd: str) -> list[str]:
    """Return the head of a table, its last column the larger site against the smaller."""
    names = (*columns, f"{crowd.split()[0]} / {few.split()[0]}")
    return [f"| {' | '.join(names)} |", "|---" * len(names) + "|"]


def measured(few: str, crowd: str, results: Results) -> list[str]:
    """Return the lines of the table of one database."""
    lines = head(COLUMNS, few, crowd)
    for (site, record, target), one in results.items():
        if site == few:
            asked = "/".join(map(str, sorted(one.queries)))
            ratio = results[crowd, record, target].median / one.median
            lines.append(
                f"| {target} | {record} | {one.median:.1f} | {one.p95:.1f} | {one.cpu_median:.1f}"
                f" | {asked} | {one.bytes / 1024:.1f} | {ratio:.2f} |"
            )
    return lines


def measured_files(few: str, crowd: str, files: Files) -> list[str]:
    """Return the lines of the table of files of one database."""
    lines = head(OF_FILES, few, crowd)
    for (site, record, name), one in files.items():
        if site == few:
            asked = "/".join(map(str, sorted(one.queries)))
            years = one.median / files[few, "90 days", name].median
            many = files[crowd, record, name].median / one.median
            lines.append(
                f"| {name} | {record} | {one.median:.0f} | {one.cpu_median:.0f} | {asked}"
                f" | {one.rows:,} | {one.rows_a_second:,.0f} | {one.bytes / 1024:,.0f}"
                f" | {one.plain_bytes / 1024:,.0f} | {one.peak:.1f} | {years:.1f} | {many:.2f} |"
            )
    return lines


def wanted(sites: list[Site], results: Results, files: Files, memory: float) -> list[str]:
    """Return the lines of the table of goals."""
    few, crowd = sites
    found = [*goals(few.name, crowd.name, results), *goals_of_files(few.name, crowd.name, files)]
    found.append(Goal("collecting static files", few.collected, 10, unit="s"))
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


def tables(
    engine: str,
    sites: list[Site],
    results: Results,
    files: Files,
    held: list[tuple[float, float]],
) -> str:
    """Return all that was found on one database.

    `held` is what the worker of each site held after the pages, then after the PDFs.
    """
    few, crowd = (site.name for site in sites)
    lines = [f"\n## {engine}\n", *measured(few, crowd, results), ""]
    lines += [*measured_files(few, crowd, files), ""]
    lines += [*wanted(sites, results, files, held[0][0]), ""]
    lines += [
        f"{site.name}: worker {rss:.0f} MB, {own:.0f} MB its own; {after:.0f} MB after PDFs"
        for site, (rss, own), (after, _own) in zip(sites, held[:2], held[2:], strict=True)
    ]
    return "\n".join(lines)
