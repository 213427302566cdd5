"""Every seeded bug, in the order in which they are tried."""

from tests.seeded import (
    answers,
    blind,
    browser,
    doors,
    figures,
    files,
    lived,
    places,
    readers,
    rows,
    setup,
    states,
    summary,
    typed,
    who,
)
from tests.seeded.bug import Bug

# What changes a table comes last: the database is made anew after it.
BUGS: tuple[Bug, ...] = (
    *(*doors.BUGS, *answers.BUGS, *lived.BUGS, *figures.BUGS, *files.BUGS, *setup.BUGS),
    *(*places.BUGS, *readers.BUGS, *states.BUGS, *summary.BUGS, *typed.BUGS, *blind.BUGS),
    *(*browser.BUGS, *who.BUGS, *rows.BUGS),
)
