"""The forms of links: what one is to show and for how long, and the one that opens it."""

import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from carelog.lazy import LazyStr
from carelog.links.models import ShareLink
from carelog.model_forms import ModelForm
from carelog.patients.models import DOMAINS
from carelog.talk.models import Comment
from carelog.text import LineField

LEFT_OUT = ("mood", "notes")
USUAL_DOMAINS = [code for code, _label in DOMAINS if code not in LEFT_OUT]
USUAL_DAYS, CALENDAR_DAYS, MOST_LIVING = 7, 90, 50
DAYS = [(n, ngettext_lazy("%d day", "%d days", n) % n) for n in (1, 3, 7, 14, 30, 60, 90)]
OPENS: list[tuple[int | str, LazyStr]] = [("", _("As often as they like")), (1, _("Once"))]
OPENS += [(n, ngettext_lazy("%d time", "%d times", n) % n) for n in (2, 3, 5, 10)]
#: What whoever holds a link may say at once.
LINE_LENGTH = 300
#: What a link is given only when it is made.
MADE_LATER = {"token_hash", "key_salt"}
#: A token: 32 random bytes in base64url, behind the # of a link or alone, whatever stands around.
TOKEN = re.compile(r"#([\w-]{43})|(?<![\w-])([\w-]{43})(?![\w-])", re.ASCII)
#: Of a mail that is pasted whole.
MOST_PASTED = 20_000


def _day(label: LazyStr, help_text: LazyStr) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, required=False, widget=widget)


class TimedLinkForm(ModelForm[ShareLink]):
    """What every link is given: what it is for, and how long it works."""

    label = LineField(
        label=_("What is it for?"),
        required=False,
        help_text=_("Only people of this record see this. For example: for the visit on Friday."),
    )
    days = forms.TypedChoiceField(
        label=_("How long does it work?"), choices=DAYS, coerce=int, initial=USUAL_DAYS
    )
    uid = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, data: QueryDict | None = None, *, instance: ShareLink, today: date, **kwargs: Any
    ) -> None:
        self.today = today
        initial = {"domains": instance.domains or USUAL_DOMAINS, "uid": instance.uid}
        super().__init__(data, instance=instance, initial=initial, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Keep the list of links short enough to be read."""
        living = self.instance.patient.share_links.filter(revoked_at=None)
        if living.filter(expires_at__gt=timezone.now()).count() >= MOST_LIVING:
            raise ValidationError(_("There are too many links. End one of them first."))
        super().clean()
        return self.cleaned_data

    @property
    def leaves_passcode_out(self) -> bool:
        """Say whether the link is to open without a passcode."""
        return bool(self.cleaned_data.get("no_passcode"))

    def _post_clean(self) -> None:
        # A step of Django's that the stubs leave out.
        super()._post_clean()  # type: ignore[misc]
        if self.errors:
            return
        link, data = self.instance, self.cleaned_data
        link.uid = data["uid"]
        link.expires_at = link.created_at + timedelta(days=data["days"])
        try:
            # Its token is made with it; a key that is taken is answered when it is saved.
            link.validate_constraints(exclude=MADE_LATER)
        except ValidationError as error:
            self.add_error("starts" if "starts" in self.fields else None, error.messages)


class LinkForm(TimedLinkForm):
    """What a link shows, from when to when, how long and how often it works."""

    domains = forms.MultipleChoiceField(
        label=_("What does it show?"),
        choices=[(code, capfirst(label)) for code, label in DOMAINS],
        initial=USUAL_DOMAINS,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Mood and notes are left out unless you tick them."),
        error_messages={"required": _("Tick at least one.")},
    )
    starts = _day(_("Only from this day on"), _("Leave it empty to show everything before, too."))
    ends = _day(_("Only up to this day"), _("Leave it empty to show what you will still write."))
    max_opens = forms.TypedChoiceField(
        label=_("How often can it be opened?"),
        choices=OPENS,
        coerce=int,
        empty_value=None,
        required=False,
    )
    no_passcode = forms.BooleanField(
        label=_("Make it without a passcode"),
        required=False,
        help_text=_("Then whoever gets hold of the link can read this. With one, they cannot."),
    )

    class Meta:
        model = ShareLink
        fields = ("label", "domains", "opens_private", "may_answer", "starts", "ends", "max_opens")
        help_texts = {
            "may_answer": _("It stands among the comments, marked “by link, not verified”."),
            "opens_private": _("On the page alone: they are in no file, and in no PDF."),
        }

    field_order = (
        *("label", "domains", "opens_private", "days", "max_opens"),
        *("starts", "ends", "may_answer", "no_passcode", "uid"),
    )

    def __init__(self, *args: Any, is_own: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_own or self.instance.kind != ShareLink.Kind.PAGE:
            del self.fields["opens_private"]
        if self.instance.kind != ShareLink.Kind.PAGE:
            del self.fields["may_answer"]

    def clean(self) -> dict[str, Any]:
        """Refuse a link without a passcode to what is told in confidence."""
        data = super().clean()
        if data.get("opens_private") and data.get("no_passcode"):
            self.add_error("no_passcode", _("With these answers, a link needs a passcode."))
        return data

    def clean_starts(self) -> date | None:
        """Refuse a first day that is still to come: the link would show nothing."""
        starts: date | None = self.cleaned_data["starts"]
        if starts is not None and starts > self.today:
            raise ValidationError(_("Choose today or a day before."))
        return starts


class CalendarLinkForm(TimedLinkForm):
    """How long a calendar reads the visits, and whether it says what each of them is."""

    days = forms.TypedChoiceField(
        label=_("How long does it work?"), choices=DAYS, coerce=int, initial=CALENDAR_DAYS
    )

    class Meta:
        model = ShareLink
        fields = ("label", "names_visits")
        help_texts = {
            "names_visits": _("Otherwise each is called “Appointment”, without a place."),
        }

    field_order = ("label", "days", "names_visits", "uid")


class AnswerForm(ModelForm[Comment]):
    """One line for the people of a record, from whoever holds a link to it."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    by_name = LineField(label=_("Your name"), error_messages={"required": _("Write your name.")})
    by_role = LineField(
        label=_("Who you are"),
        help_text=_("For example: nurse on ward 3."),
        error_messages={"required": _("Write who you are.")},
    )
    text = LineField(
        label=_("Your line"),
        max_length=LINE_LENGTH,
        error_messages={"required": _("Write a line.")},
    )

    class Meta:
        model = Comment
        fields = ("by_name", "by_role", "text")

    field_order = ("text", "by_name", "by_role", "uid")

    def line(self, link: ShareLink) -> Comment:
        """Return what is to be left by a link."""
        self.instance.uid, self.instance.by_link = self.cleaned_data["uid"], link.uid
        return self.instance


class OpenForm(forms.Form):
    """A link, or the code at its end, and its passcode."""

    #: Named so that a page that holds what was sent, for sending it again, leaves it out.
    link_code = forms.CharField(
        label=_("Link"),
        max_length=MOST_PASTED,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "off"}
        ),
        help_text=_("Paste the whole link here."),
    )
    passcode = forms.CharField(
        label=_("Passcode"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("The six digits you were given with the link. Leave it empty if none."),
    )

    def token(self) -> str:
        """Return the token of the link, "" for what cannot be one."""
        found = sorted(TOKEN.findall(self.cleaned_data["link_code"]), reverse=True)
        return found[0][0] or found[0][1] if found else ""
