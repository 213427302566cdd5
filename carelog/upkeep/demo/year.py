"""Making the demo: all that is written in the year, in the order it was written."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import groupby
from operator import itemgetter

from django.db import transaction

from carelog.upkeep.demo import check_ins, medicines, other_logs, second_thoughts, visits
from carelog.upkeep.demo.calendar import CAREGIVER_JOINS, Calendar
from carelog.upkeep.demo.pen import Act, Pen
from carelog.upkeep.demo.people import begin_demo, clear_demo, invite_caregiver
from carelog.upkeep.past import at


def make_demo(seed: int, today: date) -> None:
    """Write the 365 days before `today` (the record's local day), in place of any demo before.

    Same seed and day, same content. A day of the year is one transaction, so that others can
    write meanwhile. Raises NotADemo, and leaves all as it was, where one of the demo's addresses
    is somebody's own.
    """
    with transaction.atomic():
        clear_demo()
        pen = begin_demo(seed, Calendar(today))
    for _day, acts in groupby(sorted(_acts(pen), key=itemgetter(0)), lambda act: act[0].date()):
        with transaction.atomic():
            for moment, act in acts:
                with at(moment):
                    act()


def _acts(pen: Pen) -> Iterator[Act]:
    yield pen.calendar.moment(CAREGIVER_JOINS, 7), partial(invite_caregiver, pen)
    for source in (medicines, visits, other_logs, check_ins, second_thoughts):
        yield from source.acts(pen)
