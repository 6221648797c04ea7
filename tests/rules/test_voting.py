"""What votes at a meeting, assent and written answers come to."""

from collections.abc import Mapping, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.deciding import Counted, Figures, Result
from models.programme import RuleSet, SilenceMeans, VotingRule, WrittenProcedure
from models.values import Answer, Ask, Procedure, SeatId, Verb
from rules.voting import (
    IN_WRITING,
    RULE_IN_WORDS,
    VOTING,
    by_answers,
    by_assent,
    by_figures,
    refuses_figures,
)

CARRIED, LOST = Result.CARRIED, Result.LOST
AGREE, OBJECT, ABSTAIN = Answer.APPROVE, Answer.OBJECT, Answer.ABSTAIN


def rules(
    voting: VotingRule = VotingRule.MAJORITY,
    *,
    casting_vote: bool = False,
    written: WrittenProcedure | None = None,
) -> RuleSet:
    return RuleSet(
        id="rules",
        procedures=(Procedure.MEETING, Procedure.WRITTEN),
        voting=voting,
        casting_vote=casting_vote,
        written=written,
        may=(Verb.APPROVE,),
        satisfying={Ask.APPROVE: (Verb.APPROVE,)},
    )


def seats(number: int) -> list[SeatId]:
    return [f"board/member-{each}" for each in range(1, number + 1)]


def said(*answers: Answer) -> dict[SeatId, Answer]:
    return dict(zip(seats(len(answers)), answers, strict=True))


@pytest.mark.parametrize("table", [VOTING, IN_WRITING, RULE_IN_WORDS], ids=["meeting", "writing", "words"])
def test_every_voting_rule_is_in_the_table(table: Mapping[VotingRule, object]) -> None:
    assert set(table) == set(VotingRule)


# --- at a meeting -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "figures", "present"),
    [
        pytest.param(VotingRule.MAJORITY, (12, 0, 0), 12, id="N1 recommends 12-0"),
        pytest.param(VotingRule.MAJORITY, (18, 0, 0), 18, id="R1 approves 18-0"),
        pytest.param(VotingRule.MAJORITY, (7, 2, 0), 9, id="R14 resolves 7-2 to defer"),
        pytest.param(VotingRule.MAJORITY, (4, 0, 0), 4, id="R6's committee 4-0"),
        pytest.param(VotingRule.MAJORITY, (9, 0, 0), 9, id="R5 9-0"),
        pytest.param(VotingRule.MAJORITY, (8, 0, 0), 8, id="R9, R12, R2 and R14 in March 8-0"),
        pytest.param(VotingRule.MAJORITY, (9, 0, 1), 10, id="R8 9-0-1"),
        pytest.param(VotingRule.MAJORITY, (6, 0, 0), 6, id="R7 and R3 6-0"),
        pytest.param(VotingRule.MAJORITY, (7, 0, 0), 7, id="R11 reconvened 7-0"),
        pytest.param(VotingRule.MAJORITY, (6, 0, 1), 7, id="R4 6-0-1"),
        pytest.param(VotingRule.MAJORITY, (12, 0, 1), 13, id="R13 12-0-1"),
        pytest.param(VotingRule.MAJORITY, (9, 0, 0), 9, id="R10 ratifies 9-0"),
        pytest.param(VotingRule.NO_DISSENT, (8, 0, 0), 8, id="R19 and R17 8-0"),
        pytest.param(VotingRule.NO_DISSENT, (7, 0, 0), 7, id="R16 7-0"),
        pytest.param(VotingRule.NO_DISSENT, (9, 0, 0), 9, id="R18 9-0"),
    ],
)
def test_each_vote_of_the_round_was_carried(
    rule: VotingRule, figures: tuple[int, int, int], present: int
) -> None:
    in_favour, against, abstained = figures
    vote = Figures(in_favour=in_favour, against=against, abstained=abstained)
    assert refuses_figures(vote, present) is None
    assert by_figures(rules(rule), vote, present).result is CARRIED


