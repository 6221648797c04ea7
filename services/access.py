"""Who may act from the desk, until signing in says who somebody is."""

from models.errors import NotPermitted
from models.events import By
from models.programme import Definition
from models.values import Assurance, Channel, PersonId, ProgrammeId
from services.acting import House
from services.programmes import in_force


async def office(house: House, programme: ProgrammeId, person: PersonId) -> By:
    """The office or secretary of this programme that a program says it acts for.
    Raises NotPermitted for anybody else: members answer by their link.
    """
    if person not in _offices(await in_force(house, programme)):
        raise NotPermitted(
            "not-an-office",
            "Only the offices of this programme, its sponsors and the secretaries of its bodies act here.",
        )
    return By(person=person, channel=Channel.API, assurance=Assurance.LINK)


def _offices(definition: Definition) -> set[PersonId]:
    return {
        definition.director,
        definition.secretariat,
        *(office.id for office in definition.offices),
        *(body.secretary for body in definition.bodies),
        *(matter.sponsor for matter in definition.matters),
    }
