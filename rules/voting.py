"""How votes and answers make a decision (G9, G29, G30, G33, G36, G43, G44)."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping

from models.deciding import Counted, Figures, Result
from models.programme import RuleSet, SilenceMeans, VotingRule, WrittenProcedure
from models.values import Answer, SeatId

Needed = Callable[[Figures, int], int]
"""How many must be in favour, given the figures and the number entitled to vote."""

VOTING: dict[VotingRule, Needed] = {
    VotingRule.MAJORITY: lambda figures, _: figures.voting // 2 + 1,
    VotingRule.NO_DISSENT: lambda figures, _: figures.voting,
    VotingRule.UNANIMITY: lambda _, entitled: entitled,
}
"""At a meeting: of those present. An abstention is no dissent, but it kills unanimity (G36)."""

IN_WRITING: dict[VotingRule, Needed] = {
    VotingRule.MAJORITY: lambda _, entitled: entitled // 2 + 1,
    VotingRule.NO_DISSENT: lambda figures, entitled: entitled - figures.abstained,
    VotingRule.UNANIMITY: lambda _, entitled: entitled,
}
"""In a written procedure: of all who are entitled, so that silence is never assent by itself (G44)."""

RULE_IN_WORDS: dict[VotingRule, str] = {
    VotingRule.MAJORITY: "a majority was needed, {needed} for",
    VotingRule.NO_DISSENT: "nobody may be against, and somebody must be for",
    VotingRule.UNANIMITY: "everybody there has to be for, all {needed}",
}


def refuses_figures(figures: Figures, present_to_vote: int) -> str | None:
    """No body casts more votes than it has members present who may vote; None when they may be true."""
    if figures.total <= present_to_vote:
        return None
    return f"{figures.total} votes are recorded, but only {present_to_vote} of those present could vote."


def by_figures(
    rules: RuleSet, figures: Figures, present_to_vote: int, casting: Result | None = None
) -> Counted:
    """A vote at a meeting. Only a tie is open to the casting vote of whoever presides, and only where
    the body's rules give one; otherwise a tie is lost (G29).
    """
    needed = max(1, VOTING[rules.voting](figures, present_to_vote))
    is_tie = rules.voting is VotingRule.MAJORITY and figures.in_favour == figures.against > 0
    cast = casting if is_tie and rules.casting_vote else None
    result = cast or (Result.CARRIED if figures.in_favour >= needed else Result.LOST)
    return Counted(
        result=result,
        rule=rules.voting,
        figures=figures,
        entitled=present_to_vote,
        needed=needed,
        casting_vote=cast is not None,
        words=_vote_in_words(rules.voting, figures, result, needed, is_cast=cast is not None),
    )


def by_assent(rules: RuleSet, present_to_vote: int) -> Counted:
    """Agreed without a division: nobody asked for a count, so there are no figures to record."""
    is_carried = present_to_vote > 0
    return Counted(
        result=Result.CARRIED if is_carried else Result.LOST,
        rule=rules.voting,
        figures=None,
        entitled=present_to_vote,
        needed=None,
        by_assent=True,
        words="Agreed without a division." if is_carried else "Nobody present could vote.",
    )


def by_answers(
    rules: RuleSet,
    answers: Mapping[SeatId, Answer],
    entitled: Collection[SeatId],
    at_deadline: bool,
    vacant: Collection[SeatId] = (),
) -> Counted:
    """A written procedure. It takes effect as soon as no answer still to come can change it (G43), but
    where one objection defeats it, not while anybody could still object; it is lost early only when
    nobody who could still agree, by a first answer or a changed one, would be enough. The silence of a
    vacant seat is nobody's assent.
    """
    members = set(entitled)
    silent = len(members.difference(answers, vacant)) if at_deadline else None
    figures = _figures([answer for seat, answer in answers.items() if seat in members])
    written = rules.written
    needed = None if written is None else _needed_in_writing(rules, written, figures, len(members))
    result = None if written is None else _settled(rules, written, figures, len(members), silent)
    return Counted(
        result=result,
        rule=rules.voting,
        figures=figures,
        entitled=len(members),
        needed=needed,
        words=_answers_in_words(written, figures, len(members), needed, result),
    )


def _figures(answers: Collection[Answer]) -> Figures:
    """A condition is kept beside the count, not in it: approving subject to one is in favour."""
    count = Counter(answers)
    return Figures(
        in_favour=count[Answer.APPROVE] + count[Answer.APPROVE_SUBJECT_TO],
        against=count[Answer.OBJECT],
        abstained=count[Answer.ABSTAIN],
    )


def _needed_in_writing(rules: RuleSet, written: WrittenProcedure, figures: Figures, entitled: int) -> int:
    return written.agreeing or max(1, IN_WRITING[rules.voting](figures, entitled))


def _settled(
    rules: RuleSet, written: WrittenProcedure, said: Figures, entitled: int, silent: int | None
) -> Result | None:
    """None while what may still be said could make it go either way; `silent` are those who had said nothing
    by the deadline.
    """
    if silent is not None:
        is_carried = _carries(rules, written, _with_silence(written, said, silent), entitled)
        return Result.CARRIED if is_carried else Result.LOST
    if _carries(rules, written, _at_worst(written, said, entitled), entitled):
        return Result.CARRIED
    if not _carries(rules, written, _at_best(written, said, entitled), entitled):
        return Result.LOST
    return None


def _carries(rules: RuleSet, written: WrittenProcedure, figures: Figures, entitled: int) -> bool:
    is_defeated = written.objection_defeats and figures.against > 0
    return not is_defeated and figures.in_favour >= _needed_in_writing(rules, written, figures, entitled)


def _with_silence(written: WrittenProcedure, said: Figures, silent: int) -> Figures:
    """What the deadline makes of no answer: nothing, unless the body adopted that silence is assent (G44)."""
    assent = silent if written.silence is SilenceMeans.ASSENT else 0
    return said.model_copy(update={"in_favour": said.in_favour + assent})


def _at_worst(written: WrittenProcedure, said: Figures, entitled: int) -> Figures:
    """Everyone still to answer objects; where one objection defeats, so does everyone who may change."""
    if written.objection_defeats and written.may_change_answer:
        return Figures(in_favour=0, against=entitled)
    return said.model_copy(update={"against": said.against + entitled - said.total})


def _at_best(written: WrittenProcedure, said: Figures, entitled: int) -> Figures:
    """Everyone still to answer agrees, and so does everyone who may change."""
    if written.may_change_answer:
        return Figures(in_favour=entitled, against=0)
    return said.model_copy(update={"in_favour": said.in_favour + entitled - said.total})


def _vote_in_words(rule: VotingRule, figures: Figures, result: Result, needed: int, is_cast: bool) -> str:
    votes = f"{figures.in_favour} for, {figures.against} against, {figures.abstained} abstaining"
    if is_cast:
        return f"{result.capitalize()} on the casting vote: {votes}."
    if rule is VotingRule.NO_DISSENT and result is Result.CARRIED:
        return f"{result.capitalize()}: nobody was against, {votes}."
    return f"{result.capitalize()}: {votes}; {RULE_IN_WORDS[rule].format(needed=needed)}."


def _answers_in_words(
    written: WrittenProcedure | None,
    figures: Figures,
    entitled: int,
    needed: int | None,
    result: Result | None,
) -> str:
    if written is None:
        return "This body has no written procedure."
    said = f"{figures.in_favour} agree, {figures.against} object, {figures.abstained} abstain"
    silent = f"{entitled - figures.total} of {entitled} have not answered"
    unless = " and none may object" if written.objection_defeats else ""
    assent = "; no answer is taken for assent" if written.silence is SilenceMeans.ASSENT else ""
    state = result.capitalize() if result else "Not settled"
    return f"{state}: {said}, {silent}; {needed} must agree{unless}{assent}."
