"""What a record's figures say against its verbs: asked about where they differ, and told in numbers."""

import pytest
from a_register import Register
from a_round import (
    APPROVAL,
    MATTER,
    SECRETARIAT,
    SPONSOR,
    VERSION,
    before_everybody,
    essex,
    item,
    meeting_of,
    on,
    record,
    stream,
    there,
)

from models.acts import Refused
from models.commands import DecisionRecord, ItemRecord, Limb, OpenMatter, OpenStage, RecordDecision
from models.deciding import Vote
from models.events import By
from models.values import Channel, Standing, Text, Verb
from rules.deciding import decide

BODY = "southend-hwb"
PRESENT = "K4 O2 H2 P1"
LOST = {"lost": True}


@pytest.fixture
def round_() -> Register:
    """On the evening of its meeting, with nine members there."""
    register = before_everybody()
    register.at = on(2020, 1, 22, 21)
    return register


def refusal(register: Register, what: ItemRecord, present: str = PRESENT) -> Refused:
    known = register.known(By(person=SECRETARIAT, channel=Channel.COMMAND))
    decision = decide(known, meeting_of(register, BODY), record((BODY, present), items=(what,)))
    assert isinstance(decision, Refused), decision
    return decision


def held(register: Register, what: ItemRecord) -> str:
    return register.do(meeting_of(register, BODY), record((BODY, PRESENT), items=(what,)), SECRETARIAT)


@pytest.mark.parametrize(
    ("what", "code"),
    [
        pytest.param(item(BODY, Verb.APPROVE, votes="3-6"), "figures-lose", id="approved, but outvoted"),
        pytest.param(item(BODY, Verb.APPROVE, votes="4-4-1"), "figures-lose", id="approved, but a tie"),
        pytest.param(
            item(BODY, Verb.DEFER, votes="2-7", asked_for="more"), "figures-lose", id="deferred, but outvoted"
        ),
        pytest.param(
            item(BODY, Verb.REFUSE, votes="2-7", wording="no"), "figures-lose", id="refused, but outvoted"
        ),
        pytest.param(item(BODY, Verb.APPROVE, votes="6-3", **LOST), "figures-carry", id="lost, but won"),
        pytest.param(item(BODY, Verb.APPROVE, **LOST), "figures-carry", id="lost, but nobody against"),
        pytest.param(
            item(BODY, Verb.DEFER, votes="2-7", asked_for="more", **LOST),
            "no-decision",
            id="a lost motion to defer decides nothing",
        ),
        pytest.param(
            item(BODY, Verb.REFUSE, votes="2-7", wording="no", **LOST),
            "no-decision",
            id="a lost motion to refuse decides nothing",
        ),
    ],
)
def test_figures_that_contradict_the_verbs_are_asked_about(
    round_: Register, what: ItemRecord, code: str
) -> None:
    assert held(round_, what) == code
    assert round_.sign_off(MATTER, BODY, VERSION).standing is Standing.WAITING


@pytest.mark.parametrize("votes", ["3-6", "4-4-1"])
def test_a_motion_to_approve_that_is_said_to_be_lost_refuses_what_was_asked(
    round_: Register, votes: str
) -> None:
    assert held(round_, item(BODY, Verb.APPROVE, votes=votes, **LOST)) == "done"
    decided = round_.sign_off(MATTER, BODY, VERSION)
    assert decided.standing is Standing.REFUSED
    assert decided.decided is not None
    assert decided.decided.basis.counted is not None
    assert decided.decided.basis.counted.words.startswith(f"Lost: {votes[0]} for, {votes[2]} against")


def test_a_letter_that_tells_of_no_vote_says_itself_whether_it_was_lost() -> None:
    register = Register(essex(), at=on(2019, 9, 2))
    assert register.do(APPROVAL, OpenMatter(matter=MATTER, version=VERSION), SPONSOR) == "done"
    assert register.do(APPROVAL, OpenStage(stage="preparation")) == "done"
    told = DecisionRecord(limbs=(Limb(verb=Verb.ADVISE),), lost=True)
    letter = RecordDecision(decision=told, evidence=Text.of("their letter"))
    assert register.do(stream("nhse-i"), letter, SECRETARIAT) == "done"
    assert register.sign_off(MATTER, "nhse-i", VERSION).standing is Standing.REFUSED


# --- told in numbers ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "present", "said"),
    [
        pytest.param(
            item(BODY, Verb.APPROVE, votes="10-0"),
            PRESENT,
            "10 votes are recorded, but only 9 of those present could vote.",
            id="more votes than present",
        ),
        pytest.param(
            item(BODY, Verb.APPROVE, votes="3-6"),
            PRESENT,
            "Lost: 3 for, 6 against, 0 abstaining; a majority was needed, 5 for.",
            id="a vote that was lost",
        ),
        pytest.param(
            item(BODY, Verb.APPROVE, votes="2-0"), "K1 P1", "when the item was reached: 2 of ", id="inquorate"
        ),
    ],
)
def test_a_refusal_says_the_figures_and_of_which_body(
    round_: Register, what: ItemRecord, present: str, said: str
) -> None:
    words, body = refusal(round_, what, present).words, round_.definition.body(BODY)
    assert body is not None
    assert words.startswith(f"{body.name}: ")
    assert said in words
    assert words.endswith(".")


def test_votes_by_name_and_figures_that_differ_are_both_told(round_: Register) -> None:
    names = {stay.seat: Vote.FOR for stay in there(BODY, PRESENT)}
    what = item(BODY, Verb.APPROVE, votes="8-1")
    both = what.model_copy(update={"decision": what.decision.model_copy(update={"votes": names})})
    assert "do not agree: 9-0 by name, 8-1 minuted." in refusal(round_, both).words