@pytest.mark.parametrize(
    ("rule", "figures", "present", "result", "needed"),
    [
        pytest.param(VotingRule.MAJORITY, (5, 4, 0), 9, CARRIED, 5, id="one more for than against"),
        pytest.param(VotingRule.MAJORITY, (4, 4, 1), 9, LOST, 5, id="a tie is not a majority"),
        pytest.param(VotingRule.MAJORITY, (1, 0, 8), 9, CARRIED, 1, id="abstentions are not votes"),
        pytest.param(VotingRule.MAJORITY, (0, 0, 9), 9, LOST, 1, id="all abstain"),
        pytest.param(VotingRule.NO_DISSENT, (8, 1, 0), 9, LOST, 9, id="one dissents"),
        pytest.param(VotingRule.NO_DISSENT, (8, 0, 1), 9, CARRIED, 8, id="an abstention is no dissent"),
        pytest.param(VotingRule.NO_DISSENT, (0, 0, 9), 9, LOST, 1, id="no dissent, but nobody for"),
        pytest.param(VotingRule.UNANIMITY, (2, 0, 0), 2, CARRIED, 2, id="both members for"),
        pytest.param(VotingRule.UNANIMITY, (1, 0, 1), 2, LOST, 2, id="an abstention kills unanimity"),
        pytest.param(VotingRule.UNANIMITY, (1, 0, 0), 2, LOST, 2, id="so does not voting"),
        pytest.param(VotingRule.UNANIMITY, (0, 0, 0), 0, LOST, 1, id="nobody is not everybody"),
    ],
)
def test_a_vote_at_a_meeting(
    rule: VotingRule, figures: tuple[int, int, int], present: int, result: Result, needed: int
) -> None:
    in_favour, against, abstained = figures
    vote = Figures(in_favour=in_favour, against=against, abstained=abstained)
    counted = by_figures(rules(rule), vote, present)
    assert (counted.result, counted.needed, counted.entitled) == (result, needed, present)


@pytest.mark.parametrize(
    ("has_casting_vote", "figures", "casting", "result", "is_cast"),
    [
        pytest.param(True, (4, 4), CARRIED, CARRIED, True, id="breaks a tie for"),
        pytest.param(True, (4, 4), LOST, LOST, True, id="breaks a tie against"),
        pytest.param(True, (4, 4), None, LOST, False, id="unused: the tie is lost"),
        pytest.param(False, (4, 4), CARRIED, LOST, False, id="none where the rules give none"),
        pytest.param(True, (3, 5), CARRIED, LOST, False, id="never against a majority"),
        pytest.param(True, (5, 3), LOST, CARRIED, False, id="never against a majority for"),
        pytest.param(True, (0, 0), CARRIED, LOST, False, id="no second vote where nobody cast a first"),
    ],
)
def test_the_casting_vote(
    has_casting_vote: bool, figures: tuple[int, int], casting: Result | None, result: Result, is_cast: bool
) -> None:
    vote = Figures(in_favour=figures[0], against=figures[1])
    counted = by_figures(rules(casting_vote=has_casting_vote), vote, 8, casting)
    assert (counted.result, counted.casting_vote) == (result, is_cast)


def test_a_casting_vote_does_not_overrule_dissent() -> None:
    alliance = rules(VotingRule.NO_DISSENT, casting_vote=True)
    assert by_figures(alliance, Figures(in_favour=4, against=4), 8, CARRIED).result is LOST


def test_more_votes_than_members_who_may_vote_are_refused() -> None:
    vote = Figures(in_favour=9, against=0, abstained=1)
    assert refuses_figures(vote, 10) is None
    assert refuses_figures(vote, 9) == "10 votes are recorded, but only 9 of those present could vote."


def test_agreed_without_a_division_records_no_figures() -> None:
    counted = by_assent(rules(), 10)
    assert (counted.result, counted.figures, counted.needed, counted.by_assent) == (CARRIED, None, None, True)


def test_nobody_cannot_assent() -> None:
    assert by_assent(rules(), 0).result is LOST


def test_a_vote_is_told_in_words() -> None:
    council = rules(casting_vote=True)
    assert by_figures(council, Figures(in_favour=7, against=2), 9).words == (
        "Carried: 7 for, 2 against, 0 abstaining; a majority was needed, 5 for."
    )
    assert by_figures(council, Figures(in_favour=4, against=4), 8, CARRIED).words == (
        "Carried on the casting vote: 4 for, 4 against, 0 abstaining."
    )


# --- in writing ---------------------------------------------------------------------------

PARTNERSHIP = rules(written=WrittenProcedure(agreeing=13, objection_defeats=True))


def asked(board: RuleSet, members: int, answers: Sequence[Answer], *, at_deadline: bool) -> Counted:
    return by_answers(board, said(*answers), seats(members), at_deadline)


