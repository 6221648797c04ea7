"""What the records of a round and of an appointment share: lines told in order, and who is named how."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from models.events import RecordCorrected, Recorded
from models.explaining import Stated, Told
from models.fact import Fact
from models.post_events import PartnersTold
from models.tellings import Turn
from models.values import Instant, PersonId, Text
from rules.calendar import in_words, london_day

Names = Mapping[str, str]
"""Of people by their roles, and of bodies."""

Tale = tuple[str, Text | None]
Tells = Mapping[type[Fact], Callable[[Any, Names], Tale]]
"""What each event is in words; what is not there changed nothing that is told."""


def story(
    lines: Iterable[Recorded], names: Names, tells: Tells, withheld: Collection[int] = ()
) -> Iterator[Told]:
    """A correction of a line that is withheld is told without its words."""
    for line in lines:
        if type(line.event) not in tells:
            continue
        words, quoted = tells[type(line.event)](line.event, names)
        if isinstance(line.event, RecordCorrected) and line.event.number in withheld:
            quoted = None
        yield Told(happened=line.happened, number=line.number, words=words, quoted=quoted)


TOLD: Mapping[Turn, str] = {
    Turn.SOMEBODY_CHOSEN: "that somebody was chosen",
    Turn.NOBODY_APPOINTED: "that nobody was appointed",
    Turn.WITHDRAWN: "that it was withdrawn",
    Turn.FELL_THROUGH: "that the choice fell through",
    Turn.CONFIRMED: "that every body had confirmed it",
    Turn.START_FIXED: "of its first day",
    Turn.NOT_PURSUED: "that it is not pursued",
    Turn.STARTED: "that it began",
    Turn.EXTENDED: "of its longer term",
    Turn.ENDS_EARLY: "that it ends early",
    Turn.ENDED: "that it ended",
}


def partners_told(line: Recorded) -> Iterator[Stated]:
    if isinstance(line.event, PartnersTold):
        quoted = line.event.words
        in_words_of = f"{',' if line.event.turn else ''} in the words quoted" if quoted else ""
        yield Stated(words=f"On {on(line.happened)} {_many(line.event)}{in_words_of}.", quoted=quoted)


TELLS_OF_BOTH: Tells = {
    PartnersTold: lambda event, _: (capital(_many(event)), event.words),
    RecordCorrected: lambda event, _: (f"Line {event.number} was corrected", event.words),
}


def _many(event: PartnersTold) -> str:
    many = f"{len(event.people)} {'partner was' if len(event.people) == 1 else 'partners were'} told"
    return f"{many} {TOLD[event.turn]}" if event.turn else many


def name(person: PersonId, names: Names) -> str:
    return names.get(person, person)


def on(moment: Instant | None) -> str:
    return in_words(london_day(moment)) if moment else "a day that is not known"


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]
