"""The forms of visits: times on the wall of their own clock, days that are not still to come."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from carelog.appointments.models import Appointment, Decision, Event, Question
from carelog.entries.forms import AHEAD, RecordedForm
from carelog.entries.models import Recorded
from carelog.model_forms import offer
from carelog.patients import clock

#: How many of the visits that have begun a decision can be put to.
VISITS_OFFERED = 8


class WallForm(RecordedForm):
    """Times typed as the clock of the row's zone shows them, and kept as moments.

    `moved` says whether a time fell into the hour skipped in spring and was moved.
    """

    instance: Appointment | Question | Decision
    walls: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: Appointment | Question | Decision,
        **kwargs: Any,
    ) -> None:
        self.moved = False
        zone = ZoneInfo(instance.zone)
        shown = {name: _on_the_wall(getattr(instance, name), zone) for name in self.walls}
        kwargs["initial"] = shown | (kwargs.get("initial") or {})
        super().__init__(data, instance=instance, **kwargs)
        if instance.zone != instance.patient.zone:
            for name in self.walls:
                self.fields[name].label = f"{self.fields[name].label} ({instance.zone})"

    def clean(self) -> dict[str, Any]:
        """Turn each wall time into a moment; one that was not touched stays to the second."""
        data = super().clean()
        for name in self.walls:
            if data.get(name) is None:
                continue
            if name not in self.changed_data:
                data[name] = getattr(self.instance, name)
                continue
            data[name], moved = clock.resolve(data[name], self.instance.zone)
            self.moved = self.moved or moved
        return data


def _on_the_wall(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    """Return a moment as a clock there shows it, to the minute."""
    if moment is None:
        return None
    return moment.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)


class AppointmentForm(WallForm):
    """An appointment. It may lie in the past or in the future."""

    walls = ("starts_at", "ends_at")

    instance: Appointment

    class Meta:
        model = Appointment
        fields = Appointment.own_fields()


class QuestionForm(WallForm):
    """A question. It cannot have been asked in the future."""

    walls = ("asked_at",)

    instance: Question

    class Meta:
        model = Question
        fields = Question.own_fields()

    def clean(self) -> dict[str, Any]:
        """Refuse a time more than ten minutes ahead."""
        data = super().clean()
        asked = data.get("asked_at")
        if asked is not None and asked > timezone.now() + AHEAD:
            words = _("This time is still to come. Please check the date and time.")
            self.add_error("asked_at", ValidationError(words))
        return data


class DecisionForm(WallForm):
    """A decision. It cannot have been done in the future; it offers the last visits before it."""

    walls = ("done_at",)

    instance: Decision

    class Meta:
        model = Decision
        fields = Decision.own_fields()

    def __init__(self, data: QueryDict | None = None, *, instance: Decision, **kwargs: Any) -> None:
        super().__init__(data, instance=instance, **kwargs)
        rows = Appointment._default_manager.filter(patient=instance.patient)
        begun = rows.filter(removed_at=None, starts_at__lte=timezone.now() + AHEAD)
        named = (str(instance.visit_uid or ""), str(data.get("visit_uid", "") if data else ""))
        keys = {uid for uid in map(_key, named) if uid}
        offered = {row.uid: row for row in (*rows.filter(uid__in=keys), *begun[:VISITS_OFFERED])}
        offer(self, "visit_uid", ((str(uid), row.heading()) for uid, row in offered.items()))

    def clean(self) -> dict[str, Any]:
        """Refuse that it was done more than ten minutes ahead."""
        data = super().clean()
        done = data.get("done_at")
        if done is not None and done > timezone.now() + AHEAD:
            words = _("This time is still to come. Please check the date and time.")
            self.add_error("done_at", ValidationError(words))
        return data


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


class EventForm(RecordedForm):
    """An event. What is planned is an appointment."""

    instance: Event

    class Meta:
        model = Event
        fields = Event.own_fields()

    def clean(self) -> dict[str, Any]:
        """Refuse days after the patient's today."""
        data = super().clean()
        today = clock.today(self.instance.patient)
        for name in ("started_on", "ended_on"):
            if data.get(name) is not None and data[name] > today:
                words = _("This day is still to come. Write what is planned as an appointment.")
                self.add_error(name, ValidationError(words))
        return data


OWN_FORMS: dict[type[Recorded], type[RecordedForm]] = {
    Appointment: AppointmentForm,
    Question: QuestionForm,
    Decision: DecisionForm,
    Event: EventForm,
}
