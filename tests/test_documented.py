"""What the operator's page says is so: every setting with its own words, and the commands it gives."""

import re
import shlex
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from a_command import every_command

from config.settings import CHECKOUT, PREFIX, Settings

OPERATING = CHECKOUT / "docs" / "operating.md"
EVERY_PAGE = (CHECKOUT / "README.md", *sorted((CHECKOUT / "docs").rglob("*.md")))
BEGIN = "<!-- settings: made from config/settings.py, held to it by tests/test_documented.py -->\n"
END = "<!-- end of settings -->"
TOLD_BY_OTHERS = {
    "database_url": "`quorate.db` in the folder `QUORATE_VAR`",
    "secret_file": "`secret` in the folder `QUORATE_VAR`",
    "base_url": "`http://` and the address and port the web listens on",
    "caught_mail": "`caught-mail` in the folder `QUORATE_VAR`; none in production",
    "smtp_password": "empty",
}


def settings_table() -> str:
    """The table as it should stand in the page; print it to mend the page."""
    rows = [
        f"| `{PREFIX}{name.upper()}` | {_words(name)} | {_default(name)} |" for name in Settings.model_fields
    ]
    return "\n".join(["| Variable | What it is | If not set |", "| --- | --- | --- |", *rows, ""])


def _words(name: str) -> str:
    return " ".join((Settings.model_fields[name].description or "").split())


def _default(name: str) -> str:
    if name in TOLD_BY_OTHERS:
        return TOLD_BY_OTHERS[name]
    default = Settings.model_fields[name].default
    return f"`{default}`" if str(default) else "empty"


def test_the_table_of_settings_is_that_of_the_code() -> None:
    found = OPERATING.read_text().partition(BEGIN)[2].partition(END)[0]
    assert found == settings_table(), f"put this between the two comments:\n{settings_table()}"


def commands() -> set[str]:
    """`letters` alone, or with a matter, means `letters list`."""
    return {" ".join(words) for words in every_command()} | {"letters"}


def given_in(text: str) -> set[str]:
    """What follows `quorate` where it stands as something to type, up to an option or a name in capitals."""
    typed = re.findall(r"```.*?```|`[^`]+`", text, re.DOTALL)
    return {
        each.strip()
        for code in typed
        for each in re.findall(r"(?:^|[`$/] ?)quorate ((?:[a-z][a-z-]* ?)+)", code)
    }


def is_known(given: str, known: set[str]) -> bool:
    """Whether it begins with a command; a matter or a file may follow."""
    words = given.split()
    return any(" ".join(words[:count]) in known for count in range(1, len(words) + 1))


@pytest.mark.parametrize("page", EVERY_PAGE, ids=lambda page: page.name)
def test_every_command_a_page_gives_exists(page: Path) -> None:
    known = commands()
    assert not {each for each in given_in(page.read_text()) if not is_known(each, known)}


def test_pages_give_commands_and_one_that_does_not_exist_would_be_noticed() -> None:
    assert given_in(OPERATING.read_text()) >= {"doctor", "migrate", "ledger verify"}
    (invented,) = given_in("`quorate ledger mend`")
    assert not is_known(invented, commands())


@pytest.mark.parametrize("page", EVERY_PAGE, ids=lambda page: page.name)
def test_every_file_a_page_names_is_there(page: Path) -> None:
    named = re.findall(
        r"`((?:tests|workflows|config|rules|docs|models|storage|services|web|letters|rehearsal|rehearsals|commands)/[\w./-]*)`",
        page.read_text(),
    )
    beside = re.findall(r"\]\(([\w/.-]+)\)", page.read_text())
    assert [each for each in named if not (CHECKOUT / each).exists()] == []
    assert [each for each in beside if not (page.parent / each).exists()] == []


def test_the_copy_the_page_tells_how_to_make_is_whole_while_somebody_writes(tmp_path: Path) -> None:
    (line,) = [each for each in OPERATING.read_text().splitlines() if "backup(" in each]
    _, *words = shlex.split(line)
    origin, copy = tmp_path / "quorate.db", tmp_path / "backup.db"
    with closing(sqlite3.connect(origin)) as writing:
        writing.executescript(
            "pragma journal_mode=wal; create table lines (number); insert into lines values (1);"
        )
        writing.execute("insert into lines values (2)")
        code = [
            str(origin) if each == "var/quorate.db" else each.replace("backup.db", str(copy))
            for each in words
        ]
        subprocess.run([sys.executable, *code], check=True)  # noqa: S603 - the page's own line
    with closing(sqlite3.connect(copy)) as reading:
        assert reading.execute("select number from lines").fetchall() == [(1,)]


def test_control_a_setting_without_words_would_be_noticed() -> None:
    told = OPERATING.read_text().partition(BEGIN)[2].partition(END)[0]
    for name in Settings.model_fields:
        assert told.replace(_words(name), "") != settings_table()
