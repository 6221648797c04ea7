"""Whether key decisions and call-in fit the body that carries them, and name whom they name rightly."""

from collections.abc import Iterator

from config.reading import Entry, Fault
from models.programme import Body, RuleSet


def executives_decide_openly(entry: Entry[RuleSet], rules: RuleSet) -> Iterator[Fault]:
    """A council's executive has neither a written procedure nor a chair's action: its ways around the time
    are those of its own rules (G42-G44, G47, G50).
    """
    for key, carried in (("key_decision", rules.key_decision), ("call_in", rules.call_in)):
        if carried is not None and rules.written is not None:
            yield entry.fault(key, "a body that does not decide in writing", "`written` beside it")
        if carried is not None and rules.chairs_action is not None:
            yield entry.fault(key, "a body without chair's action", "`chairs_action` beside it")
    if rules.call_in and rules.call_in.urgency and rules.call_in.reported_to is None:
        expected = "the council that hears of urgent decisions, since `urgency` says who agrees to them"
        yield entry.fault("call_in.reported_to", expected, "nothing")


def scrutiny_is_another(entry: Entry[RuleSet], rules: RuleSet, body: Body) -> Iterator[Fault]:
    if rules.call_in and rules.call_in.by == body.id:
        yield entry.fault("call_in.by", "another body than the one that decides", body.id)


def named_in_executives(rules: RuleSet) -> Iterator[tuple[str, str]]:
    """Each key at which a body or a seat is named, with its name."""
    if rules.key_decision:
        yield "key_decision.scrutiny_chair", rules.key_decision.scrutiny_chair
        yield from (("key_decision.urgency", seat) for seat in rules.key_decision.urgency)
    if rules.call_in:
        yield "call_in.by", rules.call_in.by
        yield from (("call_in.urgency", seat) for seat in rules.call_in.urgency)
        if rules.call_in.reported_to:
            yield "call_in.reported_to", rules.call_in.reported_to
