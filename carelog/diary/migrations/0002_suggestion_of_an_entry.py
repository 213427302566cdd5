from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("diary", "0001_page_marks")]

    operations = [
        migrations.AddField("pagemark", "about", models.UUIDField(editable=False, null=True)),
    ]
