"""What every page and every call of the API is given: the house, the settings, the limits."""

from dataclasses import dataclass, field

from starlette.requests import Request

from config.settings import Settings
from services.house import House
from web.limits import Limits


@dataclass(frozen=True)
class Given:
    settings: Settings
    house: House
    limits: Limits
    secret: bytes = field(repr=False)

    @property
    def is_https(self) -> bool:
        return self.settings.base_url.startswith("https://")


def given(request: Request) -> Given:
    put_there: Given = request.app.state.given
    return put_there


def address_of(request: Request) -> str:
    """Where a request came from, for limits only: it is neither logged nor kept."""
    return request.client.host if request.client else ""
