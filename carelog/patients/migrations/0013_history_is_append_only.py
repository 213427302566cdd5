from django.db import migrations, models

from carelog.patients import append_only


def install(apps, schema_editor):
    append_only.install(schema_editor.connection, append_only.HISTORY)


def remove(apps, schema_editor):
    append_only.remove(schema_editor.connection, append_only.HISTORY)


class Migration(migrations.Migration):
    dependencies = [("patients", "0012_phones_as_people_write_them")]

    operations = [
        migrations.CreateModel(
            name="LeavingRecord",
            fields=[("record", models.BigIntegerField(primary_key=True, serialize=False))],
        ),
        migrations.RunPython(install, remove),
    ]
