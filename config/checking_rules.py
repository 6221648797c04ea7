"""Whether the bodies can keep their own rules: quorum, powers, procedures, meeting days, asks."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import chain

from config.checking_executives import (
    executives_decide_openly,
    named_in_executives,
    scrutiny_is_another,
)
from config.expanding import Draft, rules_given_to
from config.reading import Entry, Fault, Kind
from models.programme import Asked, Body, Clause, KnownMeeting, MatterPlan, RuleSet, Seat
from models.values import Ask, Procedure, SeatId, Verb

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

NEVER_APPROVES = frozenset(
    {Verb.RECEIVE, Verb.NOTE, Verb.ENDORSE, Verb.ADVISE, Verb.RECOMMEND, Verb.REFUSE, Verb.DEFER, Verb.REFER}
)
"""Verbs that satisfy an ask to approve nowhere, whatever a body's rules say (G20)."""


def faults_in_rules(draft: Draft) -> Iterator[Fault]:
    users: dict[str, list[Body]] = {entry.id: [] for entry in draft.rules}
    for body in draft.bodies:
        if body.value and body.value.rules in users:
            users[body.value.rules].append(body.value)
    for entry in draft.rules:
        if entry.value is not None:
            yield from chain(*(check(entry, entry.value) for check in _OF_RULES))
            for seen in users[entry.id]:
                rules = rules_given_to(seen.id, entry.value)
                yield from _fits_the_body(entry, rules, seen)
            yield from _seats_are_known(draft, entry, users[entry.id])
    for meeting in draft.meetings:
        if meeting.value:
            yield from _may_be_held(draft, meeting, meeting.value)
    for matter in draft.matters:
        if matter.value:
            yield from _can_be_answered(draft, matter, matter.value)


# --- rules by themselves ------------------------------------------------------------------


def _clauses_ask_for_something(entry: Entry[RuleSet], rules: RuleSet) -> Iterator[Fault]:
    for number, clause in enumerate(rules.quorum):
        if not clause.at_least and not clause.share:
            yield entry.fault(f"quorum[{number}]", "a number or a share of members", "neither")
        elif clause.share and _part_of(clause.share)[0] > _part_of(clause.share)[1]:
            yield entry.fault(f"quorum[{number}].share", "at most the whole membership", clause.share)


def _members_are_numbered(entry: Entry[RuleSet], rules: RuleSet) -> Iterator[Fault]:
    """A composition asks for so many members (G73): a share of those there are would never be lacking."""
    for number, clause in enumerate(rules.composition):
        if clause.share:
            yield entry.fault(f"composition[{number}].share", "a number of members, `at_least`", clause.share)
        elif not clause.at_least:
            yield entry.fault(f"composition[{number}]", "a number of members, `at_least`", "none")


def _verbs_are_in_its_power(entry: Entry[RuleSet], rules: RuleSet) -> Iterator[Fault]:
    for ask, verbs in rules.satisfying.items():
        for verb in verbs:
            if verb not in rules.may:
                expected = "verbs the body has the power to use (`may`)"
                yield entry.fault(f"satisfying.{ask}", expected, verb)
            elif ask is Ask.APPROVE and verb in NEVER_APPROVES:
                yield entry.fault(f"satisfying.{ask}", "verbs that approve", f"{verb}, which never does")
    for number, delegation in enumerate(rules.delegations):
        key = f"delegations[{number}].verbs"
        for verb in delegation.verbs:
            if verb not in rules.may:
                yield entry.fault(key, "verbs the body has the power to use (`may`)", verb)
            elif verb in rules.reserved:
                yield entry.fault(key, "no verb that is reserved to the body", verb)


def _procedures_are_complete(entry: Entry[RuleSet], rules: RuleSet) -> Iterator[Fault]:
    if not rules.procedures:
        yield entry.fault("procedures", "at least one way to decide", "none")
    if not rules.weekdays or not set(rules.weekdays) <= set(range(len(DAYS))):
        yield entry.fault("weekdays", "days from 0 (Monday) to 6 (Sunday)", str(list(rules.weekdays)))
    if Procedure.WRITTEN in rules.procedures and rules.written is None:
        yield entry.fault("written", "how it is done, since the body may decide in writing", "nothing")
    if Procedure.WRITTEN not in rules.procedures and rules.written is not None:
        yield entry.fault("procedures", '"written" among them, since it says how', "no such procedure")
    if Procedure.DELEGATED not in rules.procedures and rules.delegations:
        yield entry.fault("procedures", '"delegated" among them, since it delegates', "no such procedure")


