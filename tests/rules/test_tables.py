"""Every table of the rules is complete: nothing falls through unnoticed."""

from typing import get_args

import pytest

from config.settings import CHECKOUT
from models import commands, events
from models.letters import LetterKind
from rules.deciding import RULES
from rules.notices import AUDIENCES
from rules.refusals import WORDS
from rules.subscriptions import SUBSCRIPTIONS
from storage.letter_words import SAYS

COMMANDS = get_args(get_args(commands.AnyCommand)[0])
EVENTS = get_args(get_args(events.Event)[0])
KINDS = {each.model_fields["kind"].default for each in EVENTS}


def test_every_command_has_a_rule() -> None:
    assert set(RULES) == set(COMMANDS)


def test_every_command_and_event_has_a_kind_of_its_own() -> None:
    assert len(KINDS) == len(EVENTS)
    assert len({each.model_fields["kind"].default for each in COMMANDS}) == len(COMMANDS)


@pytest.mark.parametrize("table", [AUDIENCES, SUBSCRIPTIONS], ids=["notices", "subscriptions"])
def test_tables_speak_of_events_that_exist(table: dict[str, object]) -> None:
    assert set(table) <= KINDS


WAKE_NOBODY = {
    "act-refused",
    "record-corrected",
    "letter-returned",
    "comment-answered",
    "letters-stopped",
    "letters-resumed",
    "comment-logged",
    "papers-requested",
    "papers-sent",
    "papers-refused",
    "deputy-named",
    "window-passed-on",
    "key-notice-published",
    "key-exception-used",
    "concern-raised",
    "concern-answered",
    "concern-withdrawn",
    "apologies-given",
    "apologies-withdrawn",
    "item-refused",
    "post-established",
    "partners-told",
    "stages-planned",
    "rules-proposed",
    "rules-proposal-withdrawn",
}


def test_every_event_either_wakes_a_workflow_or_is_known_to_wake_nobody() -> None:
    assert set(SUBSCRIPTIONS) | WAKE_NOBODY == KINDS
    assert not set(SUBSCRIPTIONS) & WAKE_NOBODY


@pytest.mark.parametrize("code", sorted(WORDS))
def test_every_refusal_is_a_whole_sentence(code: str) -> None:
    assert WORDS[code][0].isupper()
    assert WORDS[code].endswith(".")


def test_every_refusal_is_used_by_some_rule() -> None:
    written = [path for part in ("rules", "storage") for path in (CHECKOUT / part).glob("*.py")]
    sources = "".join(path.read_text() for path in written if path.name != "refusals.py")
    assert [code for code in WORDS if f'"{code}"' not in sources] == []


def test_every_letter_kind_is_called_for_by_some_event_but_the_digest_of_others() -> None:
    assert set(SAYS) == set(LetterKind) - {LetterKind.DIGEST}
