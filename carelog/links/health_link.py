"""SMART Health Links: what a health app reads, sealed so that only its link opens it.

After the specification of HL7's guide "SMART Health Cards and Links" 1.0.0, in its plain form:
version 1, a manifest of FHIR documents, no extension. A link that is one file (its flag U) has no
manifest, no passcode and no further files, so none of ours is. https://hl7.org/fhir/uv/smart-health-cards-and-links/
"""

import base64
import json
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.utils.translation import gettext as _
from joserfc import jwe
from joserfc.jwk import OctKey

from carelog.exchange.fhir.bundle import Made, made_of
from carelog.exchange.fhir.elements import text_of
from carelog.exchange.fhir.parts import files_of
from carelog.exchange.fhir.views import JSON
from carelog.links.models import ShareLink
from carelog.patients import clock
from carelog.patients.access import Access
from carelog.site_address import link_to
from carelog.summary.period import last_day

KEY_BYTES, MOST_ADDRESS, MOST_LABEL = 32, 128, 80
TOKEN_LENGTH = 43
HEADER = {"alg": "dir", "enc": "A256GCM", "zip": "DEF", "cty": JSON}
ALGORITHMS = ["dir", "A256GCM", "DEF"]


def address_of(token: str) -> str:
    """Return where the manifest of a link is asked for."""
    return link_to("health_link", token)


def fits() -> bool:
    """Say whether this site's address is short enough: a manifest's may have 128 characters."""
    return len(address_of("x" * TOKEN_LENGTH)) <= MOST_ADDRESS


def uri_of(link: ShareLink, token: str) -> str:
    """Return the whole link, `shlink:/` and what an app needs to read it.

    It names neither the person nor the label of the link: whoever photographs the code reads it.
    """
    payload = {
        "url": address_of(token),
        "key": _base64(_key_of(link, token)),
        "exp": int(link.expires_at.timestamp()),
        "flag": _flags(link),
        "label": _("Shared from CareLog")[:MOST_LABEL],
        "v": 1,
    }
    said = {name: value for name, value in payload.items() if value}
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return f"shlink:/{_base64(text.encode())}"


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _flags(link: ShareLink) -> str:
    # L: it may be asked again and again, which would use up a link that opens a few times only.
    return ("" if link.max_opens else "L") + ("P" if link.passcode_hash else "")


def _key_of(link: ShareLink, token: str) -> bytes:
    """Derive the key of a link from its token and its stored salt."""
    salt = bytes.fromhex(link.key_salt)
    return HKDF(SHA256(), KEY_BYTES, salt, b"carelog health link").derive(token.encode())


def made_record(access: Access, now: datetime) -> Made:
    """Return what a link shares of the last 90 days."""
    until = last_day(access, clock.today(access.patient))
    return made_of(access, generated_at=now, since=None, today=until)


def sealed_files(made: Made, link: ShareLink, token: str) -> list[str]:
    """Return a record as FHIR documents, the first one first, each encrypted (compact JWE).

    Each call takes fresh nonces, as one key encrypts everything a link ever gives.
    """
    key = OctKey.import_key(_key_of(link, token))
    return [
        jwe.encrypt_compact(HEADER, text_of(one).encode(), key, algorithms=ALGORITHMS)
        for one in files_of(made)
    ]
