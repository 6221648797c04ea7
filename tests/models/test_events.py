"""No word a person types stands in the ledger in the clear: every text in an event is a digest or a code."""

from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import pytest
from pydantic import StringConstraints

from models.events import Recorded
from models.fact import Fact
from models.values import Slug, Text, Value

IN_THE_CLEAR = {
    "AmendmentProtocol.source": "the definition says what adopted it",
    "ApologiesGiven.items": "a rule puts it in words, from the clauses of the definition",
    "ApologiesGiven.missing": "a rule puts it in words, from the clauses of the definition",
    "ApologiesWithdrawn.items": "a rule puts it in words, from the clauses of the definition",
    "ApologiesWithdrawn.missing": "a rule puts it in words, from the clauses of the definition",
    "AppointmentEnded.missing": "a rule puts it in words, from the clauses of the definition",
    "AppointmentEnded.unfilled": "a rule puts it in words, from the clauses of the definition",
    "Basis.release": "the release that decided",
    "ClauseFound.called": "the definition calls its clause so",
    "Counted.words": "a rule puts a count in words",
    "DefinitionLoaded.missing": "a rule puts it in words, from the clauses of the definition",
    "DefinitionLoaded.unfilled": "a rule puts it in words, from the clauses of the definition",
    "HolderStarted.missing": "a rule puts it in words, from the clauses of the definition",
    "HolderStarted.unfilled": "a rule puts it in words, from the clauses of the definition",
    "InterestDeclared.missing": "a rule puts it in words, from the clauses of the definition",
    "Recorded.command_id": "a digest, or the stream and instant of what fell due",
    "RungShut.found": "a rule puts in words what the calendar and the body's rules show",
    "Route.policy": "the definition says why these bodies are asked",
    "Stage.title": "the definition calls its stage so",
}
"""Texts of the ledger that nobody types when acting, and where each comes from."""


def plain_texts(model: type[Value]) -> Iterator[str]:
    """Each text in it, or in a value within it, that is neither a digest nor held to a pattern."""
    if issubclass(model, Text):
        return
    for name, hint in get_type_hints(model, include_extras=True).items():
        if name != "model_config":
            yield from _plain(hint, f"{model.__name__}.{name}")


def _plain(hint: Any, name: str) -> Iterator[str]:  # noqa: ANN401  an annotation may be anything
    inner = get_args(hint)
    if get_origin(hint) is Annotated:
        if not (inner[0] is str and any(_is_closed(each) for each in inner[1:])):
            yield from _plain(inner[0], name)
    elif get_origin(hint) in {Union, UnionType, tuple, dict, frozenset, list, set}:
        for each in inner:
            yield from _plain(each, name)
    elif hint in {str, Any, object}:
        yield name
    elif isinstance(hint, type) and issubclass(hint, Value):
        yield from plain_texts(hint)


def _is_closed(constraint: object) -> bool:
    return isinstance(constraint, StringConstraints) and constraint.pattern is not None


def test_each_text_of_the_ledger_is_a_digest_or_a_code_or_comes_from_no_hand() -> None:
    assert set(plain_texts(Recorded)) == set(IN_THE_CLEAR)


class Inner(Value):
    remark: str
    reason: Text


class Told(Fact):
    code: Slug
    source: str = ""
    inner: Inner | None = None
    others: tuple[Inner, ...] = ()
    by_body: dict[Slug, Annotated[str, StringConstraints(max_length=20)]] = {}


def test_control_a_plain_text_is_found_however_deep_it_lies() -> None:
    assert set(plain_texts(Told)) == {"Told.source", "Inner.remark", "Told.by_body"}


@pytest.mark.parametrize("name", ["When", "MeetingCalled", "ObligationOpened"])
def test_control_the_walk_reaches_every_event(name: str) -> None:
    assert name in {model.__name__ for model in _within(Recorded)}


def _within(hint: Any) -> Iterator[type[Value]]:  # noqa: ANN401  an annotation may be anything
    if isinstance(hint, type) and issubclass(hint, Value):
        yield hint
        for inner in get_type_hints(hint, include_extras=True).values():
            yield from _within(inner)
    else:
        for inner in get_args(hint):
            yield from _within(inner)
