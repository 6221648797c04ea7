"""Settings: where they start from, what production refuses, and how one process hands them to another."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from config.settings import CHECKOUT, PREFIX, Settings, secret_of


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"{PREFIX}{name.upper()}", raising=False)


FIT_FOR_PRODUCTION = {
    "production": True,
    "base_url": "https://sign-off.partnership.example",
    "smtp_host": "mail.partnership.example",
    "smtp_tls": "starttls",
}


def test_with_nothing_set_everything_is_on_this_machine_and_in_the_checkout() -> None:
    settings = Settings()
    assert settings.database_url == f"sqlite+aiosqlite:///{CHECKOUT}/var/quorate.db"
    assert settings.secret_file == CHECKOUT / "var" / "secret"
    assert settings.caught_mail == CHECKOUT / "var" / "caught-mail"
    assert settings.base_url == "http://127.0.0.1:8000"
    assert settings.programme == CHECKOUT / "config" / "programmes" / "mid-and-south-essex"


def test_what_is_left_unsaid_follows_what_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("QUORATE_VAR", str(tmp_path))
    monkeypatch.setenv("QUORATE_WEB_PORT", "8123")
    settings = Settings()
    assert settings.database_url == f"sqlite+aiosqlite:///{tmp_path}/quorate.db"
    assert settings.base_url == "http://127.0.0.1:8123"


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        pytest.param(
            "sqlite+aiosqlite:///var/other.db",
            f"sqlite+aiosqlite:///{CHECKOUT}/var/other.db",
            id="a relative file starts at the checkout, not where the command was given",
        ),
        pytest.param(
            "sqlite+aiosqlite:////srv/q.db", "sqlite+aiosqlite:////srv/q.db", id="an absolute one stays"
        ),
        pytest.param("sqlite+aiosqlite://", "sqlite+aiosqlite://", id="one in memory is no file"),
        pytest.param(
            "postgresql+psycopg://db/quorate", "postgresql+psycopg://db/quorate", id="PostgreSQL has none"
        ),
    ],
)
def test_the_database_is_the_same_from_every_folder(given: str, meant: str) -> None:
    assert Settings(database_url=given).database_url == meant


def test_another_process_reads_the_same_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = Settings(var=tmp_path, smtp_username="quorate", smtp_password="open sesame", web_port=8123)
    for name, value in settings.as_environment().items():
        monkeypatch.setenv(name, value)
    assert Settings() == settings


def test_settings_do_not_change_once_read() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Settings().web_port = 1  # type: ignore[misc]  # the assignment is what is tried


def test_a_printed_setting_gives_no_password_away() -> None:
    settings = Settings(
        smtp_password="open sesame", database_url="postgresql+psycopg://quorate:open-sesame@db/quorate"
    )
    assert "sesame" not in repr(settings)


def test_production_accepts_what_is_fit_for_it() -> None:
    settings = Settings(**FIT_FOR_PRODUCTION)
    assert settings.caught_mail is None, "letters are sent, not caught"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        pytest.param({"base_url": "http://x.example"}, "https", id="links without https"),
        pytest.param({"smtp_tls": "none"}, "smtp_tls", id="letters in clear over a network"),
        pytest.param(
            {"smtp_tls": "none", "smtp_host": "127.0.0.1", "smtp_username": "quorate"},
            "password",
            id="a password in clear",
        ),
    ],
)
def test_production_refuses_what_is_safe_on_one_machine_only(wrong: dict[str, str], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Settings(**(FIT_FOR_PRODUCTION | wrong))


@pytest.mark.parametrize("name", ["web_port", "base_url", "smtp_tls", "log_format", "production"])
def test_a_misspelt_value_is_refused_by_name(name: str) -> None:
    with pytest.raises(ValidationError, match=name):
        Settings(**{name: "not a value"})


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"letters_a_day": 1}, id="no letter but the digest"),
        pytest.param({"letters_a_day": -1}, id="fewer than none"),
        pytest.param({"return_address": "two@x.example, three@x.example"}, id="two return addresses"),
        pytest.param({"return_address": "a" * 32 + "@x.example"}, id="no room for a mark before the @"),
    ],
)
def test_letters_are_not_set_up_so_that_they_could_not_go_or_come_back(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match=next(iter(wrong))):
        Settings(**wrong)


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_says_what_it_is_for(name: str) -> None:
    assert Settings.model_fields[name].description


def test_the_secret_is_made_once_for_its_owner_only_by_however_many_at_once(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path)
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(secret_of, [settings] * 8))
    assert len(secrets) == 1
    assert len(secrets.pop()) == 32
    assert stat.S_IMODE(settings.secret_file.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["secret"]


def test_a_damaged_secret_is_not_used(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path)
    settings.secret_file.write_bytes(b"short")
    with pytest.raises(ValueError, match="must hold 32 bytes"):
        secret_of(settings)
