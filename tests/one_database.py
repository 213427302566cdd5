"""The database of a run is migrated once; each worker has a copy of it."""

import fcntl
import os
from pathlib import Path

from django.db import connection

#: Set where the server ends with the run, and all databases with it.
SERVER_ENDS = "CARELOG_TEST_SERVER_ENDS"


def copy_for(worker: str, folder: Path) -> None:
    """Give a worker its copy; whoever comes first makes the one that is copied.

    The folder is that of the run, so nothing of an earlier run is taken for today's tables.
    """
    own, creation = connection.settings_dict, connection.creation
    before = own["NAME"]
    is_sqlite = connection.vendor == "sqlite"
    own["TEST"]["NAME"] = str(folder / "database.sqlite3") if is_sqlite else "test_of_this_run"
    with folder.joinpath("database.lock").open("a+") as made:
        fcntl.flock(made, fcntl.LOCK_EX)
        if made.seek(0, os.SEEK_END):
            own["NAME"] = own["TEST"]["NAME"]
        else:
            creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            connection.close()
            made.write("made")
            made.flush()
        creation.clone_test_db(worker, verbosity=0, autoclobber=True)
    own["TEST"]["NAME"] = creation.get_test_db_clone_settings(worker)["NAME"]
    own["NAME"] = before
