"""An instant is a moment that can be told in UTC and in London; anything else is not accepted as one."""

from datetime import UTC, datetime

import pytest
from pydantic import TypeAdapter, ValidationError

from models.values import Instant

INSTANT: TypeAdapter[datetime] = TypeAdapter(Instant)


@pytest.mark.parametrize(
    "given",
    [
        pytest.param("0001-01-01T00:00:00+14:00", id="before the first year in UTC"),
        pytest.param("0001-01-01T00:00:00Z", id="before the first year in London, which was behind it"),
        pytest.param("9999-12-31T23:30:00-05:00", id="after the last year in UTC"),
        pytest.param("2020-04-02T09:00:00", id="of no time zone"),
    ],
)
def test_a_moment_at_the_ends_of_the_calendar_is_refused_as_a_value_not_by_an_overflow(given: str) -> None:
    with pytest.raises(ValidationError):
        INSTANT.validate_python(given)


def test_a_moment_is_kept_in_utc() -> None:
    assert INSTANT.validate_python("2020-04-02T10:00:00+01:00") == datetime(2020, 4, 2, 9, 0, tzinfo=UTC)
