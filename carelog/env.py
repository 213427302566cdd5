"""Typed, loud readers of the environment. Only settings.py uses them.

Each raises ImproperlyConfigured with one sentence that names the variable and the mend, and never
shows the value of a secret. An empty variable counts as one that is not set.
"""

import difflib
import os
import re
from collections.abc import Collection
from decimal import Decimal
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured, ValidationError

from carelog.patients.dialling import can_be_dialled, read_phone

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}
OURS = "CARELOG_"
#: Every variable that was asked for, so that one with another name is noticed.
KNOWN: set[str] = set()
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
HOST = re.compile(r"(?!-)[a-z0-9-]+(\.[a-z0-9-]+)*|[0-9a-f:.]+")


def load_file(path: Path) -> None:
    """Take NAME=value lines of a file as defaults; the real environment stands over them."""
    if not path.exists():
        return
    try:
        # Some editors begin a file with a byte order mark.
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise ImproperlyConfigured(f"{path.name} must be saved as UTF-8.") from None
    for number_of, line in enumerate(lines, 1):
        name, found, value = (part.strip() for part in line.partition("="))
        if not line.strip() or name.startswith("#"):
            continue
        if not found or not NAME.fullmatch(name):
            raise ImproperlyConfigured(f"Line {number_of} of {path.name} must be NAME=value.")
        os.environ.setdefault(name, value)


def text(name: str, default: str | None = None) -> str:
    """Return the variable, or the default; ImproperlyConfigured when there is neither."""
    KNOWN.add(name)
    value = os.environ.get(name, "").strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        raise ImproperlyConfigured(f"{name} stands in quotes: take them away.")
    if any(ord(letter) < 32 for letter in value):
        raise ImproperlyConfigured(f"{name} must be one line.")
    if value or default is not None:
        return value or str(default)
    raise ImproperlyConfigured(f"{name} is not set. README.md, Settings, says what it is for.")


def flag(name: str, default: bool = False) -> bool:
    """Return a yes/no variable; ImproperlyConfigured for any other word."""
    value = text(name, str(default)).lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}.")
    return value in TRUE


def number(name: str, default: int, most: int = 65535) -> int:
    """Return a whole number from 0; ImproperlyConfigured for anything else."""
    value = text(name, str(default))
    if not re.fullmatch("[0-9]{1,9}", value):
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    if int(value) > most:
        raise ImproperlyConfigured(f"{name} must be at most {most}, not {value}.")
    return int(value)


def tls(name: str, port: int) -> tuple[bool, bool]:
    """Return whether mail is sent by STARTTLS, and whether by TLS from the first byte.

    The second is what port 465 is for: a server that waits for it never says a word.
    """
    is_wanted, is_direct = flag(name, default=True), port == 465
    if is_direct and not is_wanted:
        raise ImproperlyConfigured(f"Port 465 is always TLS: take {name}=no away.")
    return is_wanted and not is_direct, is_direct


def celsius(name: str, default: str) -> Decimal:
    """Return a temperature of a body such as 37.5; ImproperlyConfigured for anything else."""
    value = text(name, default).replace(",", ".")
    if not re.fullmatch(r"[0-9]{2}(\.[0-9]{1,2})?", value) or not 30 <= Decimal(value) <= 45:
        raise ImproperlyConfigured(f"{name} must be °C, such as {default}, not {value!r}.")
    return Decimal(value)


def choice(name: str, options: Collection[str], default: str) -> str:
    """Return one of the options; ImproperlyConfigured for any other word."""
    value = text(name, default).lower()
    if value not in options:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(options)}, not {value!r}.")
    return value


def phone(name: str, default: str = "") -> str:
    """Return a number that a phone can call, or ""; ImproperlyConfigured for anything else."""
    value = read_phone(text(name, default))
    try:
        if value:
            can_be_dialled(value)
    except ValidationError:
        raise ImproperlyConfigured(f"{name} must be a number to call, not {value!r}.") from None
    return value


def server(name: str, default: str = "") -> str:
    """Return the name of a server, or ""; ImproperlyConfigured for an address or a port."""
    value = text(name, default).lower()
    if value and not HOST.fullmatch(value):
        words = "must be a name alone, such as mail.example.org: the port has a variable of its own"
        raise ImproperlyConfigured(f"{name} {words}.")
    return value


def sender(name: str, default: str) -> str:
    """Return whom mail is from; ImproperlyConfigured for what is no e-mail address."""
    value = text(name, default)
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", parseaddr(value)[1]):
        raise ImproperlyConfigured(f"{name} must be an e-mail address, not {value!r}.")
    return value


def secret(name: str, least: int = 50) -> str:
    """Return a secret of at least `least` characters that is not a sample from some manual."""
    value = text(name)
    samples = ("django-insecure-", "change", "secret", "example", "sample")
    if len(value) < least or value.lower().startswith(samples) or len(set(value)) < 10:
        raise ImproperlyConfigured(f"{name} must be at least {least} random characters.")
    return value


def site(name: str) -> str:
    """Return where people find the site: scheme, host, and a port that is not the usual one.

    Raises ImproperlyConfigured for anything from which the links of the site could not be made.
    """
    value = text(name)
    wrong = f"{name} must be one address such as https://diary.example.org"
    try:
        parts = urlsplit(value)
        scheme, host, port = parts.scheme, parts.hostname or "", parts.port
    except ValueError:
        raise ImproperlyConfigured(f"{wrong}: it cannot be read as one.") from None
    if re.search(r"[\s,;]", value):
        raise ImproperlyConfigured(f"{wrong}: there are two, or a space in it.")
    if scheme not in ("http", "https"):
        raise ImproperlyConfigured(f"{name} must start with https://.")
    if not host:
        raise ImproperlyConfigured(f"{wrong}: the name of the host is missing.")
    if not host.isascii():
        raise ImproperlyConfigured(f"{name} must name the host as {_ascii(host)}.")
    if parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc:
        words = "CareLog stands at the top of a host, so nothing may stand before or after its name"
        raise ImproperlyConfigured(f"{wrong}: {words}.")
    if not HOST.fullmatch(host) or port == 0:
        raise ImproperlyConfigured(f"{wrong}: that is no name of a host.")
    usual = {"http": 80, "https": 443}[scheme]
    shown = f"[{host}]" if ":" in host else host
    return f"{scheme}://{shown}" + (f":{port}" if port and port != usual else "")


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return "its ASCII form (xn--…)"


def refuse_unknown() -> None:
    """Raise ImproperlyConfigured for a variable of ours that nobody asked for: a misspelt one."""
    for name in sorted(os.environ):
        if name.upper().startswith(OURS) and name not in KNOWN:
            ends = [known.removeprefix(OURS) for known in KNOWN]
            near = difflib.get_close_matches(name.removeprefix(OURS).upper(), ends, 1)
            meant = f" Is {OURS}{near[0]} meant?" if near else ""
            raise ImproperlyConfigured(f"No setting is called {name}.{meant} Take it away.")
