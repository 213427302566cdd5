"""The documents say what is there: settings, paths, routes and tests that they name."""

import ast
import re
from functools import cache
from pathlib import Path

from django.urls import get_resolver
from django.utils.html import strip_tags

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
BY_NAME = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in PAGES}
# A fenced block stands on lines of its own, so quotes in the prose around it still pair up.
CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
FILE = re.compile(r"[\w.*-]+(/[\w.*-]*)*\.(py|md|txt|toml|css|js|html|svg|png|yml)")
DOCUMENT = re.compile(r"\bdocs/[\w/-]+\.md\b")
# They are made on the machine that runs CareLog, not kept in the repository.
MADE_LATER = ("var/", ".venv/")
MACHINE = re.compile(r"(?<![\w.>])/(tmp|root|work|mnt|opt|Users|home/\w+)/|[A-Z]:\\\\")
CONTRACTS = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
LAYERS = re.compile(r'name = "A room knows only the rooms above it".*?layers = \[(.*?)\]', re.S)
SETTING = re.compile(r"^\| `(CARELOG_\w+)` \| (.+?) \| (.+) \|$", re.M)


def words_in_code(name: str) -> list[str]:
    """Return what a document puts between backticks."""
    return CODE.findall(BY_NAME[name])


# --- Settings -----------------------------------------------------------------------------


@cache
def settings_read() -> dict[str, str | None]:
    """Return each variable settings.py reads and its default as the table writes it.

    None where the default is worked out.
    """
    tree = ast.parse((ROOT / "carelog" / "settings.py").read_text(encoding="utf-8"))
    found = {}
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        is_reader = isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == "env"
        if is_reader and call.func.attr not in ("load_file", "refuse_unknown"):
            found[call.args[0].value] = default_of(call)
    return found


def default_of(call: ast.Call) -> str | None:
    """Return the default of one env.…() call in the words of the table."""
    kind = call.func.attr
    given = call.args[-1:] if len(call.args) > 1 else [word.value for word in call.keywords]
    if not given:
        return "no" if kind == "flag" else "required"
    if not isinstance(given[0], ast.Constant):
        return None
    value = given[0].value
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) or "empty"


def test_the_table_of_settings_has_every_variable_and_no_other():
    rows = [row[0] for row in SETTING.findall(BY_NAME["README.md"])]
    assert sorted(rows) == sorted(settings_read())


def test_the_table_of_settings_gives_the_true_defaults():
    rows = {name: default for name, default, _meaning in SETTING.findall(BY_NAME["README.md"])}
    for name, default in settings_read().items():
        assert default is None or rows[name] == default, name


def test_no_other_file_reads_a_variable():
    readers = [p for p in ROOT.glob("carelog/**/*.py") if "os.environ" in p.read_text()]
    assert {p.name for p in readers} == {"env.py", "wsgi.py"}


# --- Paths, tests and routes ----------------------------------------------------------------


def is_path(text: str) -> bool:
    """Say whether text in code looks like a path of this repository."""
    if text.startswith(("/", *MADE_LATER)) or text == "utils.py":
        return False
    top = text.split("/")[0]
    return bool(FILE.fullmatch(text)) or ("/" in text and " " not in text and (ROOT / top).is_dir())


def exists(text: str) -> bool:
    """Say whether a path, written from the top, is there; short names are found in a room."""
    return any(ROOT.glob(text)) or ("/" not in text and any((ROOT / "carelog").rglob(text)))


def test_every_path_that_is_named_exists():
    for name in BY_NAME:
        named = [text.partition("::")[0] for text in words_in_code(name)]
        paths = [text for text in named if is_path(text) and "<" not in text]
        assert [text for text in paths if not exists(text)] == [], name


def test_every_link_and_picture_leads_somewhere():
    for name, text in BY_NAME.items():
        folder, links = (ROOT / name).parent, re.findall(r"\]\(([^)#:]+)\)", text)
        assert [link for link in links if not folder.joinpath(link).exists()] == [], name


def test_every_test_that_is_named_exists():
    for name in BY_NAME:
        path = ""
        for text in words_in_code(name):
            file, _colons, function = text.partition("::")
            path = file if file.startswith("tests/") else path
            if function:
                assert f"def {function}(" in (ROOT / path).read_text("utf-8"), (name, text)


def test_every_document_that_code_names_exists():
    sources = [ROOT / "Makefile", ROOT / "pyproject.toml"]
    sources += [
        path for top in ("carelog", "education", "tests") for path in ROOT.glob(f"{top}/**/*.py")
    ]
    named = {name for path in sources for name in DOCUMENT.findall(path.read_text("utf-8"))}
    assert [name for name in sorted(named) if not any(ROOT.glob(name))] == []


