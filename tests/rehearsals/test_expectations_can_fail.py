"""Every expectation of the sample rounds is shown to fail when its step is altered or left out.

The state before a step is what there would be had the step been left out. What a step is expected to
leave as it was is shown to fail before the step that brought it about, or on a state with one thing
changed; and two parts of the round are really played with their steps altered.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from models.commands import IssuePapers
from models.letters import LetterKind
from models.outcome import BodyOutcome
from models.post import PostHeld, Tenure
from models.post_events import TenureKind
from models.values import Standing
from rehearsal.checking import Finding, findings
from rehearsal.expected import Expected, LettersExpected, MatterExpected, PublishingExpected
from rehearsal.expected_of_posts import SeatExpected
from rehearsal.playing import ACCEPTED, Played
from rehearsal.seeing import SeenLetter, View
from rehearsal.steps import Look, Step
from tests.rehearsals.a_played_round import STRATEGY, Ran, run

EACH = pytest.mark.parametrize("round_", ["strategy", "finance", "officer", "filling"])


@pytest.fixture
def ran(round_: str, request: pytest.FixtureRequest) -> Ran:
    found: Ran = request.getfixturevalue(round_)
    return found


def parts(played: tuple[Played, ...]) -> Iterator[tuple[Played, Expected, int, Finding, list[View]]]:
    """Each single thing that is expected, and every state seen before it."""
    views: list[View] = []
    for each in played:
        for expected in each.moment.expects:
            for number, finding in enumerate(findings(expected, each.after)):
                yield each, expected, number, finding, [*views, each.before]
        views += [each.before, each.after]


def fails_in(expected: Expected, number: int, view: View) -> bool:
    return not findings(expected, view)[number].is_met


def never_false(expected: Expected) -> bool:
    """What may hold from the first moment on: no letter of a kind, a day outside a window, who has always sat
    in a seat.
    """
    match expected:
        case LettersExpected(letters=letters):
            return any(each.count == 0 for each in letters)
        case PublishingExpected(publishing=publishing):
            return publishing == "free"
        case SeatExpected():
            return True
        case _:
            return False


@EACH
def test_each_fails_before_the_step_that_brings_it_about(ran: Ran) -> None:
    shown = 0
    for each, expected, number, finding, earlier in parts(ran.played):
        if never_false(expected) and (finding.expected in (0, "free") or isinstance(expected, SeatExpected)):
            continue
        assert any(fails_in(expected, number, view) for view in earlier), (each.moment.name, finding.words)
        shown += 1
    assert shown > 50


@EACH
def test_each_letter_that_must_not_come_would_be_noticed(ran: Ran) -> None:
    for each, expected, number, finding, _ in parts(ran.played):
        if not isinstance(expected, LettersExpected) or finding.expected != 0:
            continue
        unwanted = expected.letters[number]
        one = SeenLetter(
            kind=unwanted.kind or LetterKind.TASK,
            to=unwanted.to or "anybody",
            subject=unwanted.subject or "",
            place=0,
        )
        assert fails_in(expected, number, replace(each.after, letters=(*each.after.letters, one)))


@EACH
def test_each_step_that_is_taken_or_refused_otherwise_is_noticed(ran: Ran) -> None:
    for each in ran.played:
        if isinstance(each.moment, Step):
            otherwise = ACCEPTED if each.moment.refused else "some-refusal"
            assert not replace(each, became=otherwise).findings[0].is_met


@EACH
def test_an_approval_too_many_would_be_noticed_at_every_count(ran: Ran) -> None:
    """What never counts as approval is expected to leave the count alone: one that counted would show."""
    counted = 0
    for each, expected, number, finding, _ in parts(ran.played):
        if not isinstance(expected, MatterExpected) or finding.key not in {"held", "outstanding"}:
            continue
        wrong = _with_one_more(each.after, expected.matter)
        if wrong is not None:
            assert fails_in(expected, number, wrong), (each.moment.name, finding.words)
            counted += 1
    assert counted > 0


def _with_one_more(view: View, matter: str) -> View | None:
    approval = view.approval(matter)
    assert approval is not None
    asked = [asked.body for stage in approval.route.stages for asked in stage.asks if asked.ask == "approve"]
    waiting = [body for body in asked if body not in approval.outcomes or not approval.outcomes[body].holds]
    if not waiting:
        return None
    outcome = BodyOutcome(
        standing=Standing.APPROVED, holds=True, version=approval.version, happened=datetime.now(UTC)
    )
    wrong = approval.model_copy(update={"outcomes": {**approval.outcomes, waiting[0]: outcome}})
    return replace(view, states={**view.states, f"approval/{matter}": wrong})


@pytest.mark.parametrize("round_", ["officer"])
def test_somebody_else_in_a_seat_would_be_noticed(ran: Ran) -> None:
    """Whoever sat there from the first day is expected to stay, and whoever comes is not there before."""
    shown = 0
    for each, expected, number, finding, _ in parts(ran.played):
        if isinstance(expected, SeatExpected):
            assert finding.is_met
            assert fails_in(expected, number, _held_by_another(each.after)), finding.words
            shown += 1
    assert shown > 15


def _held_by_another(view: View) -> View:
    stream = f"post/{POST}"
    held = view.states.get(stream)
    assert isinstance(held, PostHeld)
    usurper = Tenure(
        appointment=9, person="programme-director", kind=TenureKind.PERMANENT, first=date(2019, 1, 1)
    )
    wrong = held.model_copy(update={"tenures": (usurper,)})
    others = {name: state for name, state in view.states.items() if not name.startswith("appointment/")}
    return replace(view, states={**others, stream: wrong})  # a start that is fixed makes a holder as well


# --- really altered -----------------------------------------------------------------------

POST = "joint-accountable-officer"
SOUTHEND_LEAVES = 'leaves = { "southend-ccg/gp-member-2" = 15:40:00 }'

ALTERED_TO_DECEMBER = {
    "a visit without a comment had one": (
        "happened = 2019-09-30T10:00:00",
        'words = "None."\nhappened = 2019-09-30T10:00:00',
    ),
    "the window is a day longer on both sides": (
        "first = 2019-11-06\nlast = 2019-12-12",
        "first = 2019-11-05\nlast = 2019-12-13",
    ),
    "one member of the design group is against": ('votes = "12-0", at', 'votes = "11-1", at'),
    "the Partnership Board is divided": ('votes = "18-0", at', 'votes = "9-9", at'),
}

NOTICED_IN_DECEMBER = {
    ("step 19 (A02)", "matter strategy", "visits"),
    ("step 19 (A02)", "matter strategy", "comments"),
    ("step 21 (A04)", "publishing", "on 2019-11-05"),
    ("step 21 (A04)", "publishing", "on 2019-12-13"),
    ("step 23 (A05)", "body design-group", "votes"),
    ("step 28 (A07)", "body partnership-board", "standing"),
    ("step 28 (A07)", "body partnership-board", "holds"),
    ("step 28 (A07)", "body partnership-board", "votes"),
    ("step 28 (A07)", "matter strategy", "held"),
    ("step 28 (A07)", "matter strategy", "outstanding"),
    ("step 28 (A07)", "matter strategy", "stages"),
    ("step 28 (A07)", "body eput-board", "meets"),
    ("step 28 (A07)", "meeting essex-hosc-2020-01-15", "papers_by"),
}

ALTERED_TO_FEBRUARY = {
    "the target is a month later": ('due = "January 2020"\nexpect', 'due = "February 2020"\nexpect'),
    "the promise is a month later": ('due = "in January"\nexpect', 'due = "in February"\nexpect'),
    "nobody wants to defer": ('votes = "7-2", at', 'votes = "2-7", at'),
    "the committee sits without an executive": ('attendance = "E2 N2"', 'attendance = "N3"'),
    "the clinician stays": (SOUTHEND_LEAVES, ""),
    "a board is against": ('votes = "9-0-1", at', 'votes = "4-5-1", at'),
    "the draft is only noted": ('limbs = ["agree-the-draft"]', 'limbs = ["note"]'),
    "the letter tells of another day": ("happened = 2020-02-06T10:00:00", "happened = 2020-02-07T10:00:00"),
}

NOTICED_IN_FEBRUARY = {
    ("expect 2", "obligation publication", "slips"),
    ("expect 2", "obligation publication", "due"),
    ("expect 2", "obligation pr1", "stage"),
    ("step 50 (A10)", "the step", "outcome"),
    ("step 50 (A10)", "body southend-hwb", "standing"),
    ("step 50 (A10)", "body southend-hwb", "meets"),
    ("step 55 (A11)", "the step", "outcome"),
    ("step 55 (A11)", "body nelft-board", "standing"),
    ("step 60 (A13)", "the step", "outcome"),
    ("step 60 (A13)", "matter strategy", "held"),
    ("step 60 (A13)", "body castle-point-rochford-ccg", "holds"),
    ("step 61 (A13)", "body southend-ccg", "standing"),
    ("step 61 (A13)", "body southend-ccg", "missing"),
    ("step 61 (A13)", "body southend-ccg", "meets"),
    ("step 62 (A14)", "body basildon-brentwood-ccg", "standing"),
    ("step 62 (A14)", "body basildon-brentwood-ccg", "votes"),
    ("step 68 (A19)", "body thurrock-hwb", "standing"),
    ("step 68 (A19)", "body thurrock-hwb", "holds"),
    ("step 68 (A19)", "body thurrock-hwb", "verbs"),
    ("step 69 (A18)", "body provide-board", "decided"),
}

MATTERS_IN_FEBRUARY = {
    "A01",
    "A03",
    "A04",
    "A05",
    "A06",
    "A07",
    "A08",
    "A10",
    "A11",
    "A13",
    "A14",
    "A18",
    "A19",
}


def altered(folder: Path, alterations: Mapping[str, tuple[str, str]]) -> Path:
    text = STRATEGY.read_text()
    for what, (written, instead) in alterations.items():
        assert written in text, what
        text = text.replace(written, instead, 1)
    path = folder / "altered.toml"
    path.write_text(text)
    return path


def test_a_year_played_with_its_steps_altered_says_what_is_otherwise(tmp_path: Path) -> None:
    path = altered(tmp_path, ALTERED_TO_DECEMBER)
    until = datetime(2019, 12, 18, 18, tzinfo=UTC)
    ran = run(path, tmp_path, until=until, keep=lambda each: "A02" not in each.name or bool(each.expects))
    assert ran.unmet() >= NOTICED_IN_DECEMBER
    assert not {where for where, _, _ in ran.unmet()} & {"step 1 (A01)", "step 20 (A03)", "step 25 (A06)"}


def test_a_winter_played_with_its_steps_altered_says_what_is_otherwise(tmp_path: Path) -> None:
    """Papers are left out: they would only make it longer."""

    def matters(moment: Step | Look) -> bool:
        if isinstance(moment, Look):
            return True
        return moment.id in MATTERS_IN_FEBRUARY and not isinstance(moment.command, IssuePapers)

    path = altered(tmp_path, ALTERED_TO_FEBRUARY)
    ran = run(path, tmp_path, until=datetime(2020, 2, 10, 18, tzinfo=UTC), keep=matters)
    assert ran.unmet() >= NOTICED_IN_FEBRUARY
