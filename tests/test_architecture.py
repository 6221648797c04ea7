"""The house rules that a reviewer would otherwise have to remember, each with a proof that it can fail."""

import ast
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from config.settings import CHECKOUT

SKIPPED = {"node_modules", "var", "kit", "build", "__pycache__"}
PROSE = {".py", ".md", ".toml", ".html", ".css", ".js", ".mjs", ".svg", ".txt", ".mako"}
LONGEST = 400
LISTS = {"models.commands": 650, "models.events": 650}
"""One page each by choice, of models that fit a screen: whoever asks what can be asked for, or what
can happen, reads one file."""
VAGUE = {"utils", "util", "helpers", "helper", "manager", "base", "common", "misc"}
UNFINISHED = re.compile(r"\b(?:TO" + "DO|FIX" + "ME|XX" + r"X)\b")
BARE_NOQA = re.compile(r"# no" + r"qa(?!: [A-Z]+[0-9]+(?:, [A-Z]+[0-9]+)*(?:\s|$))")
BARE_IGNORE = re.compile(r"# type: ig" + r"nore(?!\[[a-z-]+(?:, ?[a-z-]+)*\]\s+# \S)")
CLOCK_FACE = re.compile(r"%H[:]%M(?!:%S)")

ALL = frozenset({"everything"})
MAY_IMPORT: dict[str, frozenset[str]] = {
    "models": frozenset(),
    "rules": frozenset({"models"}),
    "workflows": frozenset({"models", "activities"}),
    "activities": frozenset({"models", "letters"}),
    "letters": frozenset({"models"}),
    "storage": frozenset({"models", "rules"}),
    "services": frozenset({"models", "rules", "storage"}),
    "config": frozenset({"models"}),
    "migrations": frozenset({"models", "storage", "config"}),
    "web": frozenset({"services", "models", "config"}),
    "cli": frozenset({"commands", "services", "models", "config"}),
    "commands": frozenset({"services", "models", "config", "rehearsal"}),
    "catcher": frozenset({"config"}),
    "supervision": frozenset({"config"}),
    "rehearsal": ALL,
    "up": ALL,
    "worker": ALL,
    "tests": ALL,
}
"""Which part of the house may know of which; a part always knows itself."""

