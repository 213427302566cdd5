"""What all resources of one Bundle share: whose they are, their period, keys and writers."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from carelog.exchange.tables.catalog import kept_rows
from carelog.exchange.tables.people import Person, people_of
from carelog.patients.access import Access
from carelog.patients.models import Kept, Membership
from carelog.patients.models.kept import K
from carelog.safety.models import RaisedWarning

Relation = Membership.Relation


@dataclass(frozen=True, slots=True)
class SectionEntry:
    """A resource and the section that lists it, "" for one that another resource points to.

    `words` say it in the section's text, "" for not at all. Words may come without a resource.
    """

    section: str
    resource: dict | None = None
    words: str = ""


class Document:
    """One Bundle in the making: what a reader may see of a record from a day to a day."""

    def __init__(
        self,
        access: Access,
        *,
        since: date,
        end: date,
        generated_at: datetime,
        snomed: bool = False,
        compared: date | None = None,
    ) -> None:
        self.access, self.since, self.end = access, since, end
        #: Since when the figures are, None for since the last visit, as on the page.
        self.compared = compared
        self.generated_at, self.snomed = generated_at, snomed
        self.people = people_of(access)
        self.patient = self.ref(self.key("patient"))
        #: What was answered, by the code of its question: the day, and the key of the resource.
        self.inputs: dict[str, list[tuple[date, str]]] = {}
        self._writers: dict[int, tuple[dict, dict | None]] = {}

    def key(self, *parts: object) -> str:
        """Return the id of a resource: the same whenever it is made of the same row."""
        return str(uuid.uuid5(self.access.patient.uid, ":".join(map(str, parts))))

    @staticmethod
    def ref(key: str) -> dict:
        """Return a reference to a resource of this Bundle."""
        return {"reference": f"urn:uuid:{key}"}

    def head(self, resource_type: str, row: Kept | RaisedWarning, part: str = "") -> dict:
        """Begin a resource made of a row. `meta.source` says of which row, in which version."""
        head = {
            "resourceType": resource_type,
            "id": self.key(row._meta.model_name, row.uid, resource_type, part),
        }
        version = f"#{row.version}" if hasattr(row, "version") else ""
        return head | {"meta": {"source": f"urn:uuid:{row.uid}{version}"}}

    @property
    def start(self) -> datetime:
        """Return the first moment of the period, on the record's clock."""
        return datetime.combine(self.since, time.min, ZoneInfo(self.access.patient.zone))

    @property
    def finish(self) -> datetime:
        """Return the last moment of the period, on the record's clock."""
        return datetime.combine(self.end, time.max, ZoneInfo(self.access.patient.zone))

    def rows(self, model: type[K]) -> QuerySet[K]:
        """Return the rows of a dated model in the period and the reader's scope, oldest first."""
        return kept_rows(self.access, model).filter(day__gte=self.since, day__lte=self.end)

    def writer(self, key: int | None) -> dict | None:
        """Return a reference to whoever wrote something; None where that is not known."""
        if key not in self.people:
            return None
        if key not in self._writers:
            self._writers[key] = self._written(key, self.people[key])
        return self._writers[key][0]

    def _written(self, key: int, person: Person) -> tuple[dict, dict | None]:
        if person.relation == Relation.PATIENT:
            return self.patient, None
        name = {"name": [{"text": person.name}]} if person.name else {}
        is_clinician = person.relation == Relation.CLINICIAN
        head = {
            "resourceType": "Practitioner" if is_clinician else "RelatedPerson",
            "id": self.key("person", key),
        }
        if is_clinician:
            return self.ref(head["id"]), head | name
        relation = {"relationship": [{"text": str(Relation(person.relation).label)}]}
        return self.ref(head["id"]), head | {"patient": self.patient} | relation | name

    def writers(self) -> tuple[list[dict], list[dict]]:
        """Return references to everyone who wrote what was made so far, and their resources."""
        written = list(self._writers.values())
        references = {reference["reference"]: reference for reference, _person in written}
        return list(references.values()), [person for _ref, person in written if person]

    def by(self, name: str, key: int | None, *, many: bool = False) -> dict:
        """Return an element that names a writer, or none where that is not known."""
        reference = self.writer(key)
        if reference is None:
            return {}
        return {name: [reference] if many else reference}

    def note(self, row: Kept, text: str) -> dict:
        """Return an annotation of a row's writer."""
        who = self.by("authorReference", row.recorded_by_id)
        return {**who, "time": row.updated_at.isoformat(timespec="seconds"), "text": text}
