from django.db import migrations
from django.db.models import Exists, OuterRef


def note(apps, schema_editor):
    """Note on each place whether private answers were ever opened to it."""
    using = schema_editor.connection.alias
    place = apps.get_model("patients", "Membership")
    opened = apps.get_model("safety", "PrivateReader")._base_manager.using(using)
    read = Exists(opened.filter(place=OuterRef("pk")))
    place._base_manager.using(using).filter(read).update(reads_private=True)


class Migration(migrations.Migration):
    dependencies = [
        ("safety", "0006_states_of_warnings"),
        ("patients", "0011_place_that_read_private_answers"),
    ]

    # Backwards the column goes, and what it says with it.
    operations = [migrations.RunPython(note, migrations.RunPython.noop)]