@cache
def route_shapes() -> frozenset[tuple[str, ...]]:
    """Return the segments of every route, and of every folder on the way to one."""
    shapes = set()

    def walk(patterns, before: str) -> None:
        for item in patterns:
            address = before + str(item.pattern)
            if hasattr(item, "url_patterns"):
                walk(item.url_patterns, address)
            parts = re.sub(r"<[^>]+>", "<>", address).strip("/").split("/")
            shapes.update(tuple(parts[:n]) for n in range(len(parts) + 1))

    walk(get_resolver().url_patterns, "")
    return frozenset(shapes)


def is_route(text: str) -> bool:
    """Say whether an address, or the start of one, is served."""
    parts = re.sub(r"<[^>]+>", "<>", text.removesuffix("…")).strip("/")
    wanted = tuple(parts.split("/")) if parts else ()
    return any(
        len(shape) == len(wanted)
        and all(ours == theirs or ours == "<>" for ours, theirs in zip(shape, wanted, strict=True))
        for shape in route_shapes()
    )


def test_every_route_that_is_named_exists():
    for name in BY_NAME:
        routes = [text for text in words_in_code(name) if re.fullmatch(r"/[^\s*]*", text)]
        assert [route for route in routes if not is_route(route)] == [], name


def test_the_check_of_paths_and_routes_can_fail():
    for path in ("carelog/nothing/", "tests/frame/test_nothing.py"):
        assert is_path(path)
        assert not exists(path)
    assert is_route("/patients/<id>/today/")
    assert not is_route("/patients/<id>/nothing/")


# --- What the documents promise ---------------------------------------------------------------


def test_the_readme_names_the_two_commands():
    for command in ("make run", "make test"):
        assert f"\n    {command} " in BY_NAME["README.md"]
        assert f"\n{command.split()[1]}:" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_every_target_of_make_that_is_named_exists():
    targets = (ROOT / "Makefile").read_text(encoding="utf-8")
    for name, text in BY_NAME.items():
        named = re.findall(r"(?:`|^    )make ([a-z-]+)", text, re.M)
        assert [target for target in named if f"\n{target}:" not in targets] == [], name


def test_no_document_names_a_path_of_someones_machine():
    assert [name for name, text in BY_NAME.items() if MACHINE.search(text)] == []


def test_the_page_about_carelog_says_the_intended_purpose_word_for_word():
    purpose = BY_NAME["docs/intended-purpose.md"].split("\n## ")[0].split("\n", 1)[1]
    template = (ROOT / "templates" / "about.html").read_text(encoding="utf-8")
    shown = strip_tags(re.sub(r"{%.*?%}", "", template))
    assert " ".join(purpose.split()) in " ".join(shown.split())


# --- How they are written -----------------------------------------------------------------------

#: Words of README, CONTRIBUTING, SECURITY and docs/, but for the folders below, and of what the
#: next release changes: what was released is a record, which grows and is not rewritten.
MOST_WORDS, LONGEST_LINE = 18_000, 120
NOT_COUNTED = ("docs/safety/", "docs/decisions/")
GENERATED = re.compile(r"^<!-- table: .*?^<!-- end -->$", re.M | re.S)
RELEASED = re.compile(r"^## \d+\.\d+ \(.*", re.M | re.S)
# A row of a table, a picture or a link cannot be broken.
MAY_BE_LONG = re.compile(r"^\||!\[|\]\(|https?://")


def test_the_documents_say_each_thing_once_and_shortly():
    counted = {name: text for name, text in BY_NAME.items() if not name.startswith(NOT_COUNTED)}
    counted["CHANGELOG.md"] = RELEASED.sub("", counted["CHANGELOG.md"])
    words = {name: len(GENERATED.sub("", text).split()) for name, text in counted.items()}
    assert sum(words.values()) <= MOST_WORDS, words


def test_a_line_fits_a_screen():
    for name, text in BY_NAME.items():
        lines = GENERATED.sub("", text).splitlines()
        prose = [line for line in lines if not MAY_BE_LONG.search(line)]
        assert [line for line in prose if len(line) > LONGEST_LINE] == [], name


def test_the_map_names_every_room_in_the_order_of_the_layers():
    layers = re.findall(r"carelog\.(\w+)", LAYERS.search(CONTRACTS)[1])
    [_before, rooms_drawn, _after] = BY_NAME["docs/your-first-hour.md"].split("```")
    rooms = re.findall(r"carelog/(\w+)/", rooms_drawn)
    assert rooms == [room for room in layers if room != "urls"]


def test_releases_stand_newest_first_with_their_day():
    headings = re.findall(r"^## (.+)$", BY_NAME["CHANGELOG.md"], re.M)
    found = [re.fullmatch(r"(\d+\.\d+) \((\d{4}-\d\d-\d\d)\)", line) for line in headings[1:]]
    assert headings[0] == "Next"
    assert all(found)
    days = [release[2] for release in found]
    assert days == sorted(days, reverse=True)
    kept = {path.name[:10] for path in ROOT.glob("tests/upgrade/*.gz")}
    assert kept - set(days) == set()
