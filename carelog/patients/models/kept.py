"""What every recorded row has in common: it is never lost, doubled or silently changed."""

import uuid
from collections.abc import Mapping
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from carelog.checked import CheckedAtOnce
from carelog.patients.models.patient import Patient

K = TypeVar("K", bound="Kept")


class KeptManager(models.Manager[K]):
    """Rows that have not been removed."""

    def get_queryset(self) -> models.QuerySet[K]:
        return super().get_queryset().filter(removed_at=None)


class Kept(CheckedAtOnce):
    """A row of a record. It is removed with a mark, never deleted, and keeps its history.

    `uid` is made with the form: it is the public id and, with the patient, the key that makes a
    save sent twice one save. `digest` is that of the first save's body. `version` counts saves.
    """

    patient = models.ForeignKey(Patient, models.CASCADE, related_name="+")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    # First, so that constraint checks, cascades and dumps see removed rows too.
    everything = models.Manager()
    objects: ClassVar[models.Manager[Self]] = KeptManager()

    #: The scope a reader needs; '' for what every member sees.
    domain: str = ""
    #: Scopes of which a reader needs one, whichever; empty where `domain` alone decides.
    domains: frozenset[str] = frozenset()
    #: The column that the from and to of a share go by; "" for what has no time of its own, such
    #: as a medicine, and is seen whole. A model that knows better has `of_share` as well.
    dated_by: str = ""
    #: Names of the fields a person fills in; a history snapshot holds exactly these.
    kept_fields: tuple[str, ...] = ()
    #: Related names of child rows that belong to this row's version.
    kept_children: tuple[str, ...] = ()
    #: What a column says of a revision from before it was there, where that is not its default.
    from_before: Mapping[str, object] = {}

    class Meta:
        abstract = True
        default_manager_name = "everything"
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=("patient", "uid"), name="%(class)s_uid_once"),
            models.CheckConstraint(condition=Q(version__gte=1), name="%(class)s_version_from_one"),
        )

    @classmethod
    def state_model(cls) -> type["KeptState"]:
        """Return the table of the states its rows have had."""
        return Revision

    @property
    def history(self) -> models.QuerySet["KeptState"]:
        """Return every state this row has had, oldest first."""
        states = self.state_model()._base_manager.filter(
            patient=self.patient_id, model=self._meta.label_lower, uid=self.uid
        )
        return states.order_by("version")


class KeptChild(models.Model):
    """A row under a kept row and part of its version: written, revised and restored with it."""

    #: Names of the fields a person fills in, as for the row it stands under.
    kept_fields: tuple[str, ...] = ()

    class Meta:
        abstract = True


def column_of(model: type[models.Model] | models.Model, name: str) -> "models.Field[Any, Any]":
    """Return a column of a model by its name; TypeError for what leads to other rows."""
    column = model._meta.get_field(name)
    if not isinstance(column, models.Field):
        raise TypeError(f"{name} is no column")
    return column


def relation_of(model: type[Kept] | Kept, name: str) -> models.ManyToOneRel:
    """Return the relation to the child rows of a kept model; TypeError for a column."""
    relation = model._meta.get_field(name)
    if not isinstance(relation, models.ManyToOneRel):
        raise TypeError(f"{name} leads to no child rows")
    return relation


def child_model_of(model: type[Kept] | Kept, name: str) -> type[KeptChild]:
    """Return the model of the child rows of a kept model."""
    child = relation_of(model, name).related_model
    if not issubclass(child, KeptChild):
        raise TypeError(f"{name} are no child rows")
    return child


class KeptState(models.Model):
    """One state of one kept row: what it said, who said so, when. Written with every save."""

    class Act(models.TextChoices):
        CREATED = "created", _("written")
        CHANGED = "changed", _("changed")
        REMOVED = "removed", _("removed")
        PUT_BACK = "put_back", _("put back")

    patient = models.ForeignKey(Patient, models.CASCADE, related_name="+")
    model = models.CharField(max_length=60)
    uid = models.UUIDField()
    version = models.PositiveIntegerField()
    act = models.CharField(max_length=8, choices=Act)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    snapshot = models.JSONField(encoder=DjangoJSONEncoder)

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(
                fields=("patient", "model", "uid", "version"), name="one_%(class)s_per_version"
            ),
            models.CheckConstraint(
                condition=Q(act__in=("created", "changed", "removed", "put_back")),
                name="%(class)s_act_is_known",
            ),
        )


class Revision(KeptState):
    """The states of all that more than one person may see."""

    class Meta(KeptState.Meta):
        indexes = (models.Index(fields=("patient", "-at"), name="revision_by_time"),)
