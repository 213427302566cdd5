"""What a real proxy says in CareLog's place: the form stays, and is sent again."""

import socketserver
import threading
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from carelog.logs.models import PainEntry
from tests import cast, proxy

pytestmark = pytest.mark.browser
LOGIN = "<main><form><input name=csrfmiddlewaretoken value=theirs></form></main></html>"
#: What nginx does instead of asking CareLog, by the name of a file that stands for it.
INSTEAD = {
    "another-site": "return 302 https://login.example/",
    "a-page-of-its-own": "return 302 /login-of-the-proxy/",
    "a-login-page": f"return 200 '{LOGIN}'",
    "an-empty-page": "return 200 ''",
    "nothing-to-say": "return 204",
    "unauthorized": "return 401",
    "forbidden": "return 403",
    "too-large": "return 413",
    "too-often": "return 429",
    "bad-gateway": "return 502",
    "no-answer": "return 444",
    "cut": "proxy_pass http://127.0.0.1:{cut}",
    "short": "proxy_pass http://127.0.0.1:{short}",
}
SERVER = """
default_type text/html;
server {{
    listen 127.0.0.1:{port};
    location / {{
        {instead}
        proxy_set_header Host $http_host;
        proxy_pass {behind};
    }}
}}
"""


class Cut(socketserver.StreamRequestHandler):
    """Begin an answer of CareLog's, and end in its middle."""

    says_how_long = True

    def handle(self) -> None:
        while self.rfile.readline().strip():
            pass
        long = "Content-Length: 5000\r\n" if self.says_how_long else ""
        head = f"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\nX-CareLog: 1\r\n{long}\r\n"
        self.wfile.write(f"{head}<main><p>Saved".encode())


class Short(Cut):
    """The same without a length, so that nobody sees but from the page that it is cut."""

    says_how_long = False


@pytest.fixture(scope="module")
def cuts():
    """The ports of what cuts its answers."""
    servers = [socketserver.ThreadingTCPServer(("127.0.0.1", 0), kind) for kind in (Cut, Short)]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    yield {"cut": servers[0].server_address[1], "short": servers[1].server_address[1]}
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def switches(tmp_path_factory) -> Path:
    """A folder in which a file's name says what is answered to a POST."""
    return tmp_path_factory.mktemp("proxy")


@pytest.fixture(scope="module")
def in_front(live_server, switches, cuts):
    """The address of a proxy in front of the server."""
    port = proxy.free_port()
    rules = [
        f"if (-f {switches}/$request_method.{name}) {{ {what}; }}" for name, what in INSTEAD.items()
    ]
    ports = "\n".join(rules).replace("{cut}", str(cuts["cut"]))
    ports = ports.replace("{short}", str(cuts["short"]))
    http = SERVER.format(port=port, instead=ports, behind=live_server.url)
    with proxy.nginx(http, switches, port):
        yield f"http://{urlsplit(live_server.url).hostname}:{port}"


def test_whatever_a_proxy_answers_the_form_stays_and_is_saved_once(
    open_page, in_front, switches, record, patient, access, trouble
):
    cast.make_number(access)
    page, keys = open_page(user=patient, base_url=in_front), []
    page.on(
        "request",
        lambda sent: sent.method == "POST" and keys.append(parse_qs(sent.post_data)["uid"][0]),
    )
    page.goto(f"/patients/{record.uid}/logs/pain/new/")
    page.get_by_role("group", name="At its worst").get_by_label("6", exact=True).check()
    page.get_by_label("Note").fill("worse on the stairs")
    for name in INSTEAD:
        switch = switches / f"POST.{name}"
        switch.touch()
        page.evaluate("document.getElementById('notsaved')?.removeAttribute('id')")
        page.get_by_role("main").get_by_role("button", name="Save").click()
        expect(page.locator("#notsaved"), name).to_contain_text("Not saved yet")
        expect(page.get_by_label("Note"), name).to_have_value("worse on the stairs")
        assert not PainEntry.everything.exists(), name
        switch.unlink()
    page.get_by_role("main").get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").get_by_text("Saved.")).to_be_visible()
    assert (PainEntry.everything.get().note, len(set(keys))) == ("worse on the stairs", 1)
    # A browser tells of the redirect that it was asked not to follow.
    trouble[:] = [line for line in trouble if "login.example" not in line]
