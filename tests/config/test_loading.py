"""Two quite different partnerships load, and mean what their constitutions say."""

from collections import Counter
from datetime import date
from fractions import Fraction
from hashlib import sha256
from math import ceil
from pathlib import Path

import pytest

from config.loading import load
from models.posts import SignOffEffect
from models.programme import DayCount, Loaded
from models.values import Ask, Procedure, Verb

ROOT = Path(__file__).resolve().parents[2]
MSE = ROOT / "config" / "programmes" / "mid-and-south-essex"
HOUSING = ROOT / "tests" / "config" / "definitions" / "housing-federation"


@pytest.fixture(scope="module")
def mse() -> Loaded:
    return load(MSE)


@pytest.fixture(scope="module")
def housing() -> Loaded:
    return load(HOUSING)


# --- Mid and South Essex ------------------------------------------------------------------

MEMBERS = {
    "R1": {
        "independent-chair": 1,
        "local-authority": 6,
        "ccg": 5,
        "acute": 1,
        "community-and-mental-health": 3,
        "primary-care": 3,
        "healthwatch": 3,
        "voluntary": 2,
    },
    "R2": {"E": 6, "N": 7},
    "R3": {"E": 5, "N": 6},
    "R4": {"E": 5, "N": 7},
    "R5": {"E": 5, "N": 7},
    "R6": {"E": 6, "N": 7},
    "R7": {"E": 4, "N": 5},
    "R8": {"O": 2, "C": 7, "L": 3},
    "R9": {"O": 2, "C": 6, "L": 3},
    "R10": {"O": 2, "C": 7, "L": 3},
    "R11": {"O": 2, "C": 6, "L": 3},
    "R12": {"O": 2, "C": 6, "L": 3},
    "R13": {"K": 6, "O": 3, "H": 8, "P": 3},
    "R14": {"K": 5, "O": 3, "H": 4, "P": 2},
    "R15": {"K": 5, "O": 3, "H": 6, "P": 2},
    "R16": {"A": 2, "H": 6, "P": 2},
    "R17": {"A": 3, "H": 7, "P": 2},
    "R18": {"A": 3, "H": 7, "P": 2},
    "R19": {"A": 3, "H": 6, "P": 2},
    "N1": {"staff": 2, "local-authority": 5, "ccg": 3, "community-and-mental-health": 3, "acute": 1},
    "N2": {"acute": 3, "ccg": 5, "community-and-mental-health": 3},
    "N3": {},
    "N4": {"K": 12},
}


def test_each_of_the_23_bodies_has_the_members_its_constitution_gives_it(mse: Loaded) -> None:
    counted = {
        body.code: dict(Counter(seat.category for seat in body.seats))
        for body in mse.definition.bodies
        if body.code
    }
    assert counted == MEMBERS


QUORUM = {
    "R1": 12,
    "R2": 5,
    "R3": 4,
    "R4": 4,
    "R5": 4,
    "R6": 5,
    "R7": 3,
    "R8": 6,
    "R9": 6,
    "R10": 6,
    "R11": 6,
    "R12": 6,
    "R13": 5,
    "R14": 4,
    "R15": 4,
    "R16": 5,
    "R17": 6,
    "R18": 6,
    "R19": 6,
    "N1": 7,
    "N4": 3,
}


def test_each_body_needs_the_number_present_that_its_constitution_asks_for(mse: Loaded) -> None:
    needed = {}
    for body in mse.definition.bodies:
        for clause in mse.definition.rules_of(body).quorum[:1] if body.code else ():
            share = Fraction(clause.share) if clause.share else Fraction(0)
            needed[body.code] = max(clause.at_least, ceil(share * len(body.seats)))
    assert needed == QUORUM


def test_papers_go_out_as_each_kind_of_body_counts_days(mse: Loaded) -> None:
    working, calendar = DayCount.CLEAR_WORKING_DAYS, DayCount.CALENDAR_DAYS
    papers = {body.code: mse.definition.rules_of(body).papers for body in mse.definition.bodies}
    counted = {code: (rule.days, rule.counted) for code, rule in papers.items() if code and rule}
    assert counted == {
        "R1": (7, calendar),
        **dict.fromkeys(("R2", "R3", "R4", "R5", "R6"), (3, working)),
        **dict.fromkeys(("R8", "R9", "R10", "R11", "R12"), (7, calendar)),
        **dict.fromkeys(("R13", "R14", "R15", "N4"), (5, working)),
    }


