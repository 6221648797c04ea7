"""One step of a rehearsal: its own keys, the stream it is sent to, and its command."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from models import commands, course_commands, post_commands
from models.commands import Command
from models.values import LONDON, Instant, MatterId, content_hash
from rehearsal import shorthand
from rehearsal.faults import Place
from rehearsal.naming import A_PERSON, WHAT, Names, must_know
from rehearsal.steps import ADDRESSED, BY_LETTER, STEPS, UNREAD, Asked, On, Step, sent_to
from services.record_shorthand import Unreadable

LETTER = "letter"
OWN = frozenset({"at", "do", "by", "to", "id", "refused", "happened", "expect"})
Table = dict[str, Any]


class StepReader:
    """Reads steps one after another, so that later ones may name what earlier ones brought."""

    def __init__(self, names: Names, matter: MatterId) -> None:
        self.names = names
        self._matter = matter

    def read(self, place: Place, number: int, table: Table, at: Instant) -> Step | None:
        """The step, without what is expected of it; None where it has faults."""
        before = len(place.faults)
        kind = STEPS.get(str(table.get("do")))
        if kind is None:
            place.fault("do", f"one of {', '.join(sorted(STEPS))}", table.get("do", "nothing"))
            return None
        own = {key: table[key] for key in OWN if key in table}
        given = {key: value for key, value in table.items() if key not in OWN}
        by, reader = self._by(place, kind, own)
        if kind is post_commands.AnswerSignOff:
            given["by"] = given.pop("office", own.get("by", ""))
        address, given = self._addressed(place, kind, given)
        command = self._command(place, kind, given, address, at)
        happened = self._happened(place, own, at)
        words = {key: self._word(place, own, key) for key in ("id", "refused")}
        if command is None or len(place.faults) > before:
            return None
        self.brings(command)
        return Step(
            number=number,
            id=words["id"] or "",
            at=at,
            address=_address(command, sent_to(kind), address, self.names),
            command=command,
            by=by,
            reader=reader,
            happened=happened,
            refused=words["refused"],
        )

    # --- who and when -----------------------------------------------------------------

    def _by(self, place: Place, kind: type[Command], own: Table) -> tuple[str | None, str | None]:
        by, reader = own.get("by", self.names.loaded.definition.secretariat), own.get("to")
        if by != LETTER:
            if "to" in own:
                place.fault("to", "no such key: only a step by letter has a reader", own["to"])
            if not self.names.is_person(str(by)):
                place.fault("by", WHAT["by"][0], by)
            return str(by), None
        if kind not in BY_LETTER:
            kinds = sorted(each.model_fields["kind"].default for each in BY_LETTER)
            place.fault("by", f"letter only for {', '.join(kinds)}", own["do"])
        if reader is not None and not self.names.is_person(str(reader)):
            place.fault("to", A_PERSON[0], reader)
        return None, None if reader is None else str(reader)

    def _happened(self, place: Place, own: Table, at: Instant) -> Instant | None:
        if "happened" not in own:
            return None
        try:
            happened = shorthand.moment(own["happened"])
        except Unreadable as unread:
            place.fault("happened", unread.expected, unread.found)
            return None
        if happened > at:
            place.fault("happened", "a day no later than the step's own", own["happened"])
        return happened

    def _word(self, place: Place, own: Table, key: str) -> str | None:
        word = own.get(key)
        if word is not None and (not isinstance(word, str) or not word):
            place.fault(key, "a word", word)
            return None
        return word

    # --- of which stream --------------------------------------------------------------

    def _addressed(self, place: Place, kind: type[Command], given: Table) -> tuple[Table, Table]:
        """The keys that say which stream, apart from the command's own where those differ."""
        on, fields = sent_to(kind), kind.model_fields
        table = self._with_defaults(kind, given)
        address: Table = {}
        for key in ADDRESSED[on]:
            value = table.get(key)
            if key not in fields:
                table.pop(key, None)
            if value is None and key != "version":
                place.fault(key, "a value: this key is required", "nothing")
            elif value is not None:
                address[key] = value
        for key, value in address.items():
            what = WHAT.get(key)
            if key in fields or what is None:
                continue
            if not isinstance(value, str) or not what[1](self.names, value):
                place.fault(key, what[0], value)
        return address, table

    def _with_defaults(self, kind: type[Command], given: Table) -> Table:
        """The file's matter, and the body of a seat, need not be said again."""
        table = dict(given)
        takes_matter = "matter" in ADDRESSED[sent_to(kind)] or kind is commands.PutOnAgenda
        if takes_matter:
            table.setdefault("matter", self._matter)
        seat = table.get("seat")
        if sent_to(kind) is On.SIGN_OFF and isinstance(seat, str):
            table.setdefault("body", seat.partition("/")[0])
        return table

    # --- what is asked for ------------------------------------------------------------

    def _command(
        self, place: Place, kind: type[Command], given: Table, address: Table, at: Instant
    ) -> Command | None:
        written = shorthand.in_london(given)
        try:
            written = self._spelt_out(kind, written, address, at.astimezone(LONDON).date())
        except Unreadable as unread:
            place.fault("", unread.expected, unread.found)
            return None
        command = place.read(kind, written)
        if command is not None:
            brought = {commands.CallMeeting: "meeting", commands.OpenObligation: "obligation"}.get(kind, "")
            must_know(self.names, place, command, leaving_out=frozenset({brought}))
        return command

    def _spelt_out(self, kind: type[Command], given: Table, address: Table, day: date) -> Table:
        if kind is commands.GiveAnswer:
            given.setdefault("content_hash", UNREAD)
        if kind in {course_commands.ProposeRules, course_commands.AgreeRules}:
            self._with_rules_in_force(given)
        if kind is not commands.ExtendCondition:
            given |= {key: shorthand.due(given[key], day) for key in ("due", "hoped") if key in given}
        if kind is post_commands.DecideRound:
            given = shorthand.decision(given)
        if isinstance(given.get("decision"), dict):
            given["decision"] = shorthand.decision(given["decision"], str(address.get("body", "")))
        if kind is commands.RecordMeeting:
            given = self._record(given, address, day)
        if kind is commands.AdjournMeeting and isinstance(given.get("record"), dict):
            given["record"] = self._record(given["record"], address, day)
        if kind is commands.RecordDecision and isinstance(given.get("attendance"), str | list):
            given["attendance"] = self._stays(str(address.get("body", "")), given, given["attendance"], day)
        for key in ("leaves", "arrives"):
            given.pop(key, None)
        return given

    def _with_rules_in_force(self, given: Table) -> None:
        definition = self.names.loaded.definition
        body = definition.body(str(given.get("body", "")))
        if body is not None:
            given.setdefault("rule_set", content_hash(definition.rules_of(body)))

    def _record(self, written: Table, address: Table, day: date) -> Table:
        """Of a meeting: a step of its own, or what an adjournment tells of the sitting that it ends."""
        given = dict(written)
        if "attendance" in given:
            bodies = self.names.bodies_of(str(address.get("meeting", "")))
            given["present"] = self._present(given, bodies, day)
        if isinstance(given.get("items"), list):
            present = given.get("present")
            given["items"] = [self._item(each, present) for each in given["items"]]
        for key in ("attendance", "presiding", "leaves", "arrives"):
            given.pop(key, None)
        return given

    def _present(self, given: Table, bodies: tuple[str, ...], day: date) -> list[Table]:
        """`attendance = "K4 O2"` where one body meets, else a table of them."""
        written = given["attendance"]
        if not isinstance(written, dict):
            if len(bodies) != 1:
                raise Unreadable(f"attendance for each of {', '.join(bodies) or 'the bodies'}", written)
            written = {bodies[0]: written}
        presiding = given.get("presiding") or {}
        if isinstance(presiding, str):
            presiding = dict.fromkeys(written, presiding)
        whole = {body: self._seats(body, there, day) for body, there in written.items()}
        everyone = [seat for seats in whole.values() for seat in seats]
        stays = shorthand.stays(everyone, given.get("arrives", {}), given.get("leaves", {}))
        return [
            {
                "body": body,
                "attendance": [stay for stay in stays if stay["seat"] in seats],
                "presiding": presiding.get(body),
            }
            for body, seats in whole.items()
        ]

    def _stays(self, body: str, given: Table, there: object, day: date) -> list[dict[str, object]]:
        return shorthand.stays(
            self._seats(body, there, day), given.get("arrives", {}), given.get("leaves", {})
        )

    def _seats(self, body: str, there: object, day: date) -> tuple[str, ...]:
        established = self.names.loaded.definition.body(body)
        if established is None:
            raise Unreadable("a body of the programme", body)
        return shorthand.seats(established, day, there)

    def _item(self, given: object, present: list[Table] | None) -> object:
        """One item: its decision's keys may stand beside its body and matter, which may be left out
        where there is no choice."""
        if not isinstance(given, dict):
            return given
        table = dict(given)
        only = present[0]["body"] if present and len(present) == 1 else None
        item: Table = {"matter": table.pop("matter", self._matter)}
        body = table.pop("body", only)
        if body is not None:
            item["body"] = body
        decision = table.pop("decision", table)
        extra = table if decision is not table else {}
        spelt = shorthand.decision(decision, str(body or "")) if isinstance(decision, Mapping) else decision
        return item | extra | {"decision": spelt}

    def brings(self, command: Command) -> None:
        """What the command calls or opens may be named from now on."""
        match command:
            case commands.CallMeeting(meeting=meeting, bodies=bodies):
                self.names.called[meeting] = bodies
            case commands.OpenObligation(obligation=obligation):
                self.names.promised.add(obligation)
            case _:
                pass


def _address(command: Command, on: On, address: Mapping[str, Any], names: Names) -> str | Asked:
    def of(key: str) -> str:
        return str(getattr(command, key, None) or address[key])

    match on:
        case On.SIGN_OFF:
            return Asked(of("matter"), of("body"), address.get("version"))
        case On.PROGRAMME:
            return f"programme/{names.loaded.definition.id}"
        case On.ANY:
            return of("stream")
        case _:
            return "/".join((on.value, *map(of, ADDRESSED[on])))


def day_of(table: Mapping[str, object]) -> datetime | None:
    """When a block takes place; None when it does not say."""
    try:
        return shorthand.moment(table.get("at"))
    except Unreadable:
        return None
