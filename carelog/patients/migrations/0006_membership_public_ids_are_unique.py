import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("patients", "0005_membership_public_ids")]
    operations = [
        migrations.AlterField(
            model_name="membership",
            name="uid",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
    ]
