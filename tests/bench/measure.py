"""One request to each target in turn, so that noise of the machine hits all alike."""

import time
from dataclasses import dataclass, field
from statistics import median, quantiles

from tests.bench.sites import Site
from tests.bench.targets import Answer, Reader, Target


@dataclass
class Figures:
    """What the requests to one target cost: milliseconds, processor milliseconds, queries."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    queries: set[int] = field(default_factory=set)
    bytes: int = 0
    plain_bytes: int = 0

    @property
    def median(self) -> float:
        """Return the median milliseconds."""
        return median(self.wall)

    @property
    def p95(self) -> float:
        """Return the milliseconds that 95 of 100 requests stay under."""
        return quantiles(self.wall, n=20)[-1]

    @property
    def cpu_median(self) -> float:
        """Return the median of the worker's processor milliseconds."""
        return median(self.cpu)


#: (site, record, target) → figures; a record is "90 days" or "10 years".
Results = dict[tuple[str, str, str], Figures]
#: The place of each record among the seeded ones.
RECORDS = {"90 days": 1, "10 years": 0}


def readers_of(sites: list[Site]) -> dict[tuple[str, str], Reader]:
    """Return a reader of each measured record: (site, record) → reader."""
    return {
        (site.name, record): Reader(site.port, site.readers[place])
        for site in sites
        for record, place in RECORDS.items()
    }


def measure(sites: list[Site], rounds: int, *groups: tuple[Target, ...]) -> Results:
    """Ask every site for every target of some groups `rounds` times, in turn."""
    readers = readers_of(sites)
    results: Results = {}
    for turn in range(rounds + 1):
        for record in RECORDS:
            for targets in groups:
                for target in targets:
                    for site in sites:
                        reader = readers[site.name, record]
                        if target is groups[0][0]:
                            warm_up(reader, groups[0])
                        figures = (
                            Figures()
                            if turn == 0
                            else results.setdefault((site.name, record, target.name), Figures())
                        )
                        answer = ask(site, reader, target, figures)
                        figures.queries.add(answer.queries)
    return results


def warm_up(reader: Reader, targets: tuple[Target, ...]) -> None:
    """Let the server read and draw what the saves of the last round have changed."""
    for target in targets:
        if "cold" not in target.name:
            target.ask(reader)


def ask(site: Site, reader: Reader, target: Target, figures: Figures) -> Answer:
    """Send one request, note what it cost and return the answer; RuntimeError for a bad one."""
    spent, started = site.cpu_ms(), time.perf_counter()
    answer = target.ask(reader)
    figures.wall.append((time.perf_counter() - started) * 1000)
    figures.cpu.append(site.cpu_ms() - spent)
    figures.bytes, figures.plain_bytes = len(answer.body), len(answer.plain)
    if answer.status != target.expects:
        raise RuntimeError(f"{site.name}, {target.name}: answered {answer.status}")
    return answer
