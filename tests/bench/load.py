"""Many readers at once: what one machine carries, and how many people that is."""

import time
from concurrent.futures import ThreadPoolExecutor

from tests.bench.sites import Site
from tests.bench.targets import Reader

CLIENTS = 8
#: A day of an active patient, as a browser asks for it: a check-in with its two steps, one
#: entry more, Today and Trends, both worked out anew as something was saved before.
REQUESTS_A_DAY = 11
#: The share of a day's requests that comes in its busiest hour: a choice, and not measured.
BUSIEST_HOUR = 0.2


def day(reader: Reader) -> int:
    """Live through a day; return how many requests it took."""
    steps = [
        lambda: reader.get(reader.at("today/")),
        reader.start_check_in,
        *[lambda: reader.get(reader.check_in)] * 5,
        lambda: reader.get(reader.at("logs/pain/new/")),
        reader.log_pain,
        lambda: reader.get(reader.at("today/")),
        lambda: reader.get(reader.at("trends/?period=90")),
    ]
    for step in steps:
        if (status := step().status) not in (200, 302):
            raise RuntimeError(f"answered {status}")
    return len(steps)


def requests_a_second(site: Site, days: int) -> float:
    """Return how many requests a second a site answers to eight readers at once."""
    readers = [Reader(site.port, one) for one in site.readers[1 : CLIENTS + 1]]
    for reader in readers:
        day(reader)
    started = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        done = list(pool.map(lambda reader: sum(day(reader) for _ in range(days)), readers))
    return sum(done) / (time.perf_counter() - started)


def patients(rate: float) -> int:
    """Return how many active patients a rate of requests a second carries in the busiest hour."""
    return int(rate * 3600 / (REQUESTS_A_DAY * BUSIEST_HOUR))
