"""Opening the files of a health link with libraries that are not ours, as they come."""

import json
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from joserfc import jwe
from joserfc.jwk import OctKey
from jwcrypto import jwe as second_jwe
from jwcrypto.jwk import JWK

NODE = Path(sys.executable).with_name("node")
JOSE = Path(settings.BASE_DIR) / "tests" / "fhir" / "open_sealed.mjs"


def by_joserfc(key: str, sealed: str) -> bytes:
    """Return a file; joserfc stops at 256,000 bytes by default."""
    found = jwe.decrypt_compact(
        sealed, OctKey.import_key({"kty": "oct", "k": key}), algorithms=["dir", "A256GCM", "DEF"]
    )
    return found.plaintext or b""


def by_jwcrypto(key: str, sealed: str) -> bytes:
    """Return a file; jwcrypto stops at 256 KB of what is compressed."""
    token = second_jwe.JWE()
    token.deserialize(sealed, JWK(kty="oct", k=key))
    return token.payload


def by_jose(key: str, files: list[str]) -> list[int]:
    """Return how long each file is for two versions of npm's jose, which stop at 250,000 bytes.

    It needs `make validators` once, and fails without.
    """
    asked = json.dumps({"key": key, "files": files})
    ran = subprocess.run([NODE, JOSE], input=asked, capture_output=True, text=True, check=True)
    return json.loads(ran.stdout)
