"""The tables are those the models say, and every step can be taken back."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

OURS = {config.label for config in apps.get_app_configs() if config.name.startswith("carelog.")}


@pytest.mark.django_db
def test_no_model_has_changed_without_a_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_step_can_be_taken_back():
    steps = MigrationLoader(None).disk_migrations
    for (label, name), migration in steps.items():
        if label in OURS:
            assert all(step.reversible for step in migration.operations), name


def test_each_room_has_one_line_of_steps():
    assert MigrationLoader(None).detect_conflicts() == {}


@pytest.mark.django_db
def test_every_table_of_ours_is_there():
    tables = set(connection.introspection.table_names())
    wanted = {m._meta.db_table for m in apps.get_models() if m._meta.app_label in OURS}
    assert wanted <= tables
