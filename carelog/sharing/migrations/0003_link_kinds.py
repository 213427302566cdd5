from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('patients', '0006_membership_public_ids_are_unique'),
        ('sharing', '0002_share_links'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='opening',
            name='recipient',
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name='sharelink',
            name='key_salt',
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name='sharelink',
            name='kind',
            field=models.CharField(choices=[('page', 'link to read in a browser'), ('app', 'link for a health app'), ('calendar', 'link for a calendar')], default='page', editable=False, max_length=8),
        ),
        migrations.AddField(
            model_name='sharelink',
            name='names_visits',
            field=models.BooleanField(default=False, verbose_name='say what each visit is, and where'),
        ),
        migrations.AddConstraint(
            model_name='sharelink',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'app'), models.Q(('key_salt', ''), _negated=True)), models.Q(('key_salt', ''), ('kind__in', ('page', 'calendar'))), _connector='OR'), name='link_of_an_app_has_a_salt'),
        ),
        migrations.AddConstraint(
            model_name='sharelink',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'calendar'), _negated=True), models.Q(('max_opens', None), ('passcode_hash', '')), _connector='OR'), name='link_of_a_calendar_is_plain'),
        ),
    ]
