import uuid

from django.db import migrations, models


def give_ids(apps, schema_editor):
    memberships = apps.get_model("patients", "Membership")
    for membership in memberships.objects.filter(uid=None).iterator():
        membership.uid = uuid.uuid4()
        membership.save(update_fields=("uid",))


class Migration(migrations.Migration):
    dependencies = [("patients", "0004_invitations_and_changes_of_rights")]
    operations = [
        migrations.AddField(
            model_name="membership",
            name="uid",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="membership",
            name="looked_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.RunPython(give_ids, migrations.RunPython.noop),
    ]
