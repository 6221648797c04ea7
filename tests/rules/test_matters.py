"""A matter as a whole: adopted half run, held, papers on request, comments, windows, corrections."""

from datetime import date

import pytest
from a_register import Register
from a_round import APPROVAL, MATTER, SECRETARIAT, SPONSOR, VERSION, before_everybody, essex, on, stream

from models.commands import (
    BarPublishing,
    Command,
    CorrectRecord,
    FinishAdoption,
    HoldMatter,
    LogComment,
    OpenMatter,
    OpenStage,
    RaiseConcern,
    RefusePapers,
    ReleaseMatter,
    RequestPapers,
    SendPapers,
    WithdrawWindow,
)
from models.letters import LetterKind
from models.partnership import Partnership, Window
from models.values import Standing, Text
from rules.waits import approval_wait
from rules.windows import first_unbarred, windows_on

PROGRAMME = "programme/mid-and-south-essex"


def test_nineteen_are_required_and_scrutiny_is_not() -> None:
    register = before_everybody()
    required = [
        asked for asked in register.approval(MATTER).asked_so_far if asked.required and asked.ask == "approve"
    ]
    assert len(required) == 19


def test_while_a_matter_is_being_taken_over_nobody_is_written_to() -> None:
    register = Register(essex(), at=on(2020, 1, 31))
    opened = OpenMatter(matter=MATTER, version=VERSION, adopting=True)
    assert register.do(APPROVAL, opened, SPONSOR, happened=on(2019, 7, 8)) == "done"
    stage = OpenStage(stage="preparation")
    assert register.do(APPROVAL, stage, SECRETARIAT, happened=on(2019, 7, 8)) == "done"
    assert register.told == []
    assert approval_wait(register.approval(MATTER), register.definition).next_stage is None
    assert register.do(APPROVAL, FinishAdoption(), SECRETARIAT) == "done"
    assert register.do(APPROVAL, FinishAdoption(), SECRETARIAT) == "not-adopting"


def test_nothing_happens_in_the_future() -> None:
    register = Register(essex(), at=on(2020, 1, 31))
    opened = OpenMatter(matter=MATTER, version=VERSION)
    assert register.do(APPROVAL, opened, SPONSOR, happened=on(2020, 2, 1)) == "in-the-future"


def test_a_held_matter_waits_and_a_released_one_goes_on() -> None:
    register = before_everybody()
    assert register.do(APPROVAL, ReleaseMatter(reason="x"), SPONSOR) == "matter-not-held"
    assert register.do(APPROVAL, HoldMatter(reason="x"), SPONSOR) == "done"
    assert register.do(APPROVAL, HoldMatter(reason="x"), SPONSOR) == "matter-held"
    assert register.do(APPROVAL, ReleaseMatter(reason="x"), SPONSOR) == "done"


def test_comments_are_logged_and_never_count() -> None:
    register = before_everybody()
    before = register.approval(MATTER).outcomes
    assert register.do(APPROVAL, LogComment(body="eput-board", words="more staff"), SPONSOR) == "done"
    assert register.do(APPROVAL, LogComment(body="nelft-board"), SPONSOR) == "done"
    assert register.do(APPROVAL, LogComment(body="nelft-committee"), SPONSOR) == "not-on-route"
    approval = register.approval(MATTER)
    assert [comment.words is None for comment in approval.comments] == [False, True]
    assert approval.outcomes == before


def test_papers_on_request_are_asked_for_sent_or_refused_for_each_requester() -> None:
    register = before_everybody()
    asked = RequestPapers(body="southend-hwb", parts=("appendices",))
    assert register.do(APPROVAL, asked, "southend-hwb.secretary") == "done"
    assert register.do(APPROVAL, asked, "southend-hwb.secretary") == "nothing"
    assert register.do(APPROVAL, asked, "eput-board.secretary") == "done"
    assert register.do(APPROVAL, SendPapers(request="p1"), SECRETARIAT) == "done"
    assert register.do(APPROVAL, SendPapers(request="p1"), SECRETARIAT) == "request-closed"
    assert register.do(APPROVAL, RefusePapers(request="p2", reason="restricted"), SECRETARIAT) == "done"
    assert register.told[-1].kind is LetterKind.PAPERS_REFUSED


