"""The forms of comments and tasks."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from carelog.patients.access import Access
from carelog.talk import actions as talk
from carelog.talk.models import Comment, Task
from carelog.text import LineField, NoteField


class CommentForm(forms.ModelForm):
    """A comment on an entry, on a warning or on the record as a whole."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    about = forms.UUIDField(required=False, widget=forms.HiddenInput)
    text = NoteField(label=_("Your comment"), max_length=2000)

    class Meta:
        model = Comment
        fields = ("kind", "about", "text")

    def __init__(self, *args, access: Access, **kwargs) -> None:
        self.access = access
        kwargs.setdefault("auto_id", "comment_%s")
        kwargs["initial"] = {"uid": uuid.uuid4()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)

    def clean(self) -> dict:
        """Refuse a comment on what is not there, or not in the writer's scope."""
        data = super().clean()
        domain = talk.subject_of(self.access, data.get("kind", ""), data.get("about"))
        if domain is None:
            self.add_error(None, _("What you comment on is not there."))
        self.instance.domain = domain or ""
        self.instance.uid = data.get("uid") or self.instance.uid
        return data


class TaskForm(forms.ModelForm):
    """What is to be done, by whom, by when."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    text = LineField(label=_("What is to be done?"), max_length=200)

    class Meta:
        model = Task
        fields = ("text", "owner", "due_on")
        labels = {"owner": _("Who does it?"), "due_on": _("By when?")}
        widgets = {"due_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args, access: Access, **kwargs) -> None:
        kwargs.setdefault("auto_id", "task_%s")
        kwargs["initial"] = {"uid": uuid.uuid4()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = talk.members_of(access)
        self.fields["owner"].required = False
        self.fields["owner"].empty_label = _("I do")
        self.access = access

    def clean(self) -> dict:
        """Take the key of the form as that of the task; whoever names nobody does it."""
        data = super().clean()
        data["owner"] = data.get("owner") or self.access.actor
        self.instance.uid = data.get("uid") or self.instance.uid
        return data