def test_the_committee_that_decides_for_a_board_is_drawn_from_it(mse: Loaded) -> None:
    committee, board = mse.definition.body("nelft-committee"), mse.definition.body("nelft-board")
    assert committee is not None
    assert board is not None
    assert Counter(seat.category for seat in committee.seats) == {"E": 3, "N": 3}
    assert {seat.held_by for seat in committee.seats} <= {seat.held_by for seat in board.seats}
    assert mse.definition.rules_of(board).delegations[0].to == committee.id


def test_nineteen_bodies_must_approve_and_scrutiny_is_not_waited_for(mse: Loaded) -> None:
    matter = mse.definition.matter("strategy")
    assert matter is not None
    asks = [ask for stage in matter.route.stages for ask in stage.asks]
    required = [ask.body for ask in asks if ask.required and ask.ask is Ask.APPROVE]
    codes = {body.id: body.code for body in mse.definition.bodies}
    assert [codes[body] for body in required] == [f"R{number}" for number in range(1, 20)]
    assert [ask.body for ask in asks if not ask.required] == ["essex-hosc"]
    assert [ask.body for ask in matter.route.stages[1].asks] == ["partnership-board"]


def test_the_agreed_draft_satisfies_a_health_and_wellbeing_board_and_nobody_else(mse: Loaded) -> None:
    draft = Verb.AGREE_THE_DRAFT
    agreeing = {
        body.code
        for body in mse.definition.bodies
        if draft in mse.definition.rules_of(body).satisfying.get(Ask.APPROVE, ())
    }
    assert agreeing == {"R13", "R14", "R15"}


def test_one_code_names_two_organisations_told_apart_by_date(mse: Loaded) -> None:
    before = mse.definition.organisation_coded("ods", "RAJ", date(2020, 3, 31))
    after = mse.definition.organisation_coded("ods", "RAJ", date(2020, 4, 1))
    assert before is not None
    assert after is not None
    assert before.name_on(date(2020, 3, 31)) == "Southend University Hospital NHS Foundation Trust"
    assert after.name_on(date(2020, 4, 1)) == "Mid and South Essex NHS Foundation Trust"
    assert before.succeeded_by == after.id


def test_three_trust_boards_are_succeeded_by_one(mse: Loaded) -> None:
    ended = {body.code: body.succeeded_by for body in mse.definition.bodies if body.until}
    assert ended == dict.fromkeys(("R2", "R3", "R4"), "mid-and-south-essex-trust-board")


def test_two_governing_bodies_share_one_accountable_officer(mse: Loaded) -> None:
    holders = [
        seat.held_by
        for body in mse.definition.bodies
        for seat in body.seats
        if seat.title == "Accountable Officer"
    ]
    assert (len(holders), len(set(holders))) == (5, 4)


def test_a_rule_that_names_the_bodys_own_seat_is_each_bodys_own(mse: Loaded) -> None:
    body = mse.definition.body("mid-essex-ccg")
    assert body is not None
    action = mse.definition.rules_of(body).chairs_action
    assert action is not None
    assert (action.officers, action.consulting) == (("mid-essex-ccg/accountable-officer",), 2)


def test_a_council_committee_has_neither_written_procedure_nor_chairs_action(mse: Loaded) -> None:
    for body in mse.definition.bodies:
        if body.kind in {"health-and-wellbeing-board", "scrutiny-committee"}:
            rules = mse.definition.rules_of(body)
            assert rules.procedures == (Procedure.MEETING,)
            assert (rules.written, rules.chairs_action) == (None, None)


def test_each_known_meeting_of_the_round_is_in_the_calendar(mse: Loaded) -> None:
    days = {
        body: [str(each.day) for each in mse.definition.meetings if body in each.bodies]
        for body in ("mid-essex-ccg", "southend-ccg", "southend-hwb", "essex-hwb")
    }
    assert days == {
        "mid-essex-ccg": ["2019-09-26", "2019-12-19", "2020-03-26", "2020-05-28", "2020-07-30"],
        "southend-ccg": ["2019-10-24", "2020-01-30", "2020-03-26"],
        "southend-hwb": ["2020-01-22", "2020-03-04"],
        "essex-hwb": ["2020-03-12", "2020-05-20"],
    }
    in_common = mse.definition.meeting("mse-trusts-2020-03-11")
    assert in_common is not None
    assert (len(in_common.bodies), in_common.in_public) == (3, True)


