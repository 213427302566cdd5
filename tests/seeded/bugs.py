"""Every seeded bug, in the order in which they are tried."""

from tests.seeded import blind, doors, figures, rows
from tests.seeded.bug import Bug

BUGS: tuple[Bug, ...] = (*doors.BUGS, *figures.BUGS, *rows.BUGS, *blind.BUGS)
