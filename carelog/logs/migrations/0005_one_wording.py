from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("logs", "0004_bad_pain_after_a_fall"),
    ]

    operations = [
        migrations.AlterField(
            model_name="symptomsentry",
            name="back_pain_unspecified",
            field=models.BooleanField(
                null=True, verbose_name="back or neck pain, new or getting worse"
            ),
        ),
        migrations.AlterField(
            model_name="symptomsentry",
            name="band_or_shooting_pain",
            field=models.BooleanField(
                null=True,
                verbose_name="back or neck pain like a band, or shooting, new or getting worse",
            ),
        ),
        migrations.AlterField(
            model_name="symptomsentry",
            name="bladder_change",
            field=models.CharField(
                blank=True,
                choices=[
                    ("none", "no change"),
                    ("hard_to_start", "hard to start passing urine"),
                    ("retention", "cannot pass urine"),
                    ("leaking", "urine leaks"),
                    ("unspecified", "not said how"),
                ],
                max_length=13,
                verbose_name="trouble passing or holding urine, new or getting worse",
            ),
        ),
        migrations.AlterField(
            model_name="symptomsentry",
            name="bowel_control_loss",
            field=models.BooleanField(null=True, verbose_name="loss of bowel control"),
        ),
        migrations.AlterField(
            model_name="symptomsentry",
            name="breathless_sudden",
            field=models.BooleanField(null=True, verbose_name="sudden trouble breathing"),
        ),
        migrations.AlterField(
            model_name="symptomsentry",
            name="cannot_bear_weight",
            field=models.BooleanField(
                null=True, verbose_name="not able to put weight on a leg or arm"
            ),
        ),
        migrations.AlterField(
            model_name="symptomsentry",
            name="confusion_new",
            field=models.BooleanField(
                null=True, verbose_name="confusion, seen by you or by others, new or getting worse"
            ),
        ),
        migrations.AlterField(
            model_name="symptomsentry",
            name="saddle_numb",
            field=models.BooleanField(
                null=True, verbose_name="numbness between the legs or around the bottom"
            ),
        ),
        migrations.AlterField(
            model_name="symptomsentry",
            name="unsteady_new",
            field=models.BooleanField(
                null=True, verbose_name="unsteady on your feet, new or getting worse"
            ),
        ),
    ]
