"""A harbour with four bodies, each with a secretary of its own: one decides in a meeting, one in writing,
one by letter, and one is only informed. Everybody is asked, nobody has said anything.
"""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from a_partnership import (
    APPROVAL,
    BOARD,
    MATTER,
    PDF,
    PROGRAMME,
    SECRETARY,
    SPONSOR,
    a_definition,
    a_rule_set,
    people,
)

from config.settings import Settings
from models.commands import OpenStage
from models.executive import CallInRules, KeyDecisions
from models.programme import (
    Asked,
    Body,
    ChairsAction,
    DayCount,
    DaysBefore,
    Definition,
    KnownMeeting,
    Loaded,
    MatterPlan,
    Part,
)
from models.programme import Route as Bodies
from models.publication_plan import PublicationPlan
from models.values import Ask, Procedure, digest_of
from services import matters, programmes
from services.acting import House
from services.migrating import bring_to_this_release
from storage.clock import RealClock
from storage.database import Database
from storage.ledger import Ledger
from tests.web.a_web import BASE, BEGINS, AWeb, NobodyHears, by
from web.app import create_app

BOARD_CLERK, PIER_CLERK, PORT_CLERK = "board-clerk", "pier-clerk", "port-clerk"
PIER, PORT, USERS = "pier-board", "port-office", "harbour-users"
TOWN = "town-council"
"""Not on the route, and in the definition only once that is loaded again."""
ANOTHER = "tide-plan"
NOTICE = "tide-notice"
"""It ends in a publication."""
MEETING, AFTER = "harbour-board-2020-04-23", "harbour-board-2020-05-21"
MEETS = datetime(2020, 4, 23, 9, 0, tzinfo=UTC)
"""Ten o'clock in the summer."""
CHANGED = digest_of("harbour plan 1.1")


def a_harbour() -> Loaded:
    rules = a_rule_set(
        procedures=(Procedure.WRITTEN, Procedure.MEETING, Procedure.LETTER),
        papers=DaysBefore(days=5, counted=DayCount.CLEAR_WORKING_DAYS),
        chairs_action=ChairsAction(),
    )
    definition = a_definition(5, rules)
    (board,), (plan,), (stage,) = definition.bodies, definition.matters, definition.matters[0].route.stages
    asks = (
        Asked(body=BOARD, ask=Ask.APPROVE, by=Procedure.MEETING),
        Asked(body=PIER, ask=Ask.APPROVE, by=Procedure.WRITTEN),
        Asked(body=PORT, ask=Ask.APPROVE, by=Procedure.LETTER),
        Asked(body=USERS, ask=Ask.BE_INFORMED, by=Procedure.LETTER),
    )
    route = Bodies(owner=BOARD, stages=(stage.model_copy(update={"asks": asks}),))
    opened = plan.model_copy(update={"route": route})
    changed = definition.model_copy(
        update={
            "bodies": (
                board.model_copy(update={"secretary": BOARD_CLERK}),
                a_body(board, PIER, PIER_CLERK, seats=2).model_copy(update={"chair": f"{PIER}/member-1"}),
                a_body(board, PORT, PORT_CLERK, seats=0),
                a_body(board, USERS, PORT_CLERK, seats=1),
            ),
            "matters": (
                opened,
                opened.model_copy(update={"id": ANOTHER, "title": "The Tide Plan"}),
                a_notice_to_publish(opened),
            ),
            "meetings": (
                KnownMeeting(id=MEETING, bodies=(BOARD,), day=date(2020, 4, 23)),
                KnownMeeting(id=AFTER, bodies=(BOARD,), day=date(2020, 5, 21)),
            ),
        }
    )
    changed = with_two_versions(changed)
    clerks = (BOARD_CLERK, PIER_CLERK, PORT_CLERK)
    known = people(changed)
    added = tuple(known[0].model_copy(update={"id": each, "name": each}) for each in clerks)
    return Loaded(definition=changed, people=(*known, *added), files={digest_of("pdf"): PDF})


def a_notice_to_publish(plan: MatterPlan) -> MatterPlan:
    """It waits for nobody, so that its gate is open at once."""
    (stage,) = plan.route.stages
    users = tuple(each.model_copy(update={"required": False}) for each in stage.asks if each.body == USERS)
    route = Bodies(owner=plan.route.owner, stages=(stage.model_copy(update={"asks": users}),))
    publication = PublicationPlan(full=("plan",))
    changed = {"id": NOTICE, "title": "The Tide Notice", "route": route, "publication": publication}
    return plan.model_copy(update=changed)


