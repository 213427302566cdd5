"""Finding one's way in a Bundle."""

from collections.abc import Iterator

LOINC = "http://loinc.org"


def resources(bundle: dict, kind: str = "") -> list[dict]:
    """Return the resources of a Bundle, all of them or those of one kind."""
    found = [entry["resource"] for entry in bundle["entry"]]
    return [one for one in found if not kind or one["resourceType"] == kind]


def walk(thing: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Give every part of a resource with the names that lead to it."""
    yield path, thing
    if isinstance(thing, dict):
        for name, value in thing.items():
            yield from walk(value, f"{path}.{name}")
    elif isinstance(thing, list):
        for value in thing:
            yield from walk(value, path)


def references(thing: object) -> set[str]:
    """Return what a part of a Bundle points to."""
    return {str(value) for path, value in walk(thing) if path.endswith(".reference")}


def codings(thing: object, system: str) -> list[dict]:
    """Return the Codings of a system anywhere in a part of a Bundle."""
    return [
        value
        for _path, value in walk(thing)
        if isinstance(value, dict) and value.get("system") == system and "code" in value
    ]


def by_code(bundle: dict, code: str) -> list[dict]:
    """Return the Observations of a code, whosever it is."""
    return [
        one
        for one in resources(bundle, "Observation")
        if code in {coding["code"] for coding in one["code"]["coding"]}
    ]


def part(observation: dict, code: str) -> list[dict]:
    """Return the components of a code."""
    return [
        one
        for one in observation.get("component", [])
        if code in {coding["code"] for coding in one["code"]["coding"]}
    ]


def section(bundle: dict, title: str) -> dict:
    """Return a section of the document by the start of its title."""
    (found,) = (one for one in resources(bundle)[0]["section"] if one["title"].startswith(title))
    return found
