"""Typed, loud readers of the environment. Only settings.py uses them."""

import os
import re
from collections.abc import Collection
from decimal import Decimal
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


def load_file(path: Path) -> None:
    """Take NAME=value lines of a file as defaults; the real environment stands over them."""
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        name, found, value = line.partition("=")
        if found and not name.lstrip().startswith("#"):
            os.environ.setdefault(name.strip(), value.strip())


def text(name: str, default: str | None = None) -> str:
    """Return the variable, or the default; ImproperlyConfigured when there is neither."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set. README.md, Settings, says what it is for.")
    return value


def flag(name: str, default: bool = False) -> bool:
    """Return a yes/no variable; ImproperlyConfigured for any other word."""
    value = os.environ.get(name, str(default)).strip().lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}.")
    return value in TRUE


def number(name: str, default: int) -> int:
    """Return a whole number; ImproperlyConfigured for anything else."""
    value = os.environ.get(name, str(default))
    if not value.strip().isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def decimal(name: str, default: str) -> Decimal:
    """Return a number such as 37.5; ImproperlyConfigured for anything else."""
    value = os.environ.get(name, default)
    if not re.fullmatch(r"\d{1,3}(\.\d{1,2})?", value.strip()):
        raise ImproperlyConfigured(f"{name} must be a number such as {default}, not {value!r}.")
    return Decimal(value.strip())


def choice(name: str, options: Collection[str], default: str) -> str:
    """Return one of the options; ImproperlyConfigured for any other word."""
    value = os.environ.get(name, default)
    if value not in options:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(options)}, not {value!r}.")
    return value


def secret(name: str, least: int = 50) -> str:
    """Return a secret of at least `least` characters that is not a sample from some manual."""
    value = text(name)
    samples = ("django-insecure-", "change", "secret", "example", "sample")
    if len(value) < least or value.lower().startswith(samples) or len(set(value)) < 10:
        raise ImproperlyConfigured(f"{name} must be at least {least} random characters.")
    return value
