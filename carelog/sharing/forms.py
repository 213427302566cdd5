"""The forms of people: whom to invite, and what someone may see and do."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from carelog.outbox.models import one_line
from carelog.patients.models import DOMAINS, Invitation, Membership
from carelog.sharing import worklist_reasons
from carelog.text import LineField

ROLES = [
    (Membership.Role.VIEWER, _("Read only")),
    (Membership.Role.EDITOR, _("Read, and write entries")),
]
RELATIONS = [
    (Membership.Relation.CAREGIVER, _("Family, friend or caregiver")),
    (Membership.Relation.CLINICIAN, _("Doctor, nurse or other clinician")),
    (Membership.Relation.PATIENT, _("The person this record is about")),
]
USUAL_SCOPE = [code for code, _label in DOMAINS if code != "mood"]


class EndingForm(forms.Form):
    """Whether links and invitations that somebody made end, too.

    They do unless this was asked and the answer was no: a form that never showed the question, or
    from before there was anything to ask about, is no such answer.
    """

    asked = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput)
    end = forms.BooleanField(required=False, initial=True)

    def __init__(self, *args, label: str = "", help_text: str = "", **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not label:
            del self.fields["asked"], self.fields["end"]
            return
        self.fields["end"].label, self.fields["end"].help_text = label, help_text

    def ends_made(self) -> bool:
        """Say whether what was made is to end."""
        data = self.cleaned_data
        return data.get("end", True) or not data.get("asked")


class PlaceForm(forms.ModelForm):
    """What someone is, may do and sees."""

    relation = forms.ChoiceField(
        label=_("Who are they?"), choices=RELATIONS, widget=forms.RadioSelect
    )
    role = forms.ChoiceField(label=_("What may they do?"), choices=ROLES, widget=forms.RadioSelect)
    scope = forms.MultipleChoiceField(
        label=_("What may they see?"),
        choices=[(code, capfirst(label)) for code, label in DOMAINS],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Mood is left out unless you tick it."),
        error_messages={"required": _("Tick at least one.")},
    )

    class Meta:
        model = Membership
        fields = ("relation", "role", "scope")


class ChangeForm(EndingForm, PlaceForm):
    """What someone is, may do and sees from now on, and whether what they made shows more."""

    field_order = ("relation", "role", "scope", "asked", "end")


class InvitationForm(PlaceForm):
    """Whom to invite."""

    field_order = ("name", "email", "relation", "role", "scope", "uid")
    name = LineField(label=_("Their name"), help_text=_("So that you know who it is for."))
    email = forms.EmailField(
        label=_("Their e-mail address"),
        required=False,
        validators=[one_line],
        help_text=_(
            "With an address only this person can accept. Without one you get a link and a code to"
            " hand over, and confirm by name who opened it."
        ),
    )
    # Made with the form: the same form sent twice is one invitation.
    uid = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = Invitation
        fields = ("name", "email", "relation", "role", "scope")

    def __init__(
        self, data: QueryDict | None = None, *, instance: Invitation, **kwargs: Any
    ) -> None:
        initial: dict[str, object] = {"relation": "caregiver", "role": "viewer"}
        initial |= {"scope": USUAL_SCOPE, "uid": instance.uid}
        super().__init__(data, instance=instance, initial=initial, **kwargs)
        if not settings.HAS_MAIL:
            # Nobody confirms an address here, so it would prove nothing.
            del self.fields["email"]

    def _post_clean(self) -> None:
        # A step of Django's that the stubs leave out.
        super()._post_clean()  # type: ignore[misc]
        if not self.errors:
            self.instance.uid = self.cleaned_data["uid"]


class AcceptForm(forms.Form):
    """The name under which others of the record will know this person, if there is none yet."""

    name = LineField(label=_("Your name, as others see it"))


class RecordsForm(forms.Form):
    """Whose record to look for, for which reason it stands high, and which page of the list."""

    q = LineField(label=_("Find a record by name"), required=False)
    why = forms.ChoiceField(choices=[*worklist_reasons.WORDS.items()], required=False)
    page = forms.IntegerField(min_value=1, max_value=10_000, required=False)


class LogForm(forms.Form):
    """Which page of the access log, and whether one's own visits stand in it."""

    page = forms.IntegerField(min_value=1, max_value=10_000, required=False)
    mine = forms.BooleanField(required=False)


class SeenForm(forms.Form):
    """Up to which moment someone has seen what happened."""

    until = forms.DateTimeField()

    def clean_until(self) -> datetime:
        """Take the moment as it was written, in UTC."""
        return self.cleaned_data["until"].replace(tzinfo=UTC)


class HandOverForm(EndingForm):
    """A second look before the record has another owner."""

    field_order = ("asked", "end", "sure")
    sure = forms.BooleanField(
        label=_("Yes, make them the owner. I go on as someone who can write."),
        error_messages={"required": _("Tick this to hand the record over.")},
    )