@pytest.mark.parametrize(("parts", "code"), [(("part-1",), "part-enclosed"), (("part-9",), "unknown-part")])
def test_only_parts_that_are_on_request_can_be_asked_for(parts: tuple[str, ...], code: str) -> None:
    register = before_everybody()
    asked = RequestPapers(body="southend-hwb", parts=parts)
    assert register.do(APPROVAL, asked, "southend-hwb.secretary") == code


def test_a_scrutiny_query_is_a_concern_with_its_questions_and_decides_nothing() -> None:
    register = before_everybody()
    query = RaiseConcern(words="local challenges and inequalities", questions=2)
    assert register.do(stream("essex-hosc"), query, SECRETARIAT) == "done"
    scrutiny = register.sign_off(MATTER, "essex-hosc", VERSION)
    assert (scrutiny.concerns["c1"].questions, scrutiny.standing) == (2, Standing.WAITING)


def test_a_window_bars_publishing_on_its_days_until_it_is_withdrawn() -> None:
    register = Register(essex(), at=on(2019, 11, 1))
    bar = BarPublishing(
        window="election", first=date(2019, 11, 6), last=date(2019, 12, 12), reason=Text.of("pre-election")
    )
    assert register.do(PROGRAMME, bar, SECRETARIAT) == "done"
    partnership = register.known().partnership
    days = [date(2019, 11, 5), date(2019, 11, 6), date(2019, 12, 12), date(2019, 12, 13)]
    assert [bool(windows_on(partnership, day)) for day in days] == [False, True, True, False]
    assert register.do(PROGRAMME, WithdrawWindow(window="election"), SECRETARIAT) == "done"
    assert windows_on(register.known().partnership, days[1]) == ()


def test_the_first_day_after_windows_that_follow_on_one_another_is_found_by_their_ends() -> None:
    """Were it sought day by day, a window until the year 9998 would keep everybody waiting for seconds."""
    windows = {
        "first": Window(first=date(2020, 4, 1), last=date(2020, 4, 30)),
        "next": Window(first=date(2020, 5, 1), last=date(9998, 12, 31)),
        "off": Window(first=date(9999, 1, 1), last=date(9999, 1, 2), is_withdrawn=True),
    }
    partnership = Partnership(windows=windows)
    free = [first_unbarred(partnership, day) for day in (date(2020, 3, 31), date(2020, 4, 1))]
    assert free == [date(2020, 3, 31), date(9999, 1, 1)]


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (WithdrawWindow(window="none"), "unknown-window"),
        (
            BarPublishing(window="w", first=date(2020, 2, 2), last=date(2020, 2, 1), reason="x"),
            "window-backwards",
        ),
        (
            BarPublishing(window="w", first=date(2020, 2, 2), last=date(2021, 11, 2), reason="x"),
            "window-too-far",
        ),
        (
            BarPublishing(window="w", first=date(2020, 2, 2), last=date(9999, 12, 31), reason="x"),
            "window-too-far",
        ),
        (BarPublishing(window="w", first=date(2020, 2, 2), last=date(2021, 11, 1), reason="x"), "done"),
    ],
)
def test_a_window_that_cannot_be_or_ends_more_than_two_years_ahead_is_refused(
    command: Command, code: str
) -> None:
    assert Register(essex(), at=on(2019, 11, 1)).do(PROGRAMME, command, SECRETARIAT) == code


def test_a_correction_is_a_further_line_that_names_the_first() -> None:
    register = before_everybody()
    number = next(line.number for line in register.lines if line.stream == APPROVAL)
    before = list(register.lines)
    corrected = CorrectRecord(number=number, words="'independent' should read 'joint'")
    assert register.do(APPROVAL, corrected, SECRETARIAT) == "done"
    assert register.lines[:-1] == before
    assert register.do(APPROVAL, CorrectRecord(number=9999, words="x"), SECRETARIAT) == "unknown-line"