_OF_RULES: tuple[Callable[[Entry[RuleSet], RuleSet], Iterator[Fault]], ...] = (
    _clauses_ask_for_something,
    _members_are_numbered,
    _verbs_are_in_its_power,
    _procedures_are_complete,
    executives_decide_openly,
)


# --- rules and the bodies that have them --------------------------------------------------


def _fits_the_body(entry: Entry[RuleSet], rules: RuleSet, body: Body) -> Iterator[Fault]:
    for key, clause in _clauses_of(rules):
        if not _makes_sense(clause, body):
            continue
        for day in _days_of_change(body):
            seats = [seat for seat in body.seats_on(day) if seat.voting]
            needed, there = _needed(clause, seats), len(_counting(clause, seats))
            if there < needed:
                expected = f"a clause that {body.id} can meet, which has {there} such seats"
                yield entry.fault(key, expected, f"{needed} needed")
                break
    voting = [seat for seat in body.seats if seat.voting]
    if rules.written and rules.written.agreeing > len(voting):
        expected = f"at most the {len(voting)} voting seats of {body.id}"
        yield entry.fault("written.agreeing", expected, str(rules.written.agreeing))
    if rules.chairs_action and Verb.RATIFY not in rules.may:
        expected = f"the power to ratify what the chair of {body.id} decides, in `may`"
        yield entry.fault("chairs_action", expected, ", ".join(rules.may))
    if rules.chairs_action:
        consulted = rules.chairs_action.consulting_category
        there = len([seat for seat in voting if not consulted or seat.category == consulted])
        if rules.chairs_action.consulting > there:
            expected = f"at most the {there} such seats of {body.id}"
            yield entry.fault("chairs_action.consulting", expected, str(rules.chairs_action.consulting))
    if body.chair is None and (rules.casting_vote or rules.chairs_action):
        need = "casting_vote" if rules.casting_vote else "chairs_action"
        yield entry.fault(need, "a chair in each body that has these rules", f"{body.id} has none")
    yield from scrutiny_is_another(entry, rules, body)


def _clauses_of(rules: RuleSet) -> Iterator[tuple[str, Clause]]:
    yield from ((f"quorum[{number}]", clause) for number, clause in enumerate(rules.quorum))
    yield from ((f"composition[{number}]", clause) for number, clause in enumerate(rules.composition))


def _makes_sense(clause: Clause, body: Body) -> bool:
    """Whether the clause is free of the faults that are named elsewhere."""
    share, whole = _part_of(clause.share) if clause.share else (0, 1)
    return share <= whole and set(clause.seats) <= {seat.id for seat in body.seats}


def _days_of_change(body: Body) -> list[date]:
    """The days from which the body's composition is another than the day before."""
    first, last = body.since or date.min, body.until or date.max
    days = {seat.since for seat in body.seats if seat.since and first < seat.since <= last}
    days |= {seat.until + timedelta(days=1) for seat in body.seats if seat.until and seat.until < last}
    days = {first, *days}
    return sorted(day for day in days if body.seats_on(day) or not body.seats)


