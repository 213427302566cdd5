from django.db import migrations


def with_notes(apps, schema_editor):
    """Let whoever was given notes go on seeing what stood among them."""
    for name in ("Membership", "Invitation"):
        rows = apps.get_model("patients", name).objects.using(schema_editor.connection.alias)
        for row in rows.only("scope").iterator():
            if "notes" in row.scope and "concern" not in row.scope:
                row.scope = [*row.scope, "concern"]
                row.save(update_fields=["scope"])


class Migration(migrations.Migration):
    dependencies = [("patients", "0008_next_of_kin")]
    operations = [migrations.RunPython(with_notes, migrations.RunPython.noop)]
