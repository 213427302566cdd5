from django.db import migrations

AT_ONCE = 500


def carry_over(apps, schema_editor):
    """Keep how each warning that has ended did so, as it stands on the warning."""
    using = schema_editor.connection.alias
    warnings = apps.get_model("safety", "RaisedWarning").objects.using(using)
    states = apps.get_model("safety", "WarningState")
    ended = warnings.exclude(ended_at=None).order_by("ended_at", "pk")
    states.objects.using(using).bulk_create(
        (
            states(
                patient_id=warning.patient_id,
                warning=warning,
                state=warning.ending,
                at=warning.ended_at,
                recorded_by_id=warning.ended_by_id,
            )
            for warning in ended.iterator(AT_ONCE)
        ),
        batch_size=AT_ONCE,
    )


class Migration(migrations.Migration):
    dependencies = [("safety", "0003_what_became_of_warnings")]
    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