def test_the_partnership_board_is_settled_only_at_its_deadline() -> None:
    before = asked(PARTNERSHIP, 24, [AGREE] * 19, at_deadline=False)
    assert (before.result, before.needed) == (None, 13)
    at_the_deadline = asked(PARTNERSHIP, 24, [AGREE] * 19, at_deadline=True)
    assert at_the_deadline.result is CARRIED
    assert at_the_deadline.figures == Figures(in_favour=19, against=0)
    assert at_the_deadline.words == (
        "Carried: 19 agree, 0 object, 0 abstain, 5 of 24 have not answered; "
        "13 must agree and none may object."
    )


FIXED = {"may_change_answer": False}


@pytest.mark.parametrize(
    ("voting", "written", "members", "answers", "result"),
    [
        pytest.param(
            VotingRule.MAJORITY, {}, 5, [AGREE] * 3, CARRIED, id="three of five: nobody left can overturn it"
        ),
        pytest.param(VotingRule.MAJORITY, {}, 5, [AGREE] * 2, None, id="two of five: not yet"),
        pytest.param(
            VotingRule.MAJORITY, FIXED, 5, [OBJECT] * 3, LOST, id="three of five cannot be outvoted"
        ),
        pytest.param(VotingRule.MAJORITY, {}, 5, [OBJECT] * 3, None, id="but may still change their minds"),
        pytest.param(
            VotingRule.MAJORITY, FIXED, 4, [AGREE] * 2 + [OBJECT] * 2, LOST, id="a tie is no majority"
        ),
        pytest.param(VotingRule.NO_DISSENT, {}, 3, [AGREE] * 2, None, id="waits for the last to dissent"),
        pytest.param(
            VotingRule.NO_DISSENT, {}, 3, [AGREE, AGREE, ABSTAIN], CARRIED, id="all answered, none objects"
        ),
        pytest.param(VotingRule.NO_DISSENT, FIXED, 3, [OBJECT], LOST, id="one dissent is enough"),
        pytest.param(
            VotingRule.UNANIMITY, {}, 3, [AGREE] * 3, CARRIED, id="takes effect with the last answer"
        ),
        pytest.param(VotingRule.UNANIMITY, FIXED, 3, [ABSTAIN], LOST, id="an abstention kills unanimity"),
        pytest.param(VotingRule.UNANIMITY, {}, 3, [ABSTAIN], None, id="unless it may still be changed"),
        pytest.param(
            VotingRule.MAJORITY, {"agreeing": 2}, 9, [AGREE] * 2, CARRIED, id="so many must agree: they do"
        ),
        pytest.param(
            VotingRule.MAJORITY,
            FIXED | {"agreeing": 4},
            5,
            [OBJECT] * 2,
            LOST,
            id="so many can no longer agree",
        ),
        pytest.param(
            VotingRule.MAJORITY,
            {"objection_defeats": True},
            3,
            [AGREE] * 3,
            None,
            id="any of them may still object",
        ),
        pytest.param(
            VotingRule.MAJORITY,
            FIXED | {"objection_defeats": True},
            3,
            [AGREE] * 2,
            None,
            id="the last may still object",
        ),
        pytest.param(
            VotingRule.MAJORITY,
            FIXED | {"objection_defeats": True},
            3,
            [AGREE] * 3,
            CARRIED,
            id="nobody is left to object",
        ),
        pytest.param(
            VotingRule.MAJORITY,
            FIXED | {"objection_defeats": True},
            9,
            [OBJECT],
            LOST,
            id="an objection that stands",
        ),
        pytest.param(
            VotingRule.MAJORITY,
            {"objection_defeats": True},
            9,
            [OBJECT],
            None,
            id="an objection may be withdrawn",
        ),
    ],
)
def test_a_written_procedure_before_its_deadline(
    voting: VotingRule, written: dict[str, object], members: int, answers: list[Answer], result: Result | None
) -> None:
    board = rules(voting, written=WrittenProcedure.model_validate(written))
    assert asked(board, members, answers, at_deadline=False).result is result


@pytest.mark.parametrize(
    ("silence", "answers", "result"),
    [
        pytest.param(SilenceMeans.NOTHING, [AGREE] * 2, LOST, id="silence is not assent"),
        pytest.param(SilenceMeans.ASSENT, [AGREE] * 2, CARRIED, id="silence is assent where adopted"),
        pytest.param(SilenceMeans.ASSENT, [OBJECT] * 3, LOST, id="but outvotes nobody"),
        pytest.param(SilenceMeans.NOTHING, [ABSTAIN] * 5, LOST, id="abstentions agree to nothing"),
    ],
)
def test_silence_at_the_deadline(silence: SilenceMeans, answers: list[Answer], result: Result) -> None:
    board = rules(written=WrittenProcedure(silence=silence))
    assert asked(board, 5, answers, at_deadline=True).result is result


