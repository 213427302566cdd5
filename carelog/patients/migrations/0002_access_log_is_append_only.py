from django.db import migrations

from carelog.patients import append_only


def install(apps, schema_editor):
    append_only.install(schema_editor.connection)


def remove(apps, schema_editor):
    append_only.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("patients", "0001_patient_and_kept_rows")]
    operations = [migrations.RunPython(install, remove)]
