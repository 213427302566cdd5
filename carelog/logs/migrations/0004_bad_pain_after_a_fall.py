from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("logs", "0003_back_pain")]

    operations = [
        migrations.AddField(
            model_name="fallentry",
            name="bad_pain_after",
            field=models.BooleanField(
                blank=True, null=True, verbose_name="was there bad pain after it?"
            ),
        ),
    ]
