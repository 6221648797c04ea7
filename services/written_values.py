"""What may stand behind each key of a file that tells of a meeting or a decision."""

from datetime import date, datetime, time
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    InstanceOf,
    StrictBool,
    StringConstraints,
    TypeAdapter,
)

from models.deciding import Course, Result, Vote
from models.values import BodyId, MatterId, MeetingId, PersonId, Value, Verb


def _hour(given: object) -> object:
    """A bare number would be taken for seconds, and an hour with a zone for London's."""
    is_hour = isinstance(given, str) or (isinstance(given, time) and given.tzinfo is None)
    if not is_hour:
        raise ValueError("an hour by London's clocks, such as 15:40:00")
    return given


def _of_london(given: time) -> time:
    if given.tzinfo is not None:
        raise ValueError("an hour by London's clocks, without a zone")
    return given


def _tokens(given: object) -> object:
    """A string of them or a list."""
    is_listed = isinstance(given, list) and all(isinstance(each, str) for each in given)
    if not is_listed and not isinstance(given, str):
        raise ValueError("seats such as 'K4 O2', or a list such as ['/chair', 'K3']")
    return given.split() if isinstance(given, str) else given


def _a_limb(given: object) -> object:
    return {"verb": given} if isinstance(given, str) else given


def _a_day(given: object) -> object:
    """A date or a date and time, from TOML itself or from a string."""
    try:
        return a_day_or_moment(given) if isinstance(given, str) else _DATE.validate_python(given)
    except ValueError:
        raise ValueError("a date such as 2020-02-06, or a date and time") from None


_DATE = TypeAdapter[date](InstanceOf[date])


def a_day_or_moment(given: str) -> date:
    """`2020-02-06`, or with an hour `2020-02-06T10:00`, which is a datetime."""
    has_hour = len(given) > len("2020-02-06")
    return datetime.fromisoformat(given) if has_hour else date.fromisoformat(given)


Words = Annotated[str, StringConstraints(min_length=1, max_length=10_000, strip_whitespace=True)]
Hour = Annotated[time, BeforeValidator(_hour), AfterValidator(_of_london)]
Day = Annotated[Any, BeforeValidator(_a_day)]


class Written(Value):
    model_config = ConfigDict(frozen=True, extra="forbid")


class WrittenLimb(Written):
    verb: Verb
    words: Words | None = None
    due: Annotated[date, BeforeValidator(_a_day)] | None = None
    """Of a condition: by when, who may call it met, whom they consult first, and whether that officer
    may agree for the body the version that meets it."""
    discharged_by: str = ""
    consulting: tuple[str, ...] = ()
    may_agree: bool = False


class WrittenInterest(Written):
    seat: str
    course: Course
    own_terms: StrictBool = False


TEXT = TypeAdapter[str](Words)
HOUR = TypeAdapter[time](Hour)
DAY = TypeAdapter[date](Day)
SITTING = TypeAdapter[int](Annotated[int, Field(strict=True, ge=1)])
YES_OR_NO = TypeAdapter[bool](StrictBool)
NAME = TypeAdapter[str](Annotated[str, StringConstraints(min_length=1)])
BODY = TypeAdapter[str](BodyId)
MATTER = TypeAdapter[str](MatterId)
MEETING = TypeAdapter[str](MeetingId)
PERSON = TypeAdapter[str](PersonId)
SEATS = TypeAdapter[tuple[str, ...]](Annotated[tuple[str, ...], BeforeValidator(_tokens)])
VOTE = TypeAdapter[Vote](Vote)
LIMB = TypeAdapter[WrittenLimb](Annotated[WrittenLimb, BeforeValidator(_a_limb)])
INTEREST = TypeAdapter[WrittenInterest](WrittenInterest)
CASTING = TypeAdapter[Result](Result)
TABLE = TypeAdapter[dict[str, Any]](dict[str, Any])
