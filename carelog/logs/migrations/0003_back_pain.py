from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("logs", "0002_every_kind")]

    operations = [
        # Sheets from before were answered to the older question, later ones to the newer.
        migrations.AddField(
            model_name="symptomsentry",
            name="asked_as",
            field=models.CharField(
                choices=[
                    ("since_yesterday", "New since yesterday?"),
                    ("new_or_worse", "New or getting worse?"),
                ],
                default="since_yesterday",
                max_length=20,
                verbose_name="asked as",
            ),
        ),
        migrations.AlterField(
            model_name="symptomsentry",
            name="asked_as",
            field=models.CharField(
                choices=[
                    ("since_yesterday", "New since yesterday?"),
                    ("new_or_worse", "New or getting worse?"),
                ],
                default="new_or_worse",
                max_length=20,
                verbose_name="asked as",
            ),
        ),
        migrations.AddField(
            model_name="symptomsentry",
            name="back_pain_unspecified",
            field=models.BooleanField(
                null=True, verbose_name="back or neck pain, new or getting worse, not said which"
            ),
        ),
        migrations.AddField(
            model_name="symptomsentry",
            name="band_or_shooting_pain",
            field=models.BooleanField(
                null=True, verbose_name="back or neck pain like a band, or shooting"
            ),
        ),
        migrations.AddField(
            model_name="symptomsentry",
            name="spine_pain_signs",
            field=models.BooleanField(
                null=True,
                verbose_name=(
                    "back or neck pain worse lying down, at night, on coughing or straining, or constant"
                    " and severe"
                ),
            ),
        ),
        migrations.AlterField(
            model_name="symptomsentry",
            name="appetite_loss_new",
            field=models.BooleanField(
                null=True, verbose_name="off your food, new or getting worse"
            ),
        ),
        migrations.AlterField(
            model_name="symptomsentry",
            name="bleeding",
            field=models.CharField(
                blank=True,
                choices=[("none", "none"), ("minor", "a little"), ("heavy", "heavy")],
                max_length=20,
                verbose_name="bleeding, new or getting worse",
            ),
        ),
        migrations.AlterField(
            model_name="symptomsentry",
            name="cannot_walk_new",
            field=models.BooleanField(
                null=True, verbose_name="not able to walk, new or getting worse"
            ),
        ),
        migrations.AlterField(
            model_name="symptomsentry",
            name="chest_pain",
            field=models.BooleanField(null=True, verbose_name="chest pain, new or getting worse"),
        ),
        migrations.AlterField(
            model_name="symptomsentry",
            name="confusion_new",
            field=models.BooleanField(null=True, verbose_name="confusion, new or getting worse"),
        ),
        migrations.AlterField(
            model_name="symptomsentry",
            name="constipation_new",
            field=models.BooleanField(null=True, verbose_name="constipation, new or getting worse"),
        ),
        migrations.AlterField(
            model_name="symptomsentry",
            name="limb_numb_new",
            field=models.BooleanField(
                null=True, verbose_name="numbness in an arm or leg, new or getting worse"
            ),
        ),
        migrations.AlterField(
            model_name="symptomsentry",
            name="limb_weakness_new",
            field=models.BooleanField(
                null=True, verbose_name="weakness in an arm or leg, new or getting worse"
            ),
        ),
        migrations.AlterField(
            model_name="symptomsentry",
            name="new_bruising",
            field=models.BooleanField(null=True, verbose_name="bruises, new or getting worse"),
        ),
        migrations.AlterField(
            model_name="symptomsentry",
            name="one_limb_swelling",
            field=models.BooleanField(
                null=True, verbose_name="swelling or pain in one leg or arm, new or getting worse"
            ),
        ),
        migrations.AlterField(
            model_name="symptomsentry",
            name="unsteady_new",
            field=models.BooleanField(
                null=True, verbose_name="unsteady on the feet, new or getting worse"
            ),
        ),
        migrations.AlterField(
            model_name="symptomsentry",
            name="very_tired_new",
            field=models.BooleanField(null=True, verbose_name="very tired, new or getting worse"),
        ),
        migrations.AddConstraint(
            model_name="symptomsentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("asked_as__in", ["since_yesterday", "new_or_worse"])),
                name="symptoms_asked_as_is_known",
            ),
        ),
    ]
