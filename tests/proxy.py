"""A real proxy on loopback: the nginx of Debian, in front of the server of a test."""

import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: One process of its own user: what it may write stands in the folder of the test.
AROUND = """
daemon off;
master_process off;
pid {folder}/pid;
error_log {folder}/log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/answer;
    fastcgi_temp_path {folder}/none;
    uwsgi_temp_path {folder}/none;
    scgi_temp_path {folder}/none;
    {http}
}}
"""
MOST_STEPS, STEP = 100, 0.1


def free_port() -> int:
    """Return a port of loopback that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


@contextmanager
def nginx(http: str, folder: Path, port: int) -> Iterator[None]:
    """Run nginx with these lines inside its `http`, till it listens on `port` and is let go.

    Raises FileNotFoundError where there is no nginx, RuntimeError with its words where it ends.
    """
    path = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
    if path is None:
        raise FileNotFoundError("The tests of a proxy need nginx: apt-get install nginx-light")
    config = folder / "nginx.conf"
    config.write_text(AROUND.format(folder=folder, http=http))
    command = [path, "-e", str(folder / "log"), "-p", str(folder), "-c", str(config)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        try:
            _until_it_listens(process, port)
            yield
        finally:
            process.terminate()


def _until_it_listens(process: "subprocess.Popen[bytes]", port: int) -> None:
    for _step in range(MOST_STEPS):
        try:
            socket.create_connection(("127.0.0.1", port), STEP).close()
        except OSError:
            try:
                process.wait(STEP)
            except subprocess.TimeoutExpired:
                continue
            words = process.stderr.read().decode() if process.stderr else ""
            raise RuntimeError(words) from None
        return
    raise RuntimeError("nginx does not listen")
