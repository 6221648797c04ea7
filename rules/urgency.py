"""When time is short: the ways to a decision, each open only where the former is shut, and the last (G42)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from models.acts import Decision, Entry, Refused
from models.approval import Approval, Progress
from models.dates import ONE_DAY
from models.deciding import Basis, Consulted, Rung, RungShut, Urgency
from models.events import BodyDecided, SignOffDecided
from models.programme import Body, ChairsAction, RuleSet
from models.sign_off import SignOff
from models.urgency import RungFound
from models.urgency_commands import TakeChairsAction
from models.values import PersonId, Procedure, SeatId, Stream
from rules.agenda import starts_of, taken_off
from rules.asking import refuses_work_on, written_deadline
from rules.calendar import in_words, latest_day_before, london_day
from rules.holding import has_closed
from rules.known import Known
from rules.meeting import earliest_meeting_day
from rules.quorum import members_called
from rules.ratifying import name_of_ratification, owed_for_action
from rules.refusals import refused, refused_having
from rules.tenure import refuses_untested
from rules.verbs import holds, outside_powers, standing_after

NEVER = datetime.min.replace(tzinfo=UTC)
RUNG_IN_WORDS = {
    Rung.NEXT_MEETING: "its next meeting",
    Rung.SPECIAL_MEETING: "a special meeting",
    Rung.WRITTEN_PROCEDURE: "a written procedure",
    Rung.CHAIRS_ACTION: "chair's action",
}


def ladder(known: Known, sign_off: SignOff, needed_by: date) -> tuple[RungFound, ...]:
    """Every way to a decision by that day, in the order in which they are tried; of each whether the rules
    and the calendar alone show that it cannot lead there in time, and why.
    """
    approval = known.approval(sign_off.matter)
    rules = known.rule_sets[sign_off.rule_set]
    if approval is None:
        raise LookupError(sign_off.stream)
    asking = _Asking(known, approval, sign_off, rules, known.body(sign_off.body), needed_by)
    return (
        asking.next_meeting(),
        asking.special_meeting(),
        asking.written_procedure(),
        asking.chairs_action(),
    )


@dataclass(frozen=True)
class _Asking:
    """One body under its own rules, and by when its decision is needed."""

    known: Known
    approval: Approval
    sign_off: SignOff
    rules: RuleSet
    body: Body
    needed_by: date

    def next_meeting(self) -> RungFound:
        """The one that takes the item, else the first that still can. One whose papers are late can take it
        too, on its chair's opinion of special circumstances (G22).
        """
        starts = self.sign_off.meets or starts_of(self.known, self.body.id, self.known.happened)
        late = starts_of(self.known, self.body.id, self.known.happened, papers_after=NEVER)
        if late is not None and london_day(late) <= self.needed_by and (starts is None or late < starts):
            said = f"its meeting on {in_words(london_day(late))} may take it as a late item"
            return _found(Rung.NEXT_MEETING, said, is_shut=False)
        if starts is None:
            return _shut(Rung.NEXT_MEETING, "no meeting in its calendar can take the item")
        day = london_day(starts)
        said = f"its next meeting that can take the item is on {in_words(day)}"
        return _found(Rung.NEXT_MEETING, said, is_shut=day > self.needed_by)

    def special_meeting(self) -> RungFound:
        """On the first day that its rules allow, with the notice and the papers they ask for (G15)."""
        if Procedure.MEETING not in self.rules.procedures:
            return _shut(Rung.SPECIAL_MEETING, "its rules do not have it decide in meetings")
        first = earliest_meeting_day(self.known, self.body, self.known.day)
        while not self._papers_can_go_out(first):
            first = earliest_meeting_day(self.known, self.body, first + ONE_DAY)
        said = f"with the notice and papers its rules ask for, the first day for one is {in_words(first)}"
        return _found(Rung.SPECIAL_MEETING, said, is_shut=first > self.needed_by)

    def _papers_can_go_out(self, day: date) -> bool:
        papers = self.rules.papers
        if papers is None:
            return True
        return self.known.happened < latest_day_before(day, papers, self.known.calendar).instant

    def written_procedure(self) -> RungFound:
        written = self.rules.written
        if written is None:
            return _shut(Rung.WRITTEN_PROCEDURE, "its rules have no written procedure")
        deadline = self.sign_off.deadline or written_deadline(
            self.known, self.approval, written, self.known.happened
        )
        closes = london_day(deadline)
        return _found(
            Rung.WRITTEN_PROCEDURE,
            f"a written procedure would close on {in_words(closes)}",
            is_shut=closes > self.needed_by,
        )

    def chairs_action(self) -> RungFound:
        action = self.rules.chairs_action
        if action is None:
            return _shut(Rung.CHAIRS_ACTION, "its rules know no chair's action")
        return _found(Rung.CHAIRS_ACTION, _allowed(self.known, self.rules, action), is_shut=False)


def _shut(rung: Rung, words: str) -> RungFound:
    return _found(rung, words, is_shut=True)


def _found(rung: Rung, words: str, *, is_shut: bool) -> RungFound:
    return RungFound(rung=rung, is_shut=is_shut, words=words)


def _allowed(known: Known, rules: RuleSet, action: ChairsAction) -> str:
    seats = (seat for each in action.officers if (seat := known.seat(each)))
    officers = " or the ".join(seat.title for seat in seats)
    acting = f"its chair with the {officers}" if officers else "its chair"
    if not action.consulting:
        return f"{acting} may act"
    heard = members_called(rules, action.consulting_category, action.consulting)
    return f"{acting} may act after consulting {heard}"


# --- acting ---------------------------------------------------------------------------------


def take_chairs_action(known: Known, stream: Stream, command: TakeChairsAction) -> Decision:
    """Only where every other way is shut, by the rules or for a reason given; after the consultations the
    rules ask for. It takes effect at once, and is owed to the body's first formal meeting actually held.
    """
    sign_off = known.sign_off(stream)
    approval = known.approval(stream.split("/")[1])
    refusal = _refuses_item(known, approval, sign_off)
    if refusal or approval is None or sign_off is None:
        return refusal or refused("no-such-sign-off")
    rules = known.rule_sets[sign_off.rule_set]
    action = rules.chairs_action
    if action is None:
        return refused("no-chairs-action")
    if sign_off.meets is not None and sign_off.meets <= known.happened:
        return refused("meeting-unrecorded")
    shut = _all_shut(known, sign_off, command)
    if isinstance(shut, Refused):
        return shut
    acting = _acting(known, sign_off, action, command)
    if isinstance(acting, Refused):
        return acting
    if refusal := _refuses_consulted(known, sign_off, action, command.consulted, acting):
        return refusal
    if not command.evidence.words.strip():
        return refused("evidence-missing")
    urgency = Urgency(
        needed_by=command.needed_by,
        reason=command.reason,
        shut=shut,
        ratification=name_of_ratification(known, sign_off),
        acting=acting,
    )
    return _decided(known, approval, sign_off, command, urgency)


def _refuses_item(known: Known, approval: Approval | None, sign_off: SignOff | None) -> Refused | None:
    """What the body itself has decided, or is about to have decided, its chair does not decide for it."""
    if refusal := refuses_work_on(approval):
        return refusal
    if sign_off is None or approval is None:
        return refused("no-such-sign-off")
    if approval.progress is Progress.HELD:
        return refused("matter-held")
    if sign_off.decided and sign_off.decided.basis.urgency:
        return refused("chair-acted-already")
    if sign_off.procedure is Procedure.NOTICE:
        return refused("decides-otherwise")
    if not sign_off.is_open:
        return refused("item-closed")
    if has_closed(approval, sign_off, known.at):
        return refused("time-is-up")
    return refuses_untested(known, sign_off.matter)


def _all_shut(known: Known, sign_off: SignOff, command: TakeChairsAction) -> tuple[RungShut, ...] | Refused:
    """Each former way with what shuts it; the first that nothing shuts is named instead."""
    if command.needed_by < known.day:
        return refused("due-in-the-past")
    reasons = {each.rung: each.reason for each in command.cannot}
    *found, _ = ladder(known, sign_off, command.needed_by)
    for each in found:
        if not each.is_shut and each.rung not in reasons:
            return refused_having("way-open", RUNG_IN_WORDS[each.rung], each.words)
    return tuple(
        RungShut(rung=each.rung, found=each.words if each.is_shut else "", reason=reasons.get(each.rung))
        for each in found
    )


def _acting(
    known: Known, sign_off: SignOff, action: ChairsAction, command: TakeChairsAction
) -> dict[SeatId, PersonId] | Refused:
    """The chair and the officer, each by whoever held the post on the day; neither with an interest."""
    chair = known.body(sign_off.body).chair
    if chair is None:
        return refused("no-chairs-action")
    if action.officers and command.officer is None:
        return refused("officer-missing")
    if command.officer is not None and command.officer not in action.officers:
        return refused("not-the-officer")
    established = known.body(sign_off.body).seats_on(known.day)
    seats = {seat.id: seat.held_by for seat in established if seat.held_by}
    wanted = [chair, *([command.officer] if command.officer else [])]
    if not all(seat in seats for seat in wanted):
        return refused("post-vacant")
    if any(seat in sign_off.interests for seat in wanted):
        return refused("conflicted")
    if len({seats[seat] for seat in wanted}) < len(wanted):
        return refused("one-acting-alone")
    return {seat: seats[seat] for seat in wanted}


def _refuses_consulted(
    known: Known,
    sign_off: SignOff,
    action: ChairsAction,
    consulted: tuple[Consulted, ...],
    acting: dict[SeatId, PersonId],
) -> Refused | None:
    """So many others, of the category named, each between the asking and the action."""
    asked_on = london_day(sign_off.opened)
    heard = {each.seat for each in consulted if asked_on <= each.day <= known.day}
    counting = [
        seat.id
        for seat in known.body(sign_off.body).seats_on(known.day)
        if seat.voting
        and not seat.is_vacant
        and seat.id not in acting
        and seat.id not in sign_off.interests
        and (not action.consulting_category or seat.category == action.consulting_category)
    ]
    if not {each.seat for each in consulted} <= set(_seats(known, sign_off)):
        return refused("unknown-seat")
    found = len(heard.intersection(counting))
    if found >= action.consulting:
        return None
    rules = known.rule_sets[sign_off.rule_set]
    wanted = members_called(rules, action.consulting_category, action.consulting)
    return refused_having("too-few-heard", wanted, str(found))


def _seats(known: Known, sign_off: SignOff) -> Iterator[SeatId]:
    return (seat.id for seat in known.body(sign_off.body).seats_on(known.day))


def _decided(
    known: Known, approval: Approval, sign_off: SignOff, command: TakeChairsAction, urgency: Urgency
) -> Decision:
    rules = known.rule_sets[sign_off.rule_set]
    verbs = tuple(verb for verb in rules.satisfying.get(sign_off.ask, ()) if verb in rules.may)[:1]
    if outside_powers(rules, verbs, under_delegation=True):
        return refused("outside-powers")
    standing = standing_after(rules, sign_off.ask, verbs, None)
    basis = Basis(
        rule_set=sign_off.rule_set,
        procedure=Procedure.CHAIRS_ACTION,
        entitled=sign_off.entitled,
        consulted=command.consulted,
        urgency=urgency,
    )
    decided = SignOffDecided(
        standing=standing,
        verbs=verbs,
        basis=basis,
        wording=command.wording,
        minute=command.minute,
        evidence=command.evidence,
    )
    told = BodyDecided(
        body=sign_off.body,
        version=sign_off.version,
        standing=standing,
        holds=holds(sign_off.ask, standing, rules),
    )
    asked = approval.asked(sign_off.body)
    return (
        Entry(sign_off.stream, decided, known.happened),
        Entry(f"approval/{approval.matter}", told, known.happened),
        *(taken_off(known, (approval, asked)) if asked else ()),
        *owed_for_action(known, approval, sign_off, urgency.ratification or ""),
    )
