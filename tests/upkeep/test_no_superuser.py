"""The command by which sites of Django make an administrator says that there is none here."""

import pytest
from django.core.management import CommandError, call_command


def test_nobody_is_made_who_may_do_everything_and_what_to_do_instead_is_said():
    with pytest.raises(CommandError, match=r"run manage\.py invite"):
        call_command("createsuperuser", "--noinput", "--email", "me@example.org")
