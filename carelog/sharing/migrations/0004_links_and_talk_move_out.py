from django.db import migrations

MOVES = {
    "ShareLink": "links_sharelink",
    "Opening": "links_opening",
    "Comment": "talk_comment",
    "CommentRead": "talk_commentread",
    "Task": "talk_task",
}
# What points at another goes first.
GONE = ("Opening", "ShareLink", "CommentRead", "Comment", "Task")


class Migration(migrations.Migration):
    """The rows stay where they are; their tables are named after the rooms that own them now."""

    dependencies = [
        ("sharing", "0003_link_kinds"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.AlterModelTable(name, table) for name, table in MOVES.items()
            ],
            state_operations=[migrations.DeleteModel(name) for name in GONE],
        ),
    ]
