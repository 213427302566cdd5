"""The forms of comments and tasks."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from carelog.model_forms import ModelForm
from carelog.patients.access import Access
from carelog.talk import actions as talk
from carelog.talk.models import Comment, Task
from carelog.text import LineField, NoteField


class CommentForm(ModelForm[Comment]):
    """A comment on an entry, on a warning or on the record as a whole."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    about = forms.UUIDField(required=False, widget=forms.HiddenInput)
    text = NoteField(label=_("Your comment"), max_length=2000)

    class Meta:
        model = Comment
        fields = ("kind", "about", "text")

    def __init__(self, *args: Any, access: Access, **kwargs: Any) -> None:
        self.access = access
        kwargs.setdefault("auto_id", "comment_%s")
        kwargs["initial"] = {"uid": uuid.uuid4()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Refuse a comment on what is not there, or not in the writer's scope."""
        super().clean()
        data = self.cleaned_data
        domain = talk.subject_of(self.access, data.get("kind", ""), data.get("about"))
        if domain is None:
            self.add_error(None, _("What you comment on is not there."))
        self.instance.domain = domain or ""
        self.instance.uid = data.get("uid") or self.instance.uid
        return data


class TaskForm(ModelForm[Task]):
    """What is to be done, by whom, by when."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    text = LineField(label=_("What is to be done?"), max_length=200)

    class Meta:
        model = Task
        fields = ("text", "owner", "due_on")
        labels = {"owner": _("Who does it?"), "due_on": _("By when?")}
        widgets = {"due_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, access: Access, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "task_%s")
        kwargs["initial"] = {"uid": uuid.uuid4()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        if not isinstance(owner, forms.ModelChoiceField):
            raise TypeError("who does a task is chosen among people")
        owner.queryset = talk.members_of(access)
        owner.required, owner.empty_label = False, _("I do")
        self.access = access

    def clean(self) -> dict[str, Any]:
        """Take the key of the form as that of the task; whoever names nobody does it."""
        super().clean()
        data = self.cleaned_data
        data["owner"] = data.get("owner") or self.access.actor
        self.instance.uid = data.get("uid") or self.instance.uid
        return data
