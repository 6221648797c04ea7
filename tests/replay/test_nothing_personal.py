"""Histories are kept for years and read by operators: no name, no address, no typed word is in any."""

import base64
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from a_partnership import a_partnership
from a_post import PARTICULARS, a_partnership_with_a_post
from a_round import essex
from pydantic import BaseModel

from config.loading import load
from models.values import Text
from rehearsal.reading import read
from rehearsal.steps import Step
from tests.replay.a_recording import history_file, names
from tests.replay.record import REASON, SCENARIOS
from tests.replay.whole_rounds import OFFICER

BOROUGH = Path(__file__).parent.parent / "config" / "definitions" / "borough"


def forbidden() -> frozenset[str]:
    """Every seeded name and address, of the tests' partnership and of the sample, and what was typed."""
    people = (
        *a_partnership().people,
        *a_partnership_with_a_post().people,
        *essex().people,
        *load(BOROUGH).people,
    )
    said = {REASON, PARTICULARS, *typed_by_secretaries()}
    return frozenset({each.name for each in people} | {each.address for each in people} | said)


@cache
def typed_by_secretaries() -> frozenset[str]:
    """Every word of the joint post's round that its steps bring: of candidates, of reasons, of evidence."""
    steps = (each for each in read(OFFICER).moments if isinstance(each, Step))
    return frozenset(words for step in steps for words in _typed(step.command) if words.strip())


def _typed(value: object) -> Iterator[str]:
    match value:
        case Text(words=words):
            yield words
        case BaseModel():
            for name in type(value).model_fields:
                yield from _typed(getattr(value, name))
        case tuple():
            for each in value:
                yield from _typed(each)
        case _:
            pass


def found_in(history: Any) -> set[str]:  # noqa: ANN401  any JSON
    told = "\n".join(texts(history)).casefold()
    return {words for words in forbidden() if words.casefold() in told} | ({"@"} if "@" in told else set())


def texts(value: Any) -> Iterator[str]:  # noqa: ANN401  any JSON
    """Every text in it; what is packed as a payload is unpacked."""
    if isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)
    elif isinstance(value, str):
        yield value
        yield _unpacked(value)


def _unpacked(text: str) -> str:
    try:
        return base64.b64decode(text, validate=True).decode()
    except ValueError:
        return ""


@pytest.mark.parametrize("name", names())
def test_no_name_address_or_typed_word_is_in_a_history(name: str) -> None:
    assert found_in(json.loads(history_file(name).read_text())) == set()


OF_POSTS = [name for name in names() if name.split("-")[0] in {"appointment", "post", "recruitment"}]
REFERENCES = ("c-1", "c-2", "candidate-1", "candidate-2", "candidate-3")


@pytest.mark.parametrize("name", OF_POSTS)
def test_neither_who_applied_nor_who_was_proposed_is_in_a_history_of_a_post(name: str) -> None:
    """Nor is any person's id: what falls due of a round or an appointment is the same whoever it concerns."""
    told = "\n".join(texts(json.loads(history_file(name).read_text())))
    people = (*a_partnership_with_a_post().people, *essex().people)
    concerned = {each.id for each in people}
    assert [who for who in (*concerned, *REFERENCES) if f'"{who}"' in told] == []


def test_what_is_forbidden_is_known() -> None:
    assert {"board-secretary@harbour.example", "Holder of board-secretary", REASON} <= forbidden()
    assert {PARTICULARS, "The recruitment file, folder 1.", "Nobody fitted both roles."} <= forbidden()
    assert len(forbidden()) > 100


@pytest.mark.parametrize("words", ["board-secretary@harbour.example", "Holder of board-secretary", REASON])
@pytest.mark.parametrize("packed", [False, True], ids=["in the clear", "in a payload"])
def test_control_the_scan_finds_what_is_hidden_in_a_history(words: str, packed: bool) -> None:
    sentence = f"DETAIL: Key (address)=({words.upper()}) already exists."
    hidden = base64.b64encode(sentence.encode()).decode() if packed else sentence
    history = {"events": [{"lastFailure": {"message": hidden}}]}
    assert words in found_in(history)


@pytest.mark.parametrize(
    ("name", "failure"),
    [
        ("sign-off-outage", "Unavailable"),
        ("sign-off-integrity-error", "IntegrityError"),
        ("dispatch-outage", "Unavailable"),
        ("dispatch-integrity-error", "IntegrityError"),
    ],
)
def test_provoked_failures_are_in_the_histories_that_are_scanned(name: str, failure: str) -> None:
    assert failure in "\n".join(texts(json.loads(history_file(name).read_text())))


def test_every_scenario_is_recorded() -> None:
    assert names() == sorted(SCENARIOS)