def a_harbour_with_other_rules() -> Loaded:
    """As it is loaded later: the port office has rules of its own, and there is a town council."""
    loaded = a_harbour()
    definition = loaded.definition
    (rules,) = definition.rule_sets
    others = rules.model_copy(update={"id": "port-rules", "title": "Rules of the port office"})
    bodies = tuple(
        each.model_copy(update={"rules": others.id}) if each.id == PORT else each
        for each in definition.bodies
    )
    town = a_body(definition.bodies[0], TOWN, PORT_CLERK, seats=1)
    changed = definition.model_copy(update={"rule_sets": (rules, others), "bodies": (*bodies, town)})
    known = {person.id for person in loaded.people}
    added = tuple(each for each in people(changed) if each.id not in known)
    return loaded.model_copy(update={"definition": changed, "people": (*loaded.people, *added)})


def a_harbour_with_an_executive() -> Loaded:
    """As it is loaded later: the town gives notice of key decisions, and the board may call them in."""
    loaded = a_harbour_with_other_rules()
    definition = loaded.definition
    (rules, others), chair = definition.rule_sets, f"{BOARD}/member-1"
    executive = rules.model_copy(
        update={
            "id": "executive-rules",
            "written": None,
            "procedures": (Procedure.LETTER,),
            "key_decision": KeyDecisions(scrutiny_chair=chair, urgency=(chair,)),
            "call_in": CallInRules(by=BOARD, urgency=(chair,), reported_to=BOARD),
        }
    )
    bodies = tuple(
        each.model_copy(update={"rules": executive.id}) if each.id == TOWN else each
        for each in definition.bodies
    )
    changed = {"rule_sets": (rules, others, executive), "bodies": bodies}
    return loaded.model_copy(update={"definition": definition.model_copy(update=changed)})


def a_body(board: Body, id_: str, secretary: str, seats: int) -> Body:
    sitting = tuple(
        each.model_copy(update={"id": f"{id_}/member-{number}", "held_by": f"{id_}.member-{number}"})
        for number, each in enumerate(board.seats[:seats], start=1)
    )
    return board.model_copy(
        update={"id": id_, "name": id_, "short": id_, "secretary": secretary, "seats": sitting, "chair": None}
    )


def with_two_versions(definition: Definition) -> Definition:
    """With an annex on request; the second has a new title page."""
    (document,) = definition.documents
    (first,) = document.versions
    annex = Part(id="annex", title="Annex A", file="annex.pdf", on_request=True, sha256=digest_of("annex"))
    first = first.model_copy(update={"parts": (*first.parts, annex)})
    second = first.model_copy(update={"label": "1.1", "content_hash": CHANGED})
    versions = {"versions": (first, second)}
    return definition.model_copy(update={"documents": (document.model_copy(update=versions),)})


# --- up -----------------------------------------------------------------------------------


async def prepare(folder: Path) -> None:
    """Everybody is asked, in a database of its own."""
    await bring_to_this_release(url_in(folder))
    async with up(folder) as web:
        await programmes.load(web.house, a_harbour(), by(SECRETARY, "load"))
        await web.clock_shows(BEGINS)
        await matters.open_matter(web.house, PROGRAMME, MATTER, "1.0", by(SPONSOR, "open"))
        await web.do(APPROVAL, OpenStage(stage="board"))


@asynccontextmanager
async def up(folder: Path) -> AsyncIterator[AWeb]:
    settings = Settings(var=folder, base_url=BASE, production=False)
    database, clock = Database(url_in(folder)), RealClock()
    house = House(database, Ledger(database, clock), clock, NobodyHears())
    yield AWeb(settings, database, house, create_app(settings, house))
    await database.close()


@asynccontextmanager
async def a_copy(prepared: Path, folder: Path) -> AsyncIterator[AWeb]:
    """The same, to do anything to."""
    shutil.copytree(prepared, folder, dirs_exist_ok=True)
    async with up(folder) as web:
        yield web


def url_in(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder / 'quorate.db'}"
