"""What another definition may not leave out: what matters, duties and appointments of this one still need."""

from collections.abc import Iterable, Iterator

from models.approval import Approval
from models.obligation import Obligation
from models.programme import Definition, RuleSet
from models.values import BodyId, SeatId
from rules.confirming import appointments_of
from rules.known import Known


def first_missing(known: Known, offered: Definition) -> str:
    """The name of the first thing needed that the definition offered leaves out; empty when all is there."""
    return next(_missing(known, offered), "")


def _missing(known: Known, offered: Definition) -> Iterator[str]:
    for plan in known.definition.matters:
        approval = known.approval(plan.id)
        if approval is None or approval.is_ended:
            continue
        yield from _bodies(known.definition, offered, approval.rule_sets)
        yield from _named_by_rules(known, approval, offered)
        if offered.matter(plan.id) is None:
            yield plan.title
        if approval.version not in _labels(offered, approval):
            yield f"{plan.title}, version {approval.version}"
    for obligation in known.owed:
        yield from _of_duty(known.definition, obligation, offered)
    for post in known.definition.posts:
        for appointment in appointments_of(known, post.id):
            if appointment.is_open and appointment.conditions:
                yield from _names(known.definition, offered, appointment.conditions.bodies, ())


def _bodies(current: Definition, offered: Definition, bodies: Iterable[BodyId]) -> Iterator[str]:
    """A body as a whole, with every seat it has now."""
    for body in dict.fromkeys(bodies):
        before, after = current.body(body), offered.body(body)
        if before is None:
            continue
        if after is None:
            yield before.name
            continue
        kept = {seat.id for seat in after.seats}
        yield from (f"{before.name}, {seat.title}" for seat in before.seats if seat.id not in kept)


def _named_by_rules(known: Known, approval: Approval, offered: Definition) -> Iterator[str]:
    """By the rules a body began under, though not on the route: scrutiny and its chair, whoever may agree to
    urgency, the council that hears of it (G47, G49, G50).
    """
    for pinned in dict.fromkeys(approval.rule_sets.values()):
        rules = known.rule_sets[pinned]
        yield from _names(known.definition, offered, _bodies_of(rules), _seats_of(rules))


def _bodies_of(rules: RuleSet) -> Iterator[BodyId]:
    if rules.call_in is not None:
        yield rules.call_in.by
        if rules.call_in.reported_to is not None:
            yield rules.call_in.reported_to


def _seats_of(rules: RuleSet) -> Iterator[SeatId]:
    if rules.call_in is not None:
        yield from rules.call_in.urgency
    if rules.key_decision is not None:
        yield rules.key_decision.scrutiny_chair
        yield from rules.key_decision.urgency


def _of_duty(current: Definition, obligation: Obligation, offered: Definition) -> Iterator[str]:
    """Whatever became of the matter: a condition, a ratification and an exception are a body's own."""
    bodies = (obligation.body,) if obligation.body else ()
    terms = obligation.terms
    seats = (terms.discharged_by, *terms.consulting) if terms else ()
    yield from _names(current, offered, bodies, seats)


def _names(
    current: Definition, offered: Definition, bodies: Iterable[BodyId], seats: Iterable[SeatId]
) -> Iterator[str]:
    for body in bodies:
        before = current.body(body)
        if before is not None and offered.body(body) is None:
            yield before.name
    for seat in seats:
        established = current.seat(seat)
        if established is not None and offered.seat(seat) is None:
            yield established.title


def _labels(offered: Definition, approval: Approval) -> set[str]:
    document = offered.document(approval.document)
    return {version.label for version in document.versions} if document else set()