def test_consent_is_bound_to_the_bytes_of_every_part(mse: Loaded) -> None:
    document = mse.definition.document("strategy")
    assert document is not None
    assert [version.label for version in document.versions] == ["0.1", "0.9", "1.0", "1.1"]
    final = document.versions[-1]
    assert [part.id for part in final.parts if part.on_request] == ["appendices", "finance-submission"]
    for part in final.parts:
        assert part.sha256 is not None
        assert sha256(mse.files[part.sha256]).hexdigest() == part.sha256
        assert len(mse.files[part.sha256]) == part.size
    lines = "\n".join(sorted(f"{part.id} {part.sha256}" for part in final.parts))
    assert final.content_hash == sha256(lines.encode()).hexdigest()


def test_each_version_changes_only_the_parts_it_says(mse: Loaded) -> None:
    document = mse.definition.document("strategy")
    assert document is not None
    recommended, final, amended = (
        {part.id: part.sha256 for part in each.parts} for each in document.versions[1:]
    )
    assert {part for part in final if final[part] != recommended[part]} == {"part-1"}
    assert {part for part in amended if amended[part] != final[part]} == {"part-1", "summary"}


def test_days_off_are_the_official_ones_with_the_moved_holiday_of_2020(mse: Loaded) -> None:
    assert date(2020, 5, 8) in mse.definition.holidays
    assert date(2020, 5, 4) not in mse.definition.holidays


@pytest.mark.parametrize("folder", [MSE, HOUSING], ids=lambda folder: folder.name)
def test_a_definition_names_nobody_and_everybody_it_points_to_is_a_person(folder: Path) -> None:
    loaded = load(folder)
    text = loaded.definition.model_dump_json()
    people = {person.id for person in loaded.people}
    seats = [seat for body in loaded.definition.bodies for seat in body.seats]
    assert "@" not in text
    assert {seat.held_by for seat in seats} <= people
    assert {body.secretary for body in loaded.definition.bodies} <= people
    assert all(person.address.endswith(".example") for person in loaded.people)


def test_a_seat_holder_is_called_by_the_seats_title(mse: Loaded) -> None:
    holder = next(person for person in mse.people if person.id == "southend-hwb.councillor-3")
    assert holder.name == "Councillor 3, Southend Health and Wellbeing Board"
    assert holder.address == "councillor-3.southend-hwb@southend-on-sea-borough-council.example"


CCGS = {
    "basildon-brentwood-ccg",
    "castle-point-rochford-ccg",
    "mid-essex-ccg",
    "southend-ccg",
    "thurrock-ccg",
}


def test_one_post_joins_two_roles_and_serves_five_governing_bodies(mse: Loaded) -> None:
    (post,) = mse.definition.posts
    assert len(post.roles) == 2
    assert set(post.serves) == CCGS
    assert set(post.seats) == {f"{body}/accountable-officer" for body in CCGS}
    assert post.sign_off is not None
    assert post.sign_off.effect is SignOffEffect.CONSENT
    assert [(each.due, each.needs_permanent) for each in post.dependants] == [
        (None, False),
        (date(2020, 9, 30), True),
        (None, False),
    ]


def test_each_of_the_26_partners_is_told_at_an_office_of_its_own(mse: Loaded) -> None:
    (post,) = mse.definition.posts
    address = {person.id: person.address for person in mse.people}
    assert len({address[person] for person in post.told}) == 26
    assert all(address[person].endswith(".example") for person in post.told)


@pytest.mark.parametrize(
    "matter",
    [
        "one-accountable-officer",
        "interim-accountable-officer",
        "interim-extension",
        "permanent-accountable-officer",
    ],
)
def test_what_the_post_needs_is_asked_of_each_body_that_it_serves(mse: Loaded, matter: str) -> None:
    plan = mse.definition.matter(matter)
    assert plan is not None
    asks = [ask for stage in plan.route.stages for ask in stage.asks]
    assert {ask.body for ask in asks} == CCGS
    assert all(ask.required and ask.ask is Ask.APPROVE for ask in asks)
    assert plan.publication is None


# --- a quite different partnership --------------------------------------------------------


def test_a_federation_of_housing_associations_loads_with_rules_of_its_own(housing: Loaded) -> None:
    definition = housing.definition
    rules = {body.id: definition.rules_of(body) for body in definition.bodies}
    assert rules["moorland-board"].procedures == (Procedure.WRITTEN,)
    assert rules["federation-council"].weekdays == (5,)
    assert rules["brae-members"].satisfying[Ask.APPROVE] == (Verb.APPROVE,)
    assert rules["brae-members"].quorum[0].seats == ("brae-members/convener", "brae-members/treasurer")
    assert date(2024, 1, 2) in definition.holidays  # Scotland's, not England's
    assert date(2024, 8, 12) in definition.holidays  # its own


def test_loading_twice_gives_the_same_definition(housing: Loaded) -> None:
    assert load(HOUSING) == housing
