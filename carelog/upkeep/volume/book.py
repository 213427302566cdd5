"""The rows of one record, gathered first and then written in bulk, each with its first revision."""

import random
from collections import defaultdict
from uuid import UUID

from carelog.accounts.models import User
from carelog.diary.check_in_taps import derived
from carelog.logs.models import CheckIn, Entry
from carelog.patients import saving
from carelog.patients.models import Kept, Patient, Revision


class Book:
    """A record with its owner, and the rows that are going to be saved there."""

    def __init__(self, patient: Patient, owner: User, luck: random.Random) -> None:
        self.patient, self.owner, self.luck = patient, owner, luck
        self.rows: dict[type[Kept], list[Kept]] = defaultdict(list)
        self.children: list = []
        self.revisions: list[Revision] = []

    def add(self, row: Kept, children: dict[str, list] | None = None) -> None:
        """Add a row that stands for itself."""
        self._add(row, UUID(int=self.luck.getrandbits(128), version=4), children)

    def add_part(
        self, sitting: CheckIn, row: Entry, children: dict[str, list] | None = None
    ) -> None:
        """Add a part of a check-in that was added before; its key follows from the whole."""
        row.check_in = sitting
        self._add(row, derived(sitting.uid, type(row)), children)

    def _add(self, row: Kept, uid: UUID, children: dict[str, list] | None) -> None:
        said = saving.snapshot_of_unsaved(row, children)
        row.uid, row.digest = uid, saving.digest_of(said)
        row.patient, row.recorded_by = self.patient, self.owner
        self.rows[type(row)].append(row)
        self.children += [child for some in (children or {}).values() for child in some]
        first = {"model": row._meta.label_lower, "uid": uid, "version": 1, "snapshot": said}
        first |= {"act": Revision.Act.CREATED, "by": self.owner}
        self.revisions.append(Revision(patient=self.patient, **first))
