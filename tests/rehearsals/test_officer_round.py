"""Posts in a rehearsal: what its file may say, several rounds on one clock, and the joint post altered."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from config.settings import CHECKOUT
from models.dates import When
from models.post_commands import AnswerSignOff, DecideRound, OpenRound, ProposeAppointment, ReachStage
from rehearsal.reading import FaultyRehearsal, read
from rehearsal.steps import Look, Step
from tests.rehearsals.a_played_round import FINANCE, OFFICER, STRATEGY, run
from tests.rehearsals.test_faulty_rehearsals import HEAD, faults

TOGETHER = CHECKOUT / "rehearsals" / "strategy-and-officer.toml"
POST = "joint-accountable-officer"

STEPS = f"""
[[step]]
at = 2020-01-23
do = "decide-round"
post = "{POST}"
number = 1
present = ["mid-essex-ccg.chair", "council-chief-executive"]
votes = "2-0"

[[step]]
at = 2020-01-24
do = "propose-appointment"
post = "{POST}"
number = 2
tenure = "interim"
person = "interim-joint-accountable-officer"
hoped = "towards the end of February 2020"
home = "mid-essex-ccg"

[[step]]
at = 2020-02-20
by = "mid-essex-ccg.secretary"
do = "answer-sign-off"
post = "{POST}"
number = 2
office = "national-sign-off-office"
answer = "granted"
evidence = "letter"

[[step]]
at = 2020-02-21
by = "national-sign-off-office"
do = "answer-sign-off"
post = "{POST}"
number = 2
answer = "granted"
evidence = "letter"

[[step]]
at = 2020-03-09
do = "open-round"
post = "{POST}"
number = 3
planned = {{ advertised = 2020-03-09 }}

[[step]]
at = 2020-03-09
do = "reach-stage"
post = "{POST}"
number = 3
stage = "advertised"
closes = 2020-04-03
"""

BARRED = """
[[step]]
at = 2020-02-01
do = "bar-publishing"
window = "spring"
first = 2020-03-01
last = 2020-03-02
reason = "elections"
"""

EXPECTED = f"""
[[expect]]
at = 2020-04-01
post = "{POST}"
held_by = "nobody"

[[expect]]
at = 2020-04-01
round = 1
post = "{POST}"
stage = "advertised"

[[expect]]
at = 2020-04-01
appointment = 1
post = "{POST}"
person = "interim-joint-accountable-officer"

