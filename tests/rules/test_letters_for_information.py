"""What a person may ask not to be sent, and that asking changes nothing else."""

import pytest
from a_partnership import PROGRAMME, a_partnership, holder
from a_register import Register

from models.letter_commands import ResumeLetters, StopLetters
from models.letters import INFORMATIONAL, TELLING, LetterKind, Role
from models.partnership import Partnership
from rules.courtesy import is_declined
from tests.letters.sample_facts import facts_of

STREAM = f"programme/{PROGRAMME}"
READER = holder(1)
STOPPED = Partnership(uninformed=(READER,))


@pytest.mark.parametrize("kind", LetterKind, ids=str)
def test_only_what_informs_is_declined(kind: LetterKind) -> None:
    assert is_declined(facts_of(kind), READER, STOPPED) == (kind in INFORMATIONAL)


@pytest.mark.parametrize("kind", LetterKind, ids=str)
def test_nobody_declines_for_another(kind: LetterKind) -> None:
    assert not is_declined(facts_of(kind), holder(2), STOPPED)


def test_a_promise_is_no_news_to_its_owner() -> None:
    facts = facts_of(LetterKind.PROMISE_OPENED, role=Role.OWNER)
    assert not facts.may_be_unsubscribed
    assert not is_declined(facts, READER, STOPPED)


@pytest.mark.parametrize("kind", sorted(set(LetterKind) - {LetterKind.DIGEST}))
def test_a_digest_may_be_unsubscribed_from_unless_something_in_it_asks(kind: LetterKind) -> None:
    items = (facts_of(LetterKind.INFORMED), facts_of(kind))
    assert facts_of(LetterKind.DIGEST, items=items).may_be_unsubscribed == (kind in TELLING)


def test_a_digest_of_what_is_owed_alone_is_nothing_to_unsubscribe_from() -> None:
    items = (facts_of(LetterKind.RECEIPT), facts_of(LetterKind.DECISION_RETURNED))
    assert not facts_of(LetterKind.DIGEST, items=items).may_be_unsubscribed


def test_requests_reminders_and_tasks_are_among_what_asks() -> None:
    asking = {LetterKind.SIGN_OFF_REQUEST, LetterKind.REMINDER, LetterKind.TASK, LetterKind.DEPUTY_ASKED}
    assert not asking & TELLING


def test_stopped_and_resumed_by_turns() -> None:
    register = Register(a_partnership())
    for _ in range(2):
        assert register.do(STREAM, StopLetters(person=READER)) == "done"
        assert register.do(STREAM, StopLetters(person=READER)) == "nothing"
        assert register.known().partnership.uninformed == (READER,)
        assert register.do(STREAM, ResumeLetters(person=READER)) == "done"
        assert register.do(STREAM, ResumeLetters(person=READER)) == "nothing"
        assert register.known().partnership.uninformed == ()
