"""A harbour with several boards and as many matters as a long run needs, everything decided in writing."""

from datetime import UTC, datetime

from a_partnership import BOARD, CONTENT, PDF, SECRETARY, a_definition, a_rule_set, people

from models.programme import Asked, Body, Definition, Loaded, MatterPlan, Route, Stage, VotingRule
from models.values import Ask, BodyId, Procedure, digest_of

BEGINS = datetime(2020, 4, 2, 10, 0, tzinfo=UTC)
"""A Thursday, late enough that nobody is reminded of what closes within the day, and in office hours."""

VERSION = "1.0"
QUAYS = 3
__all__ = ["BEGINS", "CONTENT", "VERSION", "a_large_partnership", "clerk_of", "matter_id"]


def matter_id(number: int) -> str:
    return f"plan-{number}"


def clerk_of(body: BodyId) -> str:
    return SECRETARY if body == BOARD else f"{body}.clerk"


def a_large_partnership(
    matters: int, quays: int = QUAYS, members: int = 5, voting: VotingRule = VotingRule.MAJORITY
) -> Loaded:
    """The quays are asked first, at the same time; when all have approved, the harbour's board is."""
    small = a_definition(members, a_rule_set(voting=voting))
    (board,), (plan,) = small.bodies, small.matters
    boards = tuple(_quay(board, number) for number in range(1, quays + 1))
    route = Route(
        owner=BOARD,
        stages=(_stage("quays", *boards), _stage("harbour", board)),
    )
    plans = tuple(_plan(plan, number, route) for number in range(1, matters + 1))
    definition = small.model_copy(update={"bodies": (*boards, board), "matters": plans})
    return _loaded(definition, boards)


def _quay(board: Body, number: int) -> Body:
    id_ = f"quay-{number}"
    seats = tuple(
        each.model_copy(update={"id": f"{id_}/member-{place}", "held_by": f"{id_}.member-{place}"})
        for place, each in enumerate(board.seats, start=1)
    )
    named = {"id": id_, "name": f"Quay {number} Board", "short": f"Quay {number}"}
    return board.model_copy(
        update={**named, "seats": seats, "chair": seats[0].id, "secretary": clerk_of(id_)}
    )


def _stage(id_: str, *boards: Body) -> Stage:
    asks = tuple(Asked(body=each.id, ask=Ask.APPROVE, by=Procedure.WRITTEN) for each in boards)
    return Stage(id=id_, title=id_.capitalize(), asks=asks)


def _plan(plan: MatterPlan, number: int, route: Route) -> MatterPlan:
    named = {"id": matter_id(number), "title": f"Plan {number}", "short": f"Plan {number}"}
    return plan.model_copy(update={**named, "route": route})


def _loaded(definition: Definition, boards: tuple[Body, ...]) -> Loaded:
    known = people(definition)
    clerks = tuple(
        known[0].model_copy(
            update={
                "id": clerk_of(each.id),
                "name": f"Clerk of {each.name}",
                "address": f"{clerk_of(each.id)}@harbour.example",
            }
        )
        for each in boards
    )
    return Loaded(definition=definition, people=(*known, *clerks), files={digest_of("pdf"): PDF})
