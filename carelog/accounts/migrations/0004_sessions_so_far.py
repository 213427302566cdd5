"""Sessions go on in their new table. What held their keys in clear is dropped."""

import hashlib

from django.contrib.sessions.serializers import JSONSerializer
from django.core import signing
from django.db import migrations, models

# As `SessionBase.encode` signs.
SALT = "django.contrib.sessions.SessionStore"


def old_table(name, table, **fields):
    """Return the operation that names a table of before, without touching it."""
    key = ("session_key", models.CharField(max_length=40, primary_key=True))
    options = {"db_table": table, "managed": False}
    return migrations.CreateModel(name, [key, *fields.items()], options)


def carry_over(apps, schema_editor):
    """Keep who is signed in, with the browser that was noted; then drop the old tables."""
    connection = schema_editor.connection
    sessions, devices = (apps.get_model("accounts", name) for name in ("OldSession", "OldDevice"))
    with connection.cursor() as cursor:
        there = {*connection.introspection.table_names(cursor)}
    old = [model for model in (sessions, devices) if model._meta.db_table in there]
    if sessions in old:
        agents = devices.objects.using(connection.alias).values_list("session_key", "user_agent")
        agents = dict(agents) if devices in old else {}
        for row in sessions.objects.using(connection.alias):
            keep(apps, connection.alias, row, agents.get(row.session_key, ""))
    with connection.cursor() as cursor:
        for model in old:
            cursor.execute(f"DROP TABLE {model._meta.db_table}")


def keep(apps, using, row, agent):
    """Write a session under a hash of its key, unless it opens nothing any more."""
    try:
        said = signing.loads(row.session_data, salt=SALT, serializer=JSONSerializer)
    except signing.BadSignature:
        return
    user = int(said["_auth_user_id"]) if "_auth_user_id" in said else None
    people = apps.get_model("accounts", "User").objects.using(using)
    if user is not None and not people.filter(pk=user).exists():
        return
    said["agent"] = agent
    apps.get_model("accounts", "Session").objects.using(using).create(
        session_key=hashlib.sha256(row.session_key.encode()).hexdigest(),
        session_data=signing.dumps(said, compress=True, salt=SALT, serializer=JSONSerializer),
        expire_date=row.expire_date,
        user_id=user,
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_sessions_under_a_hash")]

    operations = [
        old_table(
            *("OldSession", "django_session"),
            session_data=models.TextField(),
            expire_date=models.DateTimeField(),
        ),
        old_table(
            *("OldDevice", "usersessions_usersession"),
            user_agent=models.CharField(max_length=200),
        ),
        # Back at an earlier release everyone signs in anew.
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.DeleteModel("OldSession"),
        migrations.DeleteModel("OldDevice"),
    ]
