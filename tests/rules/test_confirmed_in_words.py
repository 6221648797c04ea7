"""Who has confirmed an appointment: each body with its day, and whose meeting decided it."""

from a_post import a_definition_of_post
from a_register import Register
from a_round import APPROVAL, MATTER, SECRETARIAT, before_everybody, expect, item, meeting_of, on, record
from a_round import SPONSOR as STRATEGY_SPONSOR
from explained import R8, r8_has_met

from models.commands import WithdrawMatter
from models.values import Text, Verb
from rules.confirmed_in_words import Confirmed, confirmations_in_words, confirmed, counted

ROCHFORD, SOUTHEND = "castle-point-rochford-ccg", "southend-ccg"


def found(register: Register, *serves: str) -> Confirmed:
    return confirmed(a_definition_of_post(serves=serves), MATTER, "the strategy", register.lines)


def said(register: Register, *serves: str) -> list[str]:
    return [each.words for each in confirmations_in_words(found(register, *serves), {})]


def in_common(verb: Verb = Verb.APPROVE) -> Register:
    """Two bodies at one meeting, of which the other approves."""
    register = before_everybody()
    meeting = meeting_of(register, SOUTHEND)
    register.at = on(2020, 1, 30, 18)
    items = (item(ROCHFORD, Verb.APPROVE, votes="8-0"), item(SOUTHEND, verb, asked_for=Text.of("figures")))
    expect(register.do(meeting, record((ROCHFORD, "*12"), (SOUTHEND, "*12"), items=items), SECRETARIAT))
    return register


def test_a_body_that_decided_alone_did_so_at_its_own_meeting() -> None:
    assert said(r8_has_met(), R8)[1:] == [
        "The body it serves has confirmed it.",
        f"{R8}: approved on Thursday 30 January 2020, at its own meeting.",
    ]


def test_bodies_that_met_in_common_are_named_with_the_meeting() -> None:
    told = said(in_common(), ROCHFORD, SOUTHEND)
    assert told[1] == "All 2 bodies it serves have confirmed it."
    assert f"{ROCHFORD}: approved on " in told[2]
    assert told[2].endswith(f", at a meeting in common of {ROCHFORD}, {SOUTHEND}.")


def test_a_body_that_put_it_off_confirms_nothing() -> None:
    register = in_common(Verb.DEFER)
    assert counted(found(register, ROCHFORD, SOUTHEND)) == "1 of the 2 bodies it serves has confirmed it"
    assert said(register, ROCHFORD, SOUTHEND)[-1] == f"{SOUTHEND}: has not decided."


def test_a_matter_that_was_withdrawn_confirms_nothing_any_more() -> None:
    register = r8_has_met()
    expect(register.do(APPROVAL, WithdrawMatter(reason=Text.of("another way")), STRATEGY_SPONSOR))
    assert found(register, R8).by == ()
    assert said(register, R8)[-1].endswith("; that does not confirm it.")


def test_of_a_matter_that_was_not_opened_nobody_has_decided() -> None:
    nothing = confirmed(a_definition_of_post(serves=(R8,)), MATTER, "the strategy", ())
    assert nothing.approval is None
    assert counted(nothing) == "The body it serves has not confirmed it"
