"""Of whom a record should warn: whoever took part in deciding on their own appointment (G37, G41)."""

from collections.abc import Iterable

from models.appointment import Appointment
from models.events import Event, SignOffDecided
from models.programme import Definition
from models.values import Instant, Stream
from rules.calendar import london_day


def warnings_of(
    definition: Definition,
    appointments: Iterable[Appointment],
    written: Iterable[tuple[Stream, Event, Instant]],
) -> tuple[str, ...]:
    """By each seat, which says whom it is of to nobody who does not know who sits there. It stops nothing:
    what is to be done about an interest is for the chair to rule. `definition` has the holders of posts in
    their seats.
    """
    every = tuple(appointments)
    found: dict[str, None] = {}
    for stream, event, happened in written:
        if isinstance(event, SignOffDecided) and event.verbs:
            _, matter, body, *_ = stream.split("/")
            persons = {each.person for each in every if each.is_open and each.hangs_on(matter)}
            found |= dict.fromkeys(_of_seats(definition, body, event, happened, persons))
    return tuple(found)


def _of_seats(
    definition: Definition, body: str, decided: SignOffDecided, happened: Instant, persons: set[str]
) -> Iterable[str]:
    established = definition.body(body)
    declared = {each.seat for each in decided.basis.interests}
    for seat in established.seats if established else ():
        took_part = seat.id in decided.basis.present and seat.id not in declared
        if took_part and seat.held_on(london_day(happened)).held_by in persons:
            short = established.short if established else body
            yield (
                f"{short}, {seat.title}: their own appointment is decided here, and no interest of theirs "
                "was declared. The chair rules on it."
            )