def test_approving_subject_to_a_condition_counts_in_favour() -> None:
    board = rules(VotingRule.UNANIMITY, written=WrittenProcedure())
    assert asked(board, 2, [AGREE, Answer.APPROVE_SUBJECT_TO], at_deadline=True).result is CARRIED


def test_an_answer_of_somebody_not_entitled_is_not_counted() -> None:
    board = rules(written=WrittenProcedure())
    counted = by_answers(board, said(AGREE, AGREE, OBJECT), seats(2), at_deadline=True)
    assert counted.figures == Figures(in_favour=2, against=0)


@pytest.mark.parametrize("at_deadline", [False, True])
def test_a_body_without_a_written_procedure_settles_nothing_in_writing(at_deadline: bool) -> None:
    counted = asked(rules(), 3, [AGREE] * 3, at_deadline=at_deadline)
    assert counted.result is None
    assert counted.words == "This body has no written procedure."


# --- for every vote -----------------------------------------------------------------------

written_procedures = st.builds(
    WrittenProcedure,
    agreeing=st.integers(0, 5),
    objection_defeats=st.booleans(),
    silence=st.sampled_from(SilenceMeans),
    may_change_answer=st.booleans(),
)
boards = st.builds(
    lambda voting, written: rules(voting, written=written), st.sampled_from(VotingRule), written_procedures
)
some_answers = st.lists(st.sampled_from([AGREE, OBJECT, ABSTAIN]), max_size=4)


def endings(board: RuleSet, members: int, answers: list[Answer]) -> set[Result | None]:
    """Every result the deadline could bring, whatever those still silent say."""
    to_come = product([AGREE, OBJECT, ABSTAIN], repeat=members - len(answers))
    spoken = {asked(board, members, [*answers, *rest], at_deadline=True).result for rest in to_come}
    return spoken | {asked(board, members, answers, at_deadline=True).result}


@settings(deadline=None, max_examples=150)
@given(boards, some_answers)
def test_what_is_settled_early_no_answer_still_to_come_could_change(
    board: RuleSet, answers: list[Answer]
) -> None:
    early = asked(board, 4, answers, at_deadline=False).result
    assert early is None or endings(board, 4, answers) == {early}


@settings(deadline=None, max_examples=150)
@given(boards, some_answers)
def test_a_vote_that_cannot_change_the_result_any_more_is_not_waited_for(
    board: RuleSet, answers: list[Answer]
) -> None:
    assert board.written
    fixed = rules(board.voting, written=board.written.model_copy(update={"may_change_answer": False}))
    possible = endings(fixed, 4, answers)
    early = asked(fixed, 4, answers, at_deadline=False).result
    assert early == (possible.pop() if len(possible) == 1 else None)


@settings(deadline=None)
@given(boards, some_answers)
def test_where_one_objection_defeats_nothing_is_carried_while_anybody_could_object(
    board: RuleSet, answers: list[Answer]
) -> None:
    assert board.written
    written = board.written.model_copy(update={"objection_defeats": True})
    early = asked(rules(board.voting, written=written), 4, answers, at_deadline=False).result
    could_object = len(answers) < 4 or written.may_change_answer
    assert not (early is CARRIED and could_object)


@settings(deadline=None)
@given(boards, st.integers(1, 6))
def test_no_abstention_ever_carries(board: RuleSet, members: int) -> None:
    assert (
        by_figures(board, Figures(in_favour=0, against=0, abstained=members), members, CARRIED).result is LOST
    )
    assert asked(board, members, [ABSTAIN] * members, at_deadline=True).result is LOST


@settings(deadline=None)
@given(st.sampled_from(VotingRule), st.booleans(), st.integers(0, 8), st.integers(0, 8), st.integers(0, 3))
def test_one_vote_moved_from_against_to_for_never_loses_what_was_carried(
    rule: VotingRule, casting_vote: bool, in_favour: int, against: int, abstained: int
) -> None:
    board, present = rules(rule, casting_vote=casting_vote), in_favour + against + 1 + abstained
    before = Figures(in_favour=in_favour, against=against + 1, abstained=abstained)
    after = Figures(in_favour=in_favour + 1, against=against, abstained=abstained)
    was_carried = by_figures(board, before, present).result is CARRIED
    assert not was_carried or by_figures(board, after, present).result is CARRIED
