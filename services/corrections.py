"""Lines of the record that a later line corrects: shown with what they should have said."""

from collections.abc import Mapping

from models.listings import LineCorrected, Matrix
from models.programme import Definition
from models.values import PersonId, ProgrammeId, SeatId, Stream
from services.house import House
from storage import corrections as written
from storage.register import definition_in_force


async def corrections(house: House, programme: ProgrammeId) -> tuple[LineCorrected, ...]:
    """All of them, in the order written."""
    found = await house.database.read(written.corrections, programme)
    if not found:
        return ()
    definition = await house.database.read(definition_in_force, programme)
    return tuple(each.model_copy(update={"office": office_of(definition, each.by)}) for each in found)


async def by_line(house: House, programme: ProgrammeId) -> Mapping[int, tuple[LineCorrected, ...]]:
    """What each corrected line should have said; a line may be corrected more than once."""
    found: dict[int, tuple[LineCorrected, ...]] = {}
    for each in await corrections(house, programme):
        found[each.line] = (*found.get(each.line, ()), each)
    return found


async def for_member(
    house: House, programme: ProgrammeId, stream: Stream, seat: SeatId
) -> tuple[LineCorrected, ...]:
    """Of what a body's sign-off says of the body, and of this member; never of another."""
    return tuple(
        each
        for each in await corrections(house, programme)
        if each.stream == stream and (not each.is_of_a_member or each.seat == seat)
    )


def for_everybody(matrix: Matrix) -> Matrix:
    """Without the words of what concerns one member only: that there is a correction may be known."""
    rows = (
        row.model_copy(update={"corrections": tuple(map(_withheld, row.corrections))}) for row in matrix.rows
    )
    about_it = tuple(map(_withheld, matrix.corrections))
    return matrix.model_copy(update={"rows": tuple(rows), "corrections": about_it})


def _withheld(each: LineCorrected) -> LineCorrected:
    return each.model_copy(update={"words": "", "seat": None}) if each.is_of_a_member else each


def office_of(definition: Definition, person: PersonId | None) -> str:
    """As the public knows them: by office, never by name."""
    titles = {office.id: office.title for office in definition.offices}
    bodies = {body.secretary: body.name for body in definition.bodies}
    if person is None or person not in titles.keys() | bodies.keys():
        return "an office of the partnership"
    return titles.get(person) or f"the secretary of {bodies[person]}"
