"""Histories are kept for years and read by operators: no name, no address, no typed word is in any."""

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from a_partnership import a_partnership
from a_post import a_partnership_with_a_post
from a_round import essex

from config.loading import load
from tests.replay.a_recording import history_file, names
from tests.replay.record import REASON, SCENARIOS

BOROUGH = Path(__file__).parent.parent / "config" / "definitions" / "borough"


def forbidden() -> frozenset[str]:
    """Every seeded name and address, of the tests' partnership and of the sample, and what was typed."""
    people = (
        *a_partnership().people,
        *a_partnership_with_a_post().people,
        *essex().people,
        *load(BOROUGH).people,
    )
    return frozenset({each.name for each in people} | {each.address for each in people} | {REASON})


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


def test_what_is_forbidden_is_known() -> None:
    assert {"board-secretary@harbour.example", "Holder of board-secretary", REASON} <= forbidden()
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
