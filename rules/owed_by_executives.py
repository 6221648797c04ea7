"""What an executive owes around a decision: publication, an answer to scrutiny, a report to the council."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count

from models.acts import Entry
from models.dates import Deadline, NoDay, When
from models.events import ObligationDischarged, ObligationDropped, ObligationOpened
from models.executive import CallInRules
from models.obligation import Obligation
from models.sign_off import SignOff
from models.values import BodyId, ObligationId, ObligationSort, Text
from rules.agenda import next_meeting
from rules.calendar import end_of, in_words
from rules.known import Known


def publication_owed(known: Known, sign_off: SignOff, day: date) -> tuple[Entry, ...]:
    """By the secretary of the body that decided; until then nothing takes effect (G49)."""
    words = f"Publish the decision of {_body(known, sign_off.body)} on {_title(known, sign_off)}"
    return (_owed(known, sign_off, "publish", words=words, due=When.on(day)),)


def publication_made(known: Known, sign_off: SignOff) -> tuple[Entry, ...]:
    return _kept(known, sign_off, "publish", "The decision was published.")


def answered_by(day: date, rules: CallInRules) -> Deadline:
    """The end of the last of so many days after a referral, weekends counted."""
    last = day + timedelta(days=rules.answered_within)
    return Deadline(day=last, instant=end_of(last), words=in_words(last))


def answer_owed(known: Known, sign_off: SignOff, decider: BodyId, day: date) -> tuple[Entry, ...]:
    words = f"{_body(known, decider)} answers what scrutiny referred back to it on {_title(known, sign_off)}"
    return (_owed(known, sign_off, "answer", words=words, due=When.on(day), decider=decider),)


def answer_given(known: Known, sign_off: SignOff) -> tuple[Entry, ...]:
    return _kept(known, sign_off, "answer", "The body decided again.")


def owed_no_more(known: Known, sign_off: SignOff, reason: Text) -> tuple[Entry, ...]:
    """With the matter: nobody publishes, or answers scrutiny on, what will never be done. The report of an
    urgent decision stays owed: that one had taken effect.
    """
    last = [list(_opened(known, sign_off, what))[-1:] for what in ("publish", "answer")]
    return tuple(
        Entry(each.stream, ObligationDropped(reason=reason), known.happened)
        for found in last
        for each in found
        if each.is_open
    )


def report_owed(known: Known, sign_off: SignOff, rules: CallInRules) -> tuple[Entry, ...]:
    """Of an urgent decision that was exempt from call-in, to the next full council, with reasons (G50)."""
    if rules.reported_to is None:
        return ()
    council = _body(known, rules.reported_to)
    decision = f"the decision of {_body(known, sign_off.body)} on {_title(known, sign_off)}"
    words = f"Report to {council}, with reasons, that {decision} was urgent and exempt from call-in"
    meeting = next_meeting(known, rules.reported_to, known.happened)
    due = When.on(meeting.day) if meeting else When.without_a_day(NoDay.NEXT_MEETING, known.day)
    return (_owed(known, sign_off, "urgent", words=words, due=due, sort=ObligationSort.REPORT),)


def _owed(
    known: Known,
    sign_off: SignOff,
    what: str,
    *,
    words: str,
    due: When,
    decider: BodyId | None = None,
    sort: ObligationSort = ObligationSort.ACTION,
) -> Entry:
    name = next(each for each in _names(sign_off, what) if known.obligation(each) is None)
    opened = ObligationOpened(
        obligation=name,
        sort=sort,
        matter=sign_off.matter,
        owner=known.body(decider or sign_off.body).secretary,
        words=Text.standing_in(words, known.programme, name, "words"),
        due=due,
    )
    return Entry(f"obligation/{name}", opened, known.happened)


def _kept(known: Known, sign_off: SignOff, what: str, evidence: str) -> tuple[Entry, ...]:
    """The last of them; one that another decision has overtaken is for its owner to drop."""
    last = next(reversed(list(_opened(known, sign_off, what))), None)
    if last is None or not last.is_open:
        return ()
    seen_by = Text.standing_in(evidence, known.programme, last.obligation, "kept")
    return (Entry(last.stream, ObligationDischarged(evidence=seen_by), known.happened),)


def _opened(known: Known, sign_off: SignOff, what: str) -> Iterator[Obligation]:
    for name in _names(sign_off, what):
        obligation = known.obligation(name)
        if obligation is None:
            return
        yield obligation


def _names(sign_off: SignOff, what: str) -> Iterator[ObligationId]:
    """One for each time the body has decided on the matter."""
    name = f"{sign_off.matter}.{sign_off.body}.{what}"
    yield name
    yield from (f"{name}-{number}" for number in count(2))


def _body(known: Known, body: BodyId) -> str:
    return known.body(body).name


def _title(known: Known, sign_off: SignOff) -> str:
    plan = known.definition.matter(sign_off.matter)
    return plan.title if plan else sign_off.matter
