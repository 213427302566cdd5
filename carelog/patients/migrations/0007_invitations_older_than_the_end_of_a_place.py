from django.db import migrations, models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce


def bar(apps, schema_editor):
    """Let nobody whose place has ended come back by an invitation that is open today."""
    places = apps.get_model("patients", "Membership").objects.using(schema_editor.connection.alias)
    of_record = apps.get_model("patients", "Invitation").objects.filter(patient=OuterRef("patient"))
    newest = Subquery(of_record.order_by("-pk").values("pk")[:1])
    places.filter(state__in=("left", "revoked")).update(barred_up_to=Coalesce(newest, 0))


class Migration(migrations.Migration):
    dependencies = [("patients", "0006_membership_public_ids_are_unique")]
    operations = [
        migrations.AddField(
            model_name="membership",
            name="barred_up_to",
            field=models.PositiveBigIntegerField(default=0, editable=False),
        ),
        migrations.RunPython(bar, migrations.RunPython.noop),
    ]