SPEAKS_SQL = {"models.tables", "storage", "migrations", "tests"}
SQL = {"sqlalchemy", "alembic", "aiosqlite", "psycopg", "sqlite3"}
CLOCK = {("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("date", "today")}
CLOCK |= {("time", name) for name in ("time", "monotonic", "perf_counter", "time_ns", "sleep")}
OUTSIDE = {"asyncio", "io", "logging", "os", "pathlib", "random", "secrets", "socket", "subprocess", "uuid"}


def sources() -> Iterator[Path]:
    """Everything people wrote here, leaving out what is installed, built or left by a run."""
    folders = [CHECKOUT]
    while folders:
        for each in sorted(folders.pop().iterdir()):
            if each.name.startswith(".") or each.name in SKIPPED or each.name.endswith(".egg-info"):
                continue
            if each.is_dir():
                folders.append(each)
            elif each.suffix in PROSE or each.name == "Makefile":
                yield each


def modules() -> list[Path]:
    return [path for path in sources() if path.suffix == ".py"]


def name_of(path: Path) -> str:
    """`models.values` for models/values.py, `models` for its __init__."""
    parts = path.relative_to(CHECKOUT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(code: str, module: str) -> set[str]:
    """Every module named in an import, wherever in the file it stands."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            source = _absolute(node, module)
            found |= {source, *(f"{source}.{alias.name}" for alias in node.names)}
    return found


def _absolute(node: ast.ImportFrom, module: str) -> str:
    if not node.level:
        return node.module or ""
    package = module.split(".")[: -node.level]
    return ".".join([*package, *filter(None, [node.module])])


def is_within(module: str, packages: set[str]) -> bool:
    return any(module == each or module.startswith(f"{each}.") for each in packages)


# --- each rule: the faults of one file ----------------------------------------------------


def forbidden_imports(code: str, module: str) -> list[str]:
    part = module.split(".", maxsplit=1)[0]
    allowed = MAY_IMPORT[part]
    if allowed is ALL:
        return []
    known = {name.split(".")[0] for name in imports(code, module)} & set(MAY_IMPORT)
    return [f"{part} may not import {other}" for other in sorted(known - allowed - {part})]


def tables_pulled_in(code: str, module: str) -> list[str]:
    """Tables stay with those who speak SQL, so that a workflow's sandbox never loads an ORM."""
    if is_within(module, SPEAKS_SQL):
        return []
    named = {name for name in imports(code, module) if is_within(name, SQL | {"models.tables"})}
    return [f"only storage speaks SQL, not {name}" for name in sorted(named)]


def impurity(code: str, module: str) -> list[str]:
    """A rule knows the standard library, the models and what it is told: no clock, nothing outside."""
    if not is_within(module, {"rules"}):
        return []
    named = {name.split(".")[0] for name in imports(code, module)}
    pure = (set(sys.stdlib_module_names) - OUTSIDE) | {"models", "rules"}
    return [f"a rule may not import {name}" for name in sorted(named - pure)] + _looks_at_the_clock(code)


def _looks_at_the_clock(code: str) -> list[str]:
    calls = [node.func for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    asked = [(_last_name(func.value), func.attr) for func in calls if isinstance(func, ast.Attribute)]
    return [f"a rule may not ask {owner}.{what}" for owner, what in asked if (owner, what) in CLOCK]


def _last_name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def no_first_line(code: str, _: str) -> list[str]:
    said = ast.get_docstring(ast.parse(code))
    return [] if said and not said.startswith("\n") else ["a module begins with a line saying what it is"]


def unanswered_silencing(code: str, _: str) -> list[str]:
    lines = enumerate(code.splitlines(), start=1)
    silent = [number for number, line in lines if BARE_NOQA.search(line) or BARE_IGNORE.search(line)]
    return [f"line {number}: name what is silenced, and for a type why" for number in silent]


def too_long(code: str, module: str) -> list[str]:
    length, most = len(code.splitlines()), LISTS.get(module, LONGEST)
    return [f"{length} lines; {most} is the most"] if length > most else []


def a_clock_of_its_own(code: str, _: str) -> list[str]:
    """Whatever people read says a time of day by `clock_in_words`; programs are told seconds too."""
    lines = enumerate(code.splitlines(), start=1)
    return [f"line {number}: say it by clock_in_words" for number, line in lines if CLOCK_FACE.search(line)]


def vague_name(_: str, module: str) -> list[str]:
    return [f"{word} says nothing" for word in module.split(".") if word in VAGUE]


Check = Callable[[str, str], list[str]]

CONTROLS: list[tuple[Check, str, str]] = [
    (forbidden_imports, "rules.quorum", "from storage.ledger import act"),
    (forbidden_imports, "workflows.approval", "def late():\n    import rules.quorum"),
    (forbidden_imports, "models.values", "from config.settings import Settings"),
    (forbidden_imports, "web.app", "from storage import database"),
    (forbidden_imports, "letters.compose", "from ..storage import ledger"),
    (tables_pulled_in, "models.values", "from models.tables.ledger import events"),
    (tables_pulled_in, "models.values", "from models import tables"),
    (tables_pulled_in, "services.approvals", "import sqlalchemy as sa"),
    (impurity, "rules.quorum", "import structlog"),
    (impurity, "rules.quorum", "from pathlib import Path"),
    (impurity, "rules.quorum", "from datetime import datetime\nAT = datetime.now(tz=None)"),
    (impurity, "rules.quorum", "import datetime\nAT = datetime.date.today()"),
    (no_first_line, "models.values", "x = 1"),
    (unanswered_silencing, "models.values", "x = 1  # no" + "qa"),
    (unanswered_silencing, "models.values", "x = 1  # type: ig" + "nore"),
    (unanswered_silencing, "models.values", "x = 1  # type: ig" + "nore[misc]"),
    (too_long, "models.values", "x = 1\n" * (LONGEST + 1)),
    (a_clock_of_its_own, "web.pages.presenters", 'f"{local:%H:' + '%M}"'),
    (vague_name, "models.utils", ""),
]


@pytest.mark.parametrize(
    ("check", "module", "code"), CONTROLS, ids=lambda given: getattr(given, "__name__", "")
)
def test_each_check_would_notice(check: Check, module: str, code: str) -> None:
    assert check(code, module)


CHECKS: list[Check] = [
    forbidden_imports,
    tables_pulled_in,
    impurity,
    no_first_line,
    unanswered_silencing,
    too_long,
    a_clock_of_its_own,
    vague_name,
]


@pytest.mark.parametrize("check", CHECKS)
def test_the_house_keeps_to(check: Check) -> None:
    faults = [
        f"{path.relative_to(CHECKOUT)}: {fault}"
        for path in modules()
        if path.name != "__init__.py"
        for fault in check(path.read_text(), name_of(path))
    ]
    assert not faults, "\n".join(faults)


def test_every_check_has_a_control() -> None:
    assert {check for check, _, _ in CONTROLS} == set(CHECKS)


def test_every_part_of_the_house_has_its_import_rule() -> None:
    assert {name_of(path).split(".")[0] for path in modules()} <= set(MAY_IMPORT)


def test_packages_say_nothing_of_their_own() -> None:
    assert [path for path in modules() if path.name == "__init__.py" and path.read_text()] == []


def test_everything_installed_is_named_in_pyproject() -> None:
    named = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["tool"]["setuptools"]
    inside = [path.relative_to(CHECKOUT) for path in modules()]
    packages = {".".join(path.parent.parts) for path in inside if path.name == "__init__.py"}
    assert set(named["packages"]) == {each for each in packages if not each.startswith("tests")}
    assert set(named["py-modules"]) == {path.stem for path in inside if len(path.parts) == 1}


def test_nothing_is_left_unfinished() -> None:
    marked = [
        f"{path.relative_to(CHECKOUT)}:{number}"
        for path in sources()
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if UNFINISHED.search(line)
    ]
    assert not marked, marked


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "requirements-node.lock"])
def test_a_lock_holds_names_versions_and_hashes_and_no_addresses(lock: str) -> None:
    stated = (CHECKOUT / lock).read_text().replace("\\\n", " ").splitlines()
    assert stated
    for line in stated:
        assert re.fullmatch(r"[a-z0-9-]+==\S+( ; [^-]+)?(\s+--hash=sha256:[0-9a-f]{64})+\s*", line), line


def test_the_lock_of_the_pages_holds_no_addresses() -> None:
    assert "://" not in (CHECKOUT / "package-lock.json").read_text(), "run `make lock`, which takes them out"


def test_the_locks_hold_everything_pyproject_asks_for() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    assert missing_from("requirements.lock", project["dependencies"] + extras["install"]) == set()
    assert (
        missing_from("requirements-dev.lock", project["dependencies"] + [*extras["install"], *extras["dev"]])
        == set()
    )


def missing_from(lock: str, asked: list[str]) -> set[str]:
    locked = set(re.findall(r"^([a-z0-9-]+)==", (CHECKOUT / lock).read_text(), flags=re.MULTILINE))
    return {re.split(r"[\[<>=!~ ]", each, maxsplit=1)[0].lower() for each in asked} - locked