[[expect]]
at = 2020-04-01
seat = "mid-essex-ccg/accountable-officer"
held_by = "shared-accountable-officer"
"""


# --- the file -----------------------------------------------------------------------------


def test_each_step_says_what_its_command_needs_and_of_which_stream(tmp_path: Path) -> None:
    file = tmp_path / "round.toml"
    file.write_text(HEAD + STEPS + EXPECTED)
    moments = read(file).moments
    steps = [each for each in moments if isinstance(each, Step)]
    decided, proposed, entered, answered, opened, reached = (each.command for each in steps)
    assert isinstance(decided, DecideRound)
    assert decided.figures is not None
    assert (decided.figures.in_favour, len(decided.present)) == (2, 2)
    assert isinstance(proposed, ProposeAppointment)
    assert isinstance(proposed.hoped, When)
    assert (proposed.hoped.earliest, proposed.hoped.latest) == (date(2020, 2, 20), date(2020, 2, 29))
    assert isinstance(entered, AnswerSignOff)
    assert isinstance(answered, AnswerSignOff)
    assert entered.by == answered.by == "national-sign-off-office"
    assert [each.by for each in steps[2:4]] == ["mid-essex-ccg.secretary", "national-sign-off-office"]
    assert isinstance(opened, OpenRound)
    assert isinstance(reached, ReachStage)
    rounds, appointments = f"recruitment/{POST}", f"appointment/{POST}"
    assert [each.address for each in steps] == [
        f"{rounds}/1",
        *[f"{appointments}/2"] * 3,
        *[f"{rounds}/3"] * 2,
    ]
    assert sum(len(each.expects) for each in moments if isinstance(each, Look)) == 4


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        pytest.param(f'post = "{POST}"', 'post = "mayor"', "post: expected a post", id="no such post"),
        pytest.param(
            '"council-chief-executive"', '"nobody"', "present: expected a person", id="nobody on the panel"
        ),
        pytest.param(
            'home = "mid-essex-ccg"', 'home = "nowhere"', "home: expected an organisation", id="no such home"
        ),
        pytest.param('office = "national', 'office = "local', "by: expected a person", id="no office"),
        pytest.param("number = 1\npresent", "present", "number: expected a value", id="no number"),
        pytest.param('held_by = "nobody"', 'held_by = "none"', "held_by: expected a person", id="no holder"),
        pytest.param('stage = "advertised"\n\n[[expect]]', "\n[[expect]]", "something", id="nothing"),
        pytest.param('seat = "mid', 'seat = "far', "seat: expected a seat", id="no such seat"),
        pytest.param("round = 1", "round = 0", "expect round 0, round", id="rounds are numbered from one"),
    ],
)
def test_who_or_what_does_not_exist_is_a_fault(tmp_path: Path, written: str, instead: str, said: str) -> None:
    text = HEAD + STEPS + EXPECTED
    assert written in text
    found = faults(tmp_path, text.replace(written, instead, 1))
    assert any(said in fault for fault in found), found


# --- several rounds on one clock ----------------------------------------------------------


def test_both_rounds_are_in_it_whole_and_in_the_order_of_time() -> None:
    moments = read(TOGETHER).moments
    assert [each.at for each in moments] == sorted(each.at for each in moments)
    for path in (STRATEGY, OFFICER):
        of_it = [each for each in moments if each.of == path.stem]
        alone = read(path).moments
        assert [(each.name, each.at) for each in of_it] == [
            (f"{path.stem}, {each.name}", each.at) for each in alone
        ]
        assert [len(each.expects) for each in of_it] == [len(each.expects) for each in alone]
    assert len({each.name for each in moments}) == len(moments)


@pytest.mark.parametrize(
    ("rounds", "said"),
    [
        pytest.param("[]", "rounds: expected a list of files", id="no rounds"),
        pytest.param('"a.toml"', "rounds: expected a list of files", id="one, and no list"),
        pytest.param("[3]", "rounds: expected the name of a file", id="a number"),
        pytest.param('["nowhere.toml"]', "nowhere.toml: expected a file that can be read", id="no such file"),
        pytest.param('["faulty.toml"]', "faulty.toml, step: expected blocks", id="a file with a fault"),
        pytest.param('["nested.toml"]', "nested.toml, rounds: expected no such key", id="rounds of rounds"),
        pytest.param('["other.toml"]', "rounds: expected rounds of the same", id="another partnership"),
    ],
)
def test_a_round_that_cannot_be_played_with_it_is_a_fault(tmp_path: Path, rounds: str, said: str) -> None:
    (tmp_path / "faulty.toml").write_text(HEAD)
    (tmp_path / "nested.toml").write_text(f'rounds = ["{FINANCE}"]\n{HEAD}{STEPS}')
    elsewhere = HEAD.replace("config/programmes/mid-and-south-essex", "tests/config/definitions/borough")
    (tmp_path / "other.toml").write_text(elsewhere.replace('matter = "strategy"\n', "") + BARRED)
    found = faults(tmp_path, f"rounds = {rounds}\n{HEAD}")
    assert any(said in fault for fault in found), found


def test_a_file_that_plays_no_others_has_steps_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "round.toml"
    file.write_text(HEAD)
    with pytest.raises(FaultyRehearsal):
        read(file)


def test_where_the_two_rounds_meet_is_as_their_tables_say(tmp_path: Path) -> None:
    """To the chair's action of 26 March: whoever acts is the interim who began in February. What the rounds
    expect by themselves is shown elsewhere; papers and visits would only make it longer.
    """

    def meets(moment: Step | Look) -> bool:
        is_own = moment.of == ""
        is_needless = isinstance(moment, Look) or moment.id == "A02" or moment.command.kind == "issue-papers"
        return is_own or not is_needless

    ran = run(TOGETHER, tmp_path, until=datetime(2020, 3, 26, 17, tzinfo=UTC), keep=meets)
    own = [each for each in ran.played if each.moment.of == ""]
    assert sum(len(each.findings) for each in own) > 30
    assert [finding.words for each in own for finding in each.findings if not finding.is_met] == []


# --- really altered -----------------------------------------------------------------------

ALTERED = {
    "the panel chooses somebody": (
        'votes = "7-0"\nreason = "Nobody fitted both roles."',
        'votes = "7-0"\ncandidate = "candidate-2"',
    ),
    "scrutiny is told of another time": (
        'due = "early in 2020"\nsource',
        'due = "in spring 2020"\nsource',
    ),
    "a later start is hoped for": (
        'hoped = "towards the end of February 2020"\nlast = 2020-08-24',
        'hoped = "towards the end of March 2020"\nlast = 2020-08-24',
    ),
    "one partner is told of something else": (
        'subject = "round-1-nobody-appointed"',
        'subject = "round-1-withdrawn"',
    ),
    "the national office refuses": (
        'answer = "granted"\nevidence = "Letter of the national office, 20 February 2020"',
        'answer = "refused"\nevidence = "Letter of the national office, 20 February 2020"',
    ),
}

ROUND, APPOINTMENT, HELD = f"round 1 of {POST}", f"appointment 1 to {POST}", f"post {POST}"

NOTICED = {
    ("B04", f"forecast 2 of {POST}", "due"),
    ("B04", f"forecast 2 of {POST}", "earliest"),
    ("B04", f"forecast 2 of {POST}", "latest"),
    ("B06", f"forecast 2 of {POST}", "overtaken"),
    ("B06", "letters", "kind forecast-overtaken to mid-essex-ccg.secretary"),
    ("B06", ROUND, "outcome"),
    ("B06", HELD, "overtaken"),
    ("B07", "the step", "outcome"),
    ("B07", HELD, "told"),
    ("B07", "letters", "kind partners-told"),
    ("B07", "letters", "kind partners-told to partner-provide"),
    ("B09", HELD, "overtaken"),
    ("B10", APPOINTMENT, "hoped"),
    ("B10", APPOINTMENT, "earliest"),
    ("B10", APPOINTMENT, "latest"),
    ("B12", HELD, "told"),
    ("B13", APPOINTMENT, "sign_off"),
    ("B13", APPOINTMENT, "stage"),
    ("B14", "the step", "outcome"),
    ("B14", APPOINTMENT, "first"),
    ("B14", APPOINTMENT, "as_hoped"),
    ("B14", "letters", "kind start-fixed to interim-joint-accountable-officer"),
    ("", HELD, "held_by"),
    ("", HELD, "tenure"),
    ("", HELD, "dependants"),
    ("", APPOINTMENT, "stage"),
}


def test_a_winter_played_with_its_steps_altered_says_what_is_otherwise(tmp_path: Path) -> None:
    text = OFFICER.read_text()
    for what, (written, instead) in ALTERED.items():
        assert written in text, what
        text = text.replace(written, instead, 1)
    path = tmp_path / "altered.toml"
    path.write_text(text)
    ran = run(path, tmp_path, until=datetime(2020, 2, 24, 1, tzinfo=UTC))
    noticed = {
        (moment.id if isinstance(moment, Step) else "", finding.about, finding.key)
        for moment, finding in (
            (each.moment, finding) for each in ran.played for finding in each.findings if not finding.is_met
        )
    }
    assert noticed >= NOTICED
    assert {id_ for id_, _, _ in noticed} == {
        "",
        "B04",
        "B06",
        "B07",
        "B09",
        "B10",
        "B11",
        "B12",
        "B13",
        "B14",
    }
