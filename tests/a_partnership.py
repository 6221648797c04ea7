"""A small partnership for tests, built so that a test says only what matters to it."""

from models.programme import (
    Asked,
    Body,
    Definition,
    Deputies,
    Document,
    Loaded,
    MatterPlan,
    Part,
    Person,
    Route,
    RuleSet,
    Seat,
    Stage,
    Version,
    WrittenProcedure,
)
from models.values import Ask, Procedure, Verb, digest_of

PROGRAMME = "harbour"
BOARD = "harbour-board"
MATTER = "harbour-plan"
SECRETARY = "board-secretary"
DIRECTOR = "programme-director"
SPONSOR = "plan-sponsor"
OUTSIDER = "outside-deputy"
CONTENT = digest_of("harbour plan 1.0")
SIGN_OFF = f"sign-off/{MATTER}/{BOARD}/1.0"
APPROVAL = f"approval/{MATTER}"

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def seat(number: int) -> str:
    return f"{BOARD}/member-{number}"


def holder(number: int) -> str:
    return f"{BOARD}.member-{number}"


def written(members: int = 5, **rules: object) -> WrittenProcedure:
    del members
    return WrittenProcedure.model_validate({"working_days": 10, **rules})


def a_rule_set(procedure: WrittenProcedure | None = None, **rules: object) -> RuleSet:
    return RuleSet.model_validate(
        {
            "id": "board-rules",
            "procedures": (Procedure.WRITTEN, Procedure.MEETING),
            "written": procedure or written(),
            "deputies": Deputies(),
            "may": (Verb.APPROVE, Verb.APPROVE_SUBJECT_TO, Verb.REFUSE, Verb.DEFER, Verb.NOTE),
            "satisfying": {Ask.APPROVE: (Verb.APPROVE,), Ask.NOTE: (Verb.NOTE,)},
            **rules,
        }
    )


def a_definition(members: int = 5, rules: RuleSet | None = None) -> Definition:
    """One board of so many members, asked by written procedure to approve one plan."""
    rule_set = rules or a_rule_set()
    seats = tuple(
        Seat(id=seat(number), title=f"Member {number}", category="member", held_by=holder(number))
        for number in range(1, members + 1)
    )
    board = Body(
        id=BOARD,
        name="Harbour Board",
        short="Board",
        kind="board",
        rules=rule_set.id,
        seats=seats,
        chair=seat(1),
        secretary=SECRETARY,
    )
    route = Route(
        owner=BOARD,
        stages=(
            Stage(
                id="board",
                title="The board",
                asks=(Asked(body=BOARD, ask=Ask.APPROVE, by=Procedure.WRITTEN),),
            ),
        ),
    )
    version = Version(
        label="1.0",
        parts=(Part(id="plan", title="The plan", file="plan.pdf", sha256=digest_of("pdf")),),
        content_hash=CONTENT,
    )
    return Definition(
        id=PROGRAMME,
        name="Harbour Partnership",
        short="Harbour",
        director=DIRECTOR,
        secretariat=SECRETARY,
        rule_sets=(rule_set,),
        bodies=(board,),
        documents=(Document(id="plan", title="The Harbour Plan", versions=(version,)),),
        matters=(
            MatterPlan(
                id=MATTER,
                title="The Harbour Plan",
                short="Harbour Plan",
                document="plan",
                sponsor=SPONSOR,
                route=route,
            ),
        ),
    )


def people(definition: Definition) -> tuple[Person, ...]:
    ids = [each.held_by for body in definition.bodies for each in body.seats]
    ids += [SECRETARY, DIRECTOR, SPONSOR, OUTSIDER]
    return tuple(
        Person(id=each, name=f"Holder of {each}", address=f"{each.replace('/', '.')}@harbour.example")
        for each in dict.fromkeys(ids)
    )


def a_partnership(members: int = 5, rules: RuleSet | None = None) -> Loaded:
    definition = a_definition(members, rules)
    return Loaded(definition=definition, people=people(definition), files={digest_of("pdf"): PDF})
