"""How a file that goes out is called."""

from datetime import date


def named(today: date, name: str) -> dict[str, str]:
    """Return the headers of a download; its name holds the day, and no word of the record."""
    return {"Content-Disposition": f'attachment; filename="carelog-{today.isoformat()}-{name}"'}
