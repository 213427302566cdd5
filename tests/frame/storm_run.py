"""How a storm is sent at one route, and what of it needs no request."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy

import pytest
from django.db import transaction
from django.http import QueryDict
from django.test import Client, RequestFactory
from django.urls import Resolver404, resolve

from tests.frame.bad_values import PARAMETERS, Case
from tests.frame.storm import Bad, Place, apart, requests, send, untouched

#: After so many bad values in a place that cannot matter, the others need no request.
ENOUGH = 2
#: One route is sent every bad address, whether a route takes it or not.
WHOLE_ADDRESS = "entry"
#: Read as a whole, to be written out again.
WHOLE = "*"


@contextmanager
def names_read() -> Iterator[set[str]]:
    """Collect the names of queries and forms whose values are read in the block."""
    names: set[str] = set()

    def noting(method):
        def noted(data, *args, **more):
            names.add(str(args[0]) if args else WHOLE)
            return method(data, *args, **more)

        return noted

    with pytest.MonkeyPatch.context() as patch:
        for name in ("__getitem__", "getlist", "pop", "urlencode"):
            patch.setattr(QueryDict, name, noting(getattr(QueryDict, name)))
        yield names


def leads_nowhere(bad: Bad) -> bool:
    """Whether no route takes the address of a request."""
    try:
        resolve(RequestFactory().generic("GET", bad.path).path_info)
    except Resolver404:
        return True
    return False


class Storm:
    """The storm of one client on one case: what was sent, what was not, and what went wrong."""

    def __init__(self, client: Client, case: Case, good: dict[str, str], share: set[Place]) -> None:
        self.client, self.case, self.good, self.share = client, case, good, share
        self.sent: set[Place] = set()
        self.needless: set[Place] = set()
        self.wrong: list[str] = []
        self._read: set[str] = set()
        self._tried: Counter[tuple[str, str]] = Counter()

    def blow(self) -> None:
        """Send everything that may matter."""
        with names_read() as self._read:
            self._look_what_is_read()
            for bad in requests(self.case, self.good, self.share):
                if self._is_needless(bad):
                    self.needless.update(bad.holds)
                else:
                    self._send(bad)

    def _look_what_is_read(self) -> None:
        """Send good values, and leave no trace of it."""
        twin = Client(raise_request_exception=False)
        for good in untouched(self.case, self.good):
            twin.cookies = deepcopy(self.client.cookies)
            with transaction.atomic():
                _status, problem = send(twin, good)
                transaction.set_rollback(True)
            self.wrong += [f"good values → {problem}"] if problem else []

    def _is_needless(self, bad: Bad) -> bool:
        part, name, _label = bad.holds[0]
        if len(bad.holds) > 1 or self._tried[part, name] < ENOUGH:
            return False
        if part == "address":
            return self.case.route != WHOLE_ADDRESS and leads_nowhere(bad)
        names = {*PARAMETERS} if name == "all at once" else {name}
        return not self._read & {*names, WHOLE}

    def _send(self, bad: Bad) -> None:
        status, problem = send(self.client, bad)
        self.sent.update(bad.holds)
        self._tried.update(place[:2] for place in bad.holds)
        self.wrong += [f"{bad.holds} → {problem}"] if problem else []
        if status != 302 and not bad.refused:
            for one in apart(self.case, self.good, bad):
                self._send(one)
