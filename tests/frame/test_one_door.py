"""Whoever reads a record goes through its access: no view asks the database past it."""

import ast
from collections.abc import Iterator

import pytest

from carelog.patients.models import Patient
from carelog.safety.models import RaisedWarning
from carelog.talk.models import Comment
from tests.frame.test_imports import TREES
from tests.patients.test_kept_models import ALONE, KEPT

CODE = {
    str(path.relative_to("carelog")): tree for path, tree in TREES.items() if "carelog" in str(path)
}
VIEWS = {path: tree for path, tree in CODE.items() if path.endswith("views.py")}
MANAGERS = {"objects", "everything", "_default_manager", "_base_manager"}
OF_A_RECORD = {relation.get_accessor_name() for relation in Patient._meta.related_objects}
IN_SCOPE = {model.__name__ for model in (*KEPT, *ALONE, Comment, RaisedWarning)}

#: What a view may ask past the door, and why.
NO_RECORD = {
    "diary/door_views.py: Patient.objects": "no record is open yet: it asks which ones may be",
    "diary/door_views.py: filter(uid=…)": "the same: the one that was open last",
}
#: What other code asks of models with a scope past the door, and why. Upkeep has no reader.
NO_READER = {
    "appointments/forms.py: Appointment._default_manager": "a decision goes on naming its visit",
    "appointments/models/decision.py: Appointment._default_manager": "the same, where it is saved",
    "links/answers.py: Comment._base_manager": "a link's own lines are counted, taken back or not",
    "medications/forms.py: Medication._default_manager": "a dose goes on naming its old medicine",
    "medications/models/dose.py: Medication._default_manager": "the same, where one is saved",
    "medications/models/dose.py: Dose.objects": "one dose for each time, whoever wrote it down",
    "safety/private.py: PrivateAnswer.objects": "it is said whose: in no scope, they are found so",
    "safety/actions.py: RaisedWarning.objects": "a sign is answered whoever may see warnings",
    "sharing/worklist.py: Appointment.objects": "many records at once, each in its place's scope",
    "sharing/worklist_reasons.py: PainEntry.objects": "the same",
    "sharing/worklist_reasons.py: RaisedWarning.objects": "the same",
    "talk/actions.py: Comment._base_manager": "a ceiling counts what was taken back, too",
    "talk/actions.py: Comment.objects": "one that was found is marked as removed, once",
}


def asked_past_the_door(tree: ast.AST) -> Iterator[str]:
    """Give what a view asks otherwise than through an access."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=value, attr=name) if name in MANAGERS:
                yield f"{ast.unparse(value)}.{name}"
            case ast.Attribute(value=ast.Attribute(attr="patient"), attr=name) if (
                name in OF_A_RECORD
            ):
                yield f"patient.{name}"
            case ast.Attribute(value=ast.Name("saving"), attr=name) if name.startswith(
                ("_", "find")
            ):
                yield f"saving.{name}"
            case ast.Attribute(attr="domain" | "domains" as name, ctx=ast.Load()):
                yield f".{name}"
            case ast.Call(func=ast.Attribute(attr="sees"), args=[asked]) if (
                # What may be read beside a row has a domain of its own.
                ast.unparse(asked) not in ("'notes'", "'concern'")
            ):
                yield f"sees({ast.unparse(asked)})"
            case ast.Call(func=ast.Attribute(attr="filter" | "get" as name), keywords=words) if any(
                word.arg == "uid" for word in words
            ):
                yield f"{name}(uid=…)"
            case ast.Name(id="get_object_or_404" | "get_list_or_404" as name):
                yield name


def test_a_view_asks_for_rows_through_the_access_alone():
    found = {
        f"{path}: {what}" for path, tree in VIEWS.items() for what in asked_past_the_door(tree)
    }
    assert found == NO_RECORD.keys()


def test_nothing_else_asks_for_what_has_a_scope_past_the_access():
    found = {
        f"{path}: {ast.unparse(node)}"
        for path, tree in CODE.items()
        if not path.startswith("upkeep/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in MANAGERS
        and ast.unparse(node.value) in IN_SCOPE
    }
    assert found == NO_READER.keys()


def test_whether_a_kind_is_in_scope_is_asked_in_one_way():
    asked = {
        f"{path}: {ast.unparse(node)}"
        for path, tree in CODE.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "sees"
        and ast.unparse(node.args[0]).endswith(".domain")
    }
    # A section of the summary is of a domain, and of several kinds.
    assert asked == {"summary/sections.py: access.sees(section.domain)"}


def test_one_function_is_called_may_see():
    named = [
        path
        for path, tree in CODE.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name == "may_see"
    ]
    assert named == ["patients/access.py"]


@pytest.mark.parametrize(
    "line",
    [
        "PainEntry.objects.get(pk=1)",
        "PainEntry.everything.first()",
        "access.patient.tasks.first()",
        "saving._unscoped(access, PainEntry, uid)",
        "access.sees(kind.domain)",
        "access.sees('pain')",
        "kind.domain in access.domains",
        "access.rows(PainEntry).filter(uid=uid)",
        "get_object_or_404(PainEntry, uid=uid)",
    ],
)
def test_each_way_past_the_door_is_noticed(line):
    assert list(asked_past_the_door(ast.parse(line)))


def test_the_door_itself_is_let_be():
    for line in ("access.find(PainEntry, uid)", "access.may_see(kind)", "access.sees('notes')"):
        assert not list(asked_past_the_door(ast.parse(line)))
