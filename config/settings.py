"""What an operator may change: read once by an entry point, frozen, and passed on."""

import os
import re
import secrets
from collections.abc import Callable
from contextlib import suppress
from email.utils import parseaddr
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import AfterValidator, AnyHttpUrl, Field, SecretStr, TypeAdapter, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

CHECKOUT = Path(__file__).resolve().parent.parent
"""The folder Quorate runs from; relative paths in settings start here."""

PREFIX = "QUORATE_"

_SECRET_BYTES = 32
_RETURN_ADDRESS = re.compile(r"[A-Za-z0-9._%'-]{1,31}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_SQLITE = ("sqlite://", "sqlite+aiosqlite://")


class LogFormat(StrEnum):
    CONSOLE = "console"
    JSON = "json"


class SmtpTls(StrEnum):
    """How the connection to the mail server is protected. There is no opportunistic choice:
    what was asked for happens, or the letter waits.
    """

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


def _from_the_checkout(path: Path) -> Path:
    return CHECKOUT / path.expanduser()


def _database_from_the_checkout(url: str) -> str:
    """`sqlite…:///var/x.db` means the same file from whatever folder a command is started."""
    scheme, _, rest = url.partition(":///")
    is_file = f"{scheme}://" in _SQLITE and rest and not rest.startswith((":memory:", "file:"))
    return f"{scheme}:///{CHECKOUT / rest}" if is_file else url


def _web_address(url: str) -> str:
    """An address that a path can be put behind; parsed, so that a misspelt one is found at start."""
    return str(TypeAdapter(AnyHttpUrl).validate_python(url)).rstrip("/")


def _return_address(address: str) -> str:
    """One plain address with room for a mark before its @; mail allows 64 characters there."""
    if address and not _RETURN_ADDRESS.fullmatch(address):
        raise ValueError("return_address is one address, with at most 31 characters before the @")
    return address


def _none_or_two(letters: int) -> int:
    """The digest is one, and what never goes into a digest must be able to go too."""
    if letters < 0 or letters == 1:
        raise ValueError("letters_a_day is 0, or at least 2")
    return letters


def _under_var(name: str) -> Callable[[dict[str, Any]], Path]:
    return lambda read: read.get("var", CHECKOUT / "var") / name


def _the_database(read: dict[str, Any]) -> str:
    return f"sqlite+aiosqlite:///{_under_var('quorate.db')(read)}"


def _the_address(read: dict[str, Any]) -> str:
    return f"http://{read.get('web_host')}:{read.get('web_port')}"


def _the_caught_mail(read: dict[str, Any]) -> Path | None:
    return None if read.get("production") else _under_var("caught-mail")(read)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


SettingPath = Annotated[Path, AfterValidator(_from_the_checkout)]


class Settings(BaseSettings):
    """Every setting is an environment variable: `QUORATE_` and its name in capitals."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, frozen=True, use_attribute_docstrings=True
    )

    production: bool = False
    """Whether real people are written to; refuses settings that are safe on one machine only."""

    var: SettingPath = Path("var")
    """The folder for everything that a run leaves behind."""

    database_url: Annotated[str, AfterValidator(_database_from_the_checkout)] = Field(
        default_factory=_the_database, repr=False
    )
    """The register and its ledger: `sqlite+aiosqlite:///…` or `postgresql+psycopg://…`."""

    secret_file: SettingPath = Field(default_factory=_under_var("secret"))
    """The file of 32 random bytes that form tokens are made with; made on first use, for its owner only."""

    temporal_address: str = "127.0.0.1:7233"
    """Host and port of the Temporal server."""

    temporal_namespace: str = "default"
    """The Temporal namespace all workflows live in."""

    task_queue: str = "quorate"
    """The Temporal task queue that workers listen on."""

    web_host: str = "127.0.0.1"
    """The network address the web listens on."""

    web_port: int = Field(default=8000, ge=1, le=65535)
    """The port the web listens on."""

    base_url: Annotated[str, AfterValidator(_web_address)] = Field(default_factory=_the_address)
    """The address people reach the pages at; letters link to it, and no other host is answered."""

    smtp_host: str = "127.0.0.1"
    """The mail server letters are handed to."""

    smtp_port: int = Field(default=1025, ge=1, le=65535)
    """The mail server's port."""

    smtp_tls: SmtpTls = SmtpTls.NONE
    """`none`, `starttls` or `tls`; what is asked for must succeed."""

    smtp_username: str = ""
    """The name to sign in to the mail server with; empty for none."""

    smtp_password: SecretStr = SecretStr("")
    """The password that goes with it."""

    sender: str = "Quorate <quorate@partnership.example>"
    """Whom letters come from: a name and an address."""

    return_address: Annotated[str, AfterValidator(_return_address)] = ""
    """Where letters come back to that cannot be delivered, `+` and the letter's own mark put before
    its @; the sender's address if empty."""

    letters_a_day: Annotated[int, AfterValidator(_none_or_two)] = 6
    """The most letters one person gets in a day, their digest included, 2 at least; what closes that
    day comes besides. 0 for no digests: each letter by itself, however many."""

    caught_mail: SettingPath | None = Field(default_factory=_the_caught_mail)
    """The folder the mail catcher keeps letters in, shown as the outbox page; none in production."""

    log_format: LogFormat = LogFormat.CONSOLE
    """`console` for people, `json` for machines."""

    programme: SettingPath = Path("config/programmes/mid-and-south-essex")
    """The partnership that `make up` loads."""

    @model_validator(mode="after")
    def _is_fit_for_production(self) -> Self:
        if not self.production:
            return self
        if not self.base_url.startswith("https://"):
            raise ValueError("in production base_url must begin with https://")
        if self.smtp_tls is SmtpTls.NONE and not _is_loopback(self.smtp_host):
            raise ValueError("in production smtp_tls is starttls or tls, unless mail stays on this machine")
        if self.smtp_tls is SmtpTls.NONE and self.smtp_username:
            raise ValueError("in production a mail password is never sent without TLS")
        return self

    def as_environment(self) -> dict[str, str]:
        """The variables from which another process reads these same settings."""
        values = {name: getattr(self, name) for name in type(self).model_fields}
        given = {name: value for name, value in values.items() if value is not None}
        return {f"{PREFIX}{name.upper()}": _spelt(value) for name, value in given.items()}


def _spelt(value: object) -> str:
    return value.get_secret_value() if isinstance(value, SecretStr) else str(value)


def sender_of(settings: Settings) -> tuple[str, str]:
    """Title and address of whom letters come from."""
    title, address = parseaddr(settings.sender)
    return title or "Quorate", address


def return_address_of(settings: Settings) -> str:
    return settings.return_address or sender_of(settings)[1]


def secret_of(settings: Settings) -> bytes:
    """The secret of this installation. Made whole before it bears its name, so that the web and
    the worker, starting together, cannot read half of one or make two.
    """
    path = settings.secret_file
    if not path.exists():
        _make_secret(path)
    secret = path.read_bytes()
    if len(secret) != _SECRET_BYTES:
        raise ValueError(f"{path} must hold {_SECRET_BYTES} bytes; it holds {len(secret)}")
    return secret


def _make_secret(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(_SECRET_BYTES))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            path.hardlink_to(draft)
    finally:
        draft.unlink()
