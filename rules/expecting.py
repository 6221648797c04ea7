"""Whether a body is expected to be able to decide at a meeting: apologies given, interests declared (G39)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from models.acts import Decision, Entry, Refused
from models.commands import DeclareInterest
from models.events import InterestDeclared
from models.meeting import Expected, Meeting
from models.programme import Body, RuleSet, Seat
from models.sign_off import SignOff
from models.values import LONDON, MatterId, Procedure, SeatId
from rules.agenda import asked_through, deciding_body, sign_off_stream
from rules.asking import decides_in_meeting, refuses_work_on
from rules.conflicts import expected_to_lack
from rules.known import Known
from rules.refusals import refused
from rules.speaking import is_secretary


@dataclass(frozen=True)
class Coming:
    """One body on its way to a meeting, and who of it will not be there."""

    known: Known
    meeting: Meeting
    body: Body
    absent: Collection[SeatId]

    def lacks(self) -> tuple[str, ...]:
        """For any item, if everyone else comes."""
        return self._lacks(self.known.definition.rules_of(self.body), ())

    def lacks_for(self, matter: MatterId, conflicted: Collection[SeatId]) -> tuple[str, ...]:
        """For one item."""
        return self._lacks(self.rules_for(matter), conflicted)

    def rules_for(self, matter: MatterId) -> RuleSet:
        """Those the matter began under (G13)."""
        approval = self.known.approval(matter)
        pinned = approval.rule_sets.get(self.body.id) if approval else None
        return self.known.rule_sets[pinned] if pinned else self.known.definition.rules_of(self.body)

    def lacks_more(self) -> dict[MatterId, tuple[str, ...]]:
        """Items for which interests already declared leave it with more missing than for any other."""
        items = {
            matter: (self.lacks_for(matter, ()), self.lacks_for(matter, self.declared_on(matter)))
            for matter, bodies in self.meeting.agenda.items()
            if self.body.id in bodies
        }
        return {matter: after for matter, (before, after) in items.items() if after != before}

    def declared_on(self, matter: MatterId) -> Collection[SeatId]:
        approval = self.known.approval(matter)
        asked = asked_through(approval, self.body.id) if approval else None
        sign_off = self.known.sign_off(sign_off_stream(approval, asked.body)) if approval and asked else None
        return tuple(sign_off.interests) if sign_off else ()

    def _lacks(self, rules: RuleSet, conflicted: Collection[SeatId]) -> tuple[str, ...]:
        return expected_to_lack(rules, self.seats(), self.absent, conflicted)

    def seats(self) -> tuple[Seat, ...]:
        return self.body.seats_on(self.meeting.starts.astimezone(LONDON).date())


def expected(known: Known, meeting: Meeting) -> tuple[Expected, ...]:
    """Of each body that is not expected to be quorate, what it lacks; then each item that interests make
    worse.
    """
    bodies = (known.body(body) for body in meeting.bodies if known.definition.body(body))
    return tuple(each for body in bodies for each in _of_body(known, meeting, body))


def declared_before_meeting(known: Known, sign_off: SignOff, command: DeclareInterest) -> Decision:
    """An interest told to the secretary before the meeting that takes the item (G37): what the chair rules
    on it is recorded with the item (G38), and whether the body can still decide is worked out at once (G39).
    """
    if refusal := _refuses(known, sign_off, command.seat):
        return refusal
    missing = _missing_after(known, sign_off, command.seat)
    declared = InterestDeclared(seat=command.seat, nature=command.nature, missing=missing)
    return (Entry(sign_off.stream, declared, known.happened),)


def is_for_meeting(known: Known, sign_off: SignOff) -> bool:
    approval = known.approval(sign_off.matter)
    asked = approval.asked(sign_off.body) if approval else None
    return asked is not None and sign_off.procedure is not Procedure.WRITTEN and decides_in_meeting(asked)


def _missing_after(known: Known, sign_off: SignOff, seat: SeatId) -> tuple[str, ...]:
    """What the body lacks for the item since this interest; empty where that is as it was before."""
    meeting = known.meeting(sign_off.meeting) if sign_off.meeting else None
    if meeting is None:
        return ()
    coming = Coming(known, meeting, known.body(seat.split("/")[0]), meeting.apologies)
    declared = coming.declared_on(sign_off.matter)
    before = coming.lacks_for(sign_off.matter, declared)
    after = coming.lacks_for(sign_off.matter, (*declared, seat))
    return after if after != before else ()


def _refuses(known: Known, sign_off: SignOff, seat: SeatId) -> Refused | None:
    approval = known.approval(sign_off.matter)
    if refusal := refuses_work_on(approval):
        return refusal
    if not sign_off.is_open:
        return refused("sign-off-closed")
    asked = approval.asked(sign_off.body) if approval else None
    seats = known.body(deciding_body(asked)).seats_on(known.today) if asked else ()
    if seat not in {each.id for each in seats if each.voting}:
        return refused("not-entitled")
    return None if is_secretary(known, sign_off) else refused("not-your-seat")


def _of_body(known: Known, meeting: Meeting, body: Body) -> Iterator[Expected]:
    coming = Coming(known, meeting, body, meeting.apologies)
    if missing := coming.lacks():
        words = f"{body.short} is not expected to be quorate: {'; '.join(missing)}"
        yield Expected(body=body.id, missing=missing, words=words)
    for matter, more in coming.lacks_more().items():
        plan = known.definition.matter(matter)
        item = plan.short if plan else matter
        words = f"{body.short} is not expected to be able to decide {item} with the interests declared"
        yield Expected(body=body.id, matter=matter, missing=more, words=f"{words}: {'; '.join(more)}")
