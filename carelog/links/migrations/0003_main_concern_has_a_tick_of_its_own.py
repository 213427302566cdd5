from django.db import migrations


def with_notes(apps, schema_editor):
    """Let the links that show notes go on showing what stood among them."""
    rows = apps.get_model("links", "ShareLink").objects.using(schema_editor.connection.alias)
    for row in rows.only("domains").iterator():
        if "notes" in row.domains and "concern" not in row.domains:
            row.domains = [*row.domains, "concern"]
            row.save(update_fields=["domains"])


class Migration(migrations.Migration):
    dependencies = [("links", "0002_link_opens_private")]
    operations = [migrations.RunPython(with_notes, migrations.RunPython.noop)]
