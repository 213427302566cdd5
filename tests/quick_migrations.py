"""The steps of all migrations, without drawing up each model anew that any step has a tie to.

Nearly every model is tied to the person and the record, so Django draws up nearly all of them after
each step: nine tenths of what it costs to make the database of a run. Here the one that the step
changes is drawn up, and before a step in Python all are. That the tables come out the same is held
by `tests/upgrade/test_upgrade.py`, which upgrades in Django's own way.

`python -m tests.quick_migrations` is `manage.py` with this.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.core.management import execute_from_command_line
from django.db.migrations.state import ProjectState

Key = tuple[str, str]


def _that_model_alone(
    state: ProjectState, app_label: str, name: str, _delay: bool = False
) -> set[Key]:
    # To Django this means: before a step in Python, draw up all.
    state.is_delayed = True
    return {(app_label, name)}


@contextmanager
def quick() -> Iterator[None]:
    """Take the quick way in the block."""
    with patch.object(ProjectState, "_find_reload_model", _that_model_alone):
        yield


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    with quick():
        execute_from_command_line(["manage.py", *sys.argv[1:]])
