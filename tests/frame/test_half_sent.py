"""Sixty forms of which only half has come: behind a web server nobody notices, without it they end.

The real nginx and Caddy with the files that docs/deploy/ gives, and the worker of gunicorn.conf.py.
"""

import datetime
import http.client
import os
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.db import connection

from carelog import server
from tests.frame.outage import ROOT
from tests.proxy import free_port, nginx

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="runs once")
HELD, ALL, HALF = 60, 6000, 3000
#: Seconds: what a page may take meanwhile, and the deadline of the worker here.
SOON, DEADLINE = 2.0, 0.5
NAME = "diary.example.org"


class Hurried(server.Worker):
    """The worker of the product, with less patience."""

    deadline = DEADLINE


@contextmanager
def running(command: list[str], port: int, **how) -> Iterator[None]:
    """Run a server until it is let go; wait until it listens."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, **quiet, **how)
    try:
        for _step in range(200):
            with socket.socket() as caller:
                caller.settimeout(1)
                if caller.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, command
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="module")
def site() -> Iterator[int]:
    """Serve the site with one worker of four threads; give its port."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "django.core.wsgi:get_wsgi_application()"]
    command += ["--config", str(ROOT / "gunicorn.conf.py"), "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", "1", "--worker-class", "tests.frame.test_half_sent.Hurried"]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    with running(command, port, cwd=ROOT, env=environment):
        yield port


def held(port: int, tls: ssl.SSLContext | None, stack: ExitStack) -> list[socket.socket]:
    """Send half a form on each of sixty lines, and leave them open."""
    head = f"POST /account/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: {ALL}\r\n"
    head += "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    lines = []
    for _line in range(HELD):
        line = stack.enter_context(socket.create_connection(("127.0.0.1", port), 10))
        if tls is not None:
            line = stack.enter_context(tls.wrap_socket(line, server_hostname=NAME))
        line.sendall(head.encode() + b"a" * HALF)
        lines.append(line)
    return lines


def ask(port: int, tls: ssl.SSLContext | None) -> float:
    """Ask for a page; return after how many seconds it is there."""
    start = time.monotonic()
    if tls is None:
        caller = http.client.HTTPConnection("localhost", port, timeout=30)
    else:
        caller = http.client.HTTPSConnection("localhost", port, timeout=30, context=tls)
    caller.request("GET", "/urgent/", headers={"Host": "localhost"})
    assert caller.getresponse().status == 200
    caller.close()
    return time.monotonic() - start


def certificate(folder: Path) -> None:
    """Write a certificate of nobody's for `NAME`."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    now = datetime.datetime(2026, 1, 1)
    made = x509.CertificateBuilder(who, who, key.public_key(), 1, now, now.replace(year=2126))
    (folder / "fullchain.pem").write_bytes(
        made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    )
    shape = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    (folder / "privkey.pem").write_bytes(key.private_bytes(*shape, serialization.NoEncryption()))


def trusting() -> ssl.SSLContext:
    """Return what speaks TLS and believes anyone."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def given(name: str, changes: dict[str, str]) -> str:
    """Return a file of docs/deploy/ with what its first line says to change."""
    text = (ROOT / "docs" / "deploy" / name).read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


@contextmanager
def behind_nginx(site: int, folder: Path) -> Iterator[tuple[int, ssl.SSLContext]]:
    port, plain = free_port(), free_port()
    certificate(folder)
    changes = {
        "listen [::]:80;": "",
        "listen [::]:443 ssl http2;": "",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443": f"listen 127.0.0.1:{port}",
        "/etc/letsencrypt/live/diary.example.org": str(folder),
        "127.0.0.1:8000": f"127.0.0.1:{site}",
    }
    with nginx(given("nginx.conf", changes), folder, port):
        yield port, trusting()


@contextmanager
def behind_caddy(site: int, folder: Path) -> Iterator[tuple[int, None]]:
    port, path = free_port(), shutil.which("caddy")
    assert path, "The tests of a proxy need Caddy: apt-get install caddy"
    # A certificate would be fetched from the network.
    first, address = "{\n\tservers", f"http://localhost:{port}"
    alone = "{\n\tadmin off\n\tauto_https off\n\tservers"
    changes = {first: alone, NAME: address, "127.0.0.1:8000": f"127.0.0.1:{site}"}
    config = folder / "Caddyfile"
    config.write_text(given("Caddyfile", changes))
    home = os.environ | {"HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    command = [path, "run", "--config", str(config), "--adapter", "caddyfile"]
    with running(command, port, env=home):
        yield port, None


@pytest.mark.parametrize("behind", [behind_nginx, behind_caddy])
def test_behind_a_web_server_half_sent_forms_hold_nobody_up(site, tmp_path, behind):
    with behind(site, tmp_path) as (port, tls), ExitStack() as stack:
        ask(port, tls)
        held(port, tls, stack)
        assert max(ask(port, tls) for _page in range(5)) < SOON


def test_without_one_what_does_not_come_is_ended_and_the_next_page_comes(site):
    ask(site, None)
    with ExitStack() as stack:
        # Two for each thread.
        lines = held(site, None, stack)[:8]
        said = [line.recv(400).decode() for line in lines]
    assert all(answer.startswith("HTTP/1.1 408 ") for answer in said)
    ask(site, None)


def test_a_form_that_comes_in_pieces_is_answered(site):
    body = b"login=nobody&password=" + b"a" * 3000
    with socket.create_connection(("127.0.0.1", site), 10) as line:
        head = "POST /nowhere/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        line.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body[:100])
        line.sendall(body[100:])
        assert line.recv(20).startswith(b"HTTP/1.1 40")
