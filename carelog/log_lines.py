"""JSON logging, without what a log must not hold: paths, queries, names, bodies."""

import json
import logging
import re
import traceback
from datetime import UTC, datetime


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, event, and where an error came from."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": event(record),
        }
        request = getattr(record, "request", None)
        match = getattr(request, "resolver_match", None)
        if match is not None:
            line["route"] = match.view_name
        if record.name == "django.security.DisallowedHost" and request is not None:
            line["host"] = named(request.META.get("HTTP_HOST", ""))
        if reference := getattr(request, "error_reference", None):
            line["reference"] = reference
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = type(record.exc_info[1]).__name__
            line["at"] = [f"{f.filename}:{f.lineno}" for f in frames(record.exc_info[1])]
        return json.dumps(line)


def event(record: logging.LogRecord) -> str:
    """Return the message; for requests and servers only its template, whose values hold paths."""
    if record.name.startswith(("django.request", "django.security", "django.server")):
        return f"{record.msg.split(':')[0]} {getattr(record, 'status_code', '')}".strip()
    return record.getMessage()


def named(host: str) -> str:
    """Return a host as it was named: what could stand in a name, and no more than a name has."""
    return re.sub(r"[^A-Za-z0-9.:\[\]-]", "?", host)[:100]


def frames(error: BaseException) -> list[traceback.FrameSummary]:
    """Return the call stack of an error: files and lines only, never the values in it."""
    return traceback.extract_tb(error.__traceback__)


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "carelog.log_lines.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    # Django would print "Not Found: /the/path" itself; the path may hold a one-time token.
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        # At INFO it writes the id of each passkey that is added or used.
        "fido2": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
    },
}
