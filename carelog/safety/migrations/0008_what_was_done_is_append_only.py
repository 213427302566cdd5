from django.db import migrations

from carelog.patients import append_only

LOGS = (append_only.WARNING_STATES, append_only.PRIVATE_HISTORY)


def install(apps, schema_editor):
    for log in LOGS:
        append_only.install(schema_editor.connection, log)


def remove(apps, schema_editor):
    for log in LOGS:
        append_only.remove(schema_editor.connection, log)


class Migration(migrations.Migration):
    dependencies = [
        ("safety", "0007_places_that_read_private_answers"),
        ("patients", "0013_history_is_append_only"),
    ]

    operations = [migrations.RunPython(install, remove)]