def _needed(clause: Clause, seats: list[Seat]) -> int:
    if not clause.share:
        return clause.at_least
    share, whole = _part_of(clause.share)
    return max(clause.at_least, -(-len(seats) * share // whole))


def _part_of(share: str) -> tuple[int, int]:
    above, _, below = share.partition("/")
    return int(above), int(below)


def _counting(clause: Clause, seats: list[Seat]) -> list[Seat]:
    return [
        seat
        for seat in seats
        if (not clause.categories or seat.category in clause.categories)
        and (not clause.seats or seat.id in clause.seats)
    ]


def _seats_are_known(draft: Draft, entry: Entry[RuleSet], bodies: list[Body]) -> Iterator[Fault]:
    for body in bodies:
        rules = rules_given_to(body.id, entry.value) if entry.value else None
        for key, to in _named_in(rules) if rules else ():
            if not _is_known(draft, to):
                what = "seat" if "/" in to else "body"
                yield entry.fault(key, f"a {what} of this definition", f"unknown {what} {to}")


def _named_in(rules: RuleSet) -> Iterator[tuple[str, str]]:
    for key, clause in _clauses_of(rules):
        yield from ((f"{key}.seats", seat) for seat in clause.seats)
    for officer in rules.chairs_action.officers if rules.chairs_action else ():
        yield "chairs_action.officers", officer
    for number, delegation in enumerate(rules.delegations):
        yield f"delegations[{number}].to", delegation.to
        yield from ((f"delegations[{number}].consulting", seat) for seat in delegation.consulting)
    yield from named_in_executives(rules)


def _is_known(draft: Draft, to: SeatId | str) -> bool:
    """Whether there is such a body or seat; one that could not be read is given the benefit of the doubt."""
    name, _, seat = to.partition("/")
    entry = next((each for each in draft.bodies if each.id == name), None)
    if entry is None:
        return Kind.BODIES in draft.unreadable
    return not seat or entry.value is None or any(each.id == to for each in entry.value.seats)


# --- meetings and asks --------------------------------------------------------------------


def _may_be_held(draft: Draft, entry: Entry[KnownMeeting], meeting: KnownMeeting) -> Iterator[Fault]:
    weekday = meeting.day.weekday()
    on = f"{meeting.day:%A %-d %B %Y}"
    for body in filter(None, map(draft.body, meeting.bodies)):
        if (body.since and meeting.day < body.since) or (body.until and body.until < meeting.day):
            yield entry.fault("day", f"a day on which {body.id} exists", on)
        rules = draft.rules_of(body)
        if rules and Procedure.MEETING not in rules.procedures:
            yield entry.fault("bodies", "bodies that hold meetings", f"{body.id}, which decides otherwise")
        elif rules and weekday not in rules.weekdays:
            days = ", ".join(DAYS[day] for day in rules.weekdays if day in range(len(DAYS)))
            yield entry.fault("day", f"a day on which {body.id} may meet: {days}", on)


def _can_be_answered(draft: Draft, entry: Entry[MatterPlan], matter: MatterPlan) -> Iterator[Fault]:
    for number, stage in enumerate(matter.route.stages):
        key = f"route.stages[{number}].asks"
        for asked in stage.asks:
            body = draft.body(asked.body)
            rules = draft.rules_of(body) if body else None
            if rules:
                for expected, found in chain(_powers(asked, rules), _way(draft, asked, rules)):
                    yield entry.fault(key, expected, found)


def _powers(asked: Asked, rules: RuleSet) -> Iterator[tuple[str, str]]:
    if not rules.satisfying.get(asked.ask):
        yield f"an ask that {asked.body} has the power to satisfy", asked.ask
    if asked.by not in rules.procedures:
        ways = ", ".join(rules.procedures)
        yield f"a way in which {asked.body} may decide: {ways}", asked.by


def _way(draft: Draft, asked: Asked, rules: RuleSet) -> Iterator[tuple[str, str]]:
    """Deciding through a committee or officer needs a delegation that covers the ask."""
    if (asked.by is Procedure.DELEGATED) != (asked.through is not None):
        yield f'`through` for {asked.body} with `by = "delegated"`, and only then', str(asked.through)
        return
    if asked.through is None:
        return
    if not _is_known(draft, asked.through):
        yield "a body or seat of this definition", f"unknown body or seat {asked.through}"
        return
    satisfying = set(rules.satisfying.get(asked.ask, ()))
    delegated = {verb for each in rules.delegations if each.to == asked.through for verb in each.verbs}
    if not delegated & satisfying:
        yield f"authority given by {asked.body} that covers the ask", f"none to {asked.through}"
    committee = draft.body(asked.through)
    own = draft.rules_of(committee) if committee else None
    if own and not set(own.may) & satisfying:
        yield f"a committee with the power to {asked.ask}", asked.through
    if committee and committee.parent != asked.body:
        yield f"a committee whose parent is {asked.body}", asked.through
