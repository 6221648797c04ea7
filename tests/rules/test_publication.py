"""From the gate to the public page: it opens by itself, a person sets the day, what was agreed goes out."""

from datetime import date, timedelta

import pytest
from a_partnership import DIRECTOR, SECRETARY, SPONSOR
from a_plan_to_publish import (
    NORTH,
    OPENS,
    PROMISED_TO,
    SOUTH,
    THE_DAY,
    WEST,
    WHY,
    act,
    agreed,
    amended,
    asked,
    on_its_day,
    opened,
    promise,
    publish,
    wait_of,
    windows_end,
)
from a_register import Register
from a_round import expect, on
from an_amended_plan import APPROVAL, HASHES, MATTER, OWNER, WATCHER, decided, issued, of

from models.commands import (
    AskAgain,
    BarPublishing,
    HoldMatter,
    LogComment,
    RaiseConcern,
    ReleaseMatter,
    WithdrawConcern,
    WithdrawMatter,
    WithdrawWindow,
)
from models.dates import When
from models.events import Recorded
from models.folding import is_open
from models.letters import LetterKind
from models.obligation import ObligationStage
from models.publication_commands import AnswerComment, OpenGate, SetPublicationDate
from models.publication_events import GateOpened, MatterPublished, PartOf
from models.values import ChangeClass, ObligationSort, Text, Verb, digest_of
from rules.deciding import decide
from rules.gate import gate

PROGRAMME = "programme/harbour"
BARRED = BarPublishing(window="elections", first=date(2020, 4, 28), last=date(2020, 5, 7), reason=WHY)


def openings(register: Register) -> list[Recorded]:
    return [line for line in register.lines if isinstance(line.event, GateOpened)]


def told(register: Register, kind: LetterKind) -> list[str]:
    return [notice.to for notice in register.told if notice.kind is kind]


# --- the gate opens -----------------------------------------------------------------------


def test_the_workflow_waits_for_the_moment_after_the_last_window_and_opens_the_gate_then() -> None:
    register = windows_end(amended())
    register.at = OPENS + timedelta(days=2)
    step = wait_of(register).next_step
    assert step is not None
    assert (step.at, step.command) == (OPENS, OpenGate(version="1.1", due=OPENS))
    expect(register.do(APPROVAL, step.command))
    (line,) = openings(register)
    assert (line.happened, line.recorded) == (OPENS, register.at), "late, and of the moment it opened"
    assert gate(register.known(), register.approval(MATTER)).since == OPENS
    assert wait_of(register).next_step is None


def test_sponsor_and_director_are_told_that_it_is_open() -> None:
    register = opened(windows_end(amended()))
    assert told(register, LetterKind.GATE_OPENED) == [SPONSOR, DIRECTOR]


def test_until_it_is_published_its_workflow_waits_on() -> None:
    register = opened(windows_end(amended()))
    assert register.approval(MATTER).is_complete
    assert not wait_of(register).is_over
    assert is_open(register.approval(MATTER))
    expect(act(on_its_day(register), publish()))
    assert wait_of(register).is_over
    assert not is_open(register.approval(MATTER))


def test_what_is_not_to_be_published_is_over_when_it_is_complete() -> None:
    register = agreed(publication=None)
    assert wait_of(register).is_over
    assert wait_of(register).next_step is None
    assert act(register, SetPublicationDate(day=THE_DAY)) == "not-to-be-published"
    assert act(register, publish("1.0")) == "not-to-be-published"


def test_asked_before_its_instant_it_stays_shut_and_says_when() -> None:
    register = agreed()
    barred = BARRED.model_copy(update={"first": date(2020, 4, 1)})
    expect(register.do(PROGRAMME, barred, SECRETARY))
    step = wait_of(register).next_step
    assert step is not None
    assert step.at == on(2020, 5, 7, 23), "after the last barred day"
    assert register.do(APPROVAL, step.command) == "not-yet"


@pytest.mark.parametrize(
    "command",
    [OpenGate(version="1.0", due=OPENS), OpenGate(version="1.1", due=OPENS + timedelta(hours=1))],
    ids=["of another version", "of another instant"],
)
def test_a_due_command_that_was_overtaken_does_nothing(command: OpenGate) -> None:
    register = windows_end(amended())
    assert register.do(APPROVAL, command) == "nothing"


def test_it_opens_again_after_a_hold_and_is_told_again() -> None:
    register = opened(windows_end(amended()))
    expect(act(register, HoldMatter(reason=WHY)))
    assert wait_of(register).next_step is None
    register.at += timedelta(days=3)
    expect(act(register, ReleaseMatter(reason=WHY)))
    opened(register)
    assert [line.happened for line in openings(register)] == [OPENS, register.at]


def test_it_opens_again_after_days_on_which_publishing_was_barred() -> None:
    register = opened(windows_end(amended()))
    expect(register.do(PROGRAMME, BARRED, SECRETARY))
    opened(register)
    assert [line.happened for line in openings(register)] == [OPENS, on(2020, 5, 7, 23)]


def test_a_window_that_is_withdrawn_opens_nothing_a_second_time() -> None:
    register = opened(windows_end(amended()))
    expect(register.do(PROGRAMME, BARRED, SECRETARY))
    expect(register.do(PROGRAMME, WithdrawWindow(window="elections"), SECRETARY))
    assert wait_of(register).next_step is None


def test_what_a_body_does_that_nothing_waits_for_opens_nothing_a_second_time() -> None:
    register = asked(waits_for_the_watchers=False)
    for body in (OWNER, NORTH, SOUTH, WEST):
        decided(register, body)
    opened(register)
    register.at += timedelta(hours=1)
    decided(register, WATCHER, Verb.NOTE)
    assert wait_of(register).next_step is None
    assert gate(register.known(), register.approval(MATTER)).since == openings(register)[0].happened


def test_a_new_version_begins_anew() -> None:
    register = on_its_day(opened(windows_end(amended())))
    expect(act(register, issued(ChangeClass.EDITORIAL, version="1.2")))
    assert register.approval(MATTER).publishing.day is None
    assert act(register, publish("1.2")) == "no-publication-date"
    opened(register)
    assert [line.happened for line in openings(register)] == [OPENS, register.at], "not before it was issued"


# --- the day ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2020, 4, 20), "publication-in-the-past"),
        (date(2020, 4, 21), "done"),
        (date(2020, 4, 28), "day-barred"),
        (date(2020, 5, 7), "day-barred"),
        (date(2020, 5, 8), "done"),
    ],
    ids=["yesterday", "today", "the first barred day", "the last barred day", "the day after"],
)
def test_which_days_may_be_set(day: date, code: str) -> None:
    register = opened(windows_end(amended()))
    expect(register.do(PROGRAMME, BARRED, SECRETARY))
    assert act(register, SetPublicationDate(day=day)) == code


def test_no_day_is_set_while_the_gate_is_shut() -> None:
    assert act(amended(), SetPublicationDate(day=THE_DAY)) == "gate-shut"


def test_the_day_may_be_changed_and_the_same_day_again_says_nothing() -> None:
    register = opened(windows_end(amended()))
    expect(act(register, SetPublicationDate(day=THE_DAY)))
    assert act(register, SetPublicationDate(day=THE_DAY)) == "nothing"
    expect(act(register, SetPublicationDate(day=date(2020, 5, 1))))
    assert register.approval(MATTER).publishing.day == date(2020, 5, 1)


def test_those_to_whom_anything_is_promised_are_told_the_day_once() -> None:
    register = amended()
    promise(register, "pr1", When.on(date(2020, 4, 10)))
    promise(register, "pr4", When.unknown("shortly"))
    register = opened(windows_end(register))
    expect(act(register, SetPublicationDate(day=THE_DAY, keeps=("pr4",))))
    assert told(register, LetterKind.PUBLICATION_DATED) == [PROMISED_TO]
    assert register.obligation("pr4").stage is ObligationStage.KEPT, "G56: that the day would be told"


# --- publishing ---------------------------------------------------------------------------


def test_the_full_text_and_its_summary_go_out_by_the_hash_of_their_bytes() -> None:
    register = on_its_day(opened(windows_end(amended())))
    expect(act(register, publish()))
    (event,) = [line.event for line in register.lines if isinstance(line.event, MatterPublished)]
    assert (event.version, event.content_hash, event.day) == ("1.1", HASHES["1.1"], THE_DAY)
    assert [(each.part, each.of, each.sha256) for each in event.parts] == [
        ("plan", PartOf.FULL, digest_of("pdf")),
        ("summary", PartOf.SUMMARY, digest_of("summary")),
    ], "never what is on request"
    published = register.approval(MATTER).publishing.published
    assert published is not None
    assert (published.by, published.happened) == (SPONSOR, register.at)


def refusal(register: Register, version: str = "1.1") -> tuple[str, str]:
    found = decide(register.known(), APPROVAL, publish(version))
    return getattr(found, "code", ""), getattr(found, "words", "")


def test_publishing_a_version_that_the_gate_does_not_allow_says_what_it_waits_for() -> None:
    code, words = refusal(amended())
    until = "may object to version 1.1 until Monday 20 April 2020 at 11:59pm"
    assert code == "gate-shut"
    assert words == (
        f"Version 1.1 may not be published yet. It waits for this: South-Board {until}; West-Board {until}."
    )


def test_publishing_a_version_that_is_not_under_decision_says_which_is() -> None:
    code, words = refusal(on_its_day(opened(windows_end(amended()))), "1.0")
    assert code == "another-version"
    assert words.startswith("Version 1.1 is under decision, and no other may be published.")


def hold(register: Register) -> None:
    expect(act(register, HoldMatter(reason=WHY)))


def bar(register: Register) -> None:
    expect(register.do(PROGRAMME, BARRED, SECRETARY))


def ask_again(register: Register) -> None:
    expect(act(register, issued(ChangeClass.MATERIAL, version="1.2")))


@pytest.mark.parametrize(
    ("happens", "version"), [(hold, "1.1"), (bar, "1.1"), (ask_again, "1.2")], ids=["hold", "bar", "new text"]
)
def test_what_shuts_the_gate_again_on_the_very_day_keeps_the_text_in(happens: object, version: str) -> None:
    register = on_its_day(opened(windows_end(amended())))
    happens(register)  # type: ignore[operator]  # one of the three above
    assert act(register, publish(version)) == "gate-shut"


def test_an_objection_that_stands_keeps_it_in_until_it_is_withdrawn() -> None:
    register = amended()
    objection = RaiseConcern(words=WHY, objects=True)
    expect(register.do(of(WEST, "1.1"), objection, f"{WEST}-clerk"))
    windows_end(register)
    assert wait_of(register).next_step is None
    assert act(register, SetPublicationDate(day=THE_DAY)) == "gate-shut"
    expect(register.do(of(WEST, "1.1"), WithdrawConcern(concern="c1"), f"{WEST}-clerk"))
    expect(act(on_its_day(opened(register)), publish()))


def test_nothing_goes_out_before_a_day_is_set_nor_before_that_day() -> None:
    register = opened(windows_end(amended()))
    assert act(register, publish()) == "no-publication-date"
    expect(act(register, SetPublicationDate(day=THE_DAY)))
    register.at = on(2020, 4, 29, 22)
    assert act(register, publish()) == "before-publication-date"
    register.at = on(2020, 4, 29, 23)
    assert act(register, publish()) == "done", "midnight in London"


def test_it_may_be_reported_later_but_never_of_a_day_before_the_gate_opened() -> None:
    register = opened(windows_end(amended()))
    expect(act(register, SetPublicationDate(day=date(2020, 4, 21))))
    register.at = on(2020, 5, 4)
    early = register.do(APPROVAL, publish(), SPONSOR, happened=on(2020, 4, 20, 12))
    assert early == "before-the-gate"
    expect(register.do(APPROVAL, publish(), SPONSOR, happened=on(2020, 4, 30, 10)))
    published = register.approval(MATTER).publishing.published
    assert published is not None
    assert published.day == THE_DAY


def test_pressing_twice_publishes_once_and_nothing_is_changed_after() -> None:
    register = on_its_day(opened(windows_end(amended())))
    expect(act(register, publish()))
    assert act(register, publish()) == "nothing"
    later = (HoldMatter(reason=WHY), WithdrawMatter(reason=WHY), AskAgain(body=OWNER, reason=WHY))
    for command in (*later, issued(ChangeClass.MATERIAL, version="1.2"), SetPublicationDate(day=THE_DAY)):
        assert act(register, command) == "matter-published"
    assert wait_of(register).next_step is None


def test_a_version_without_a_part_that_is_to_be_published_stays_in() -> None:
    register = on_its_day(opened(windows_end(amended())))
    (document,) = register.definition.documents
    bare = [each.model_copy(update={"parts": each.parts[:1]}) for each in document.versions]
    documents = (document.model_copy(update={"versions": tuple(bare)}),)
    definition = register.definition.model_copy(update={"documents": documents})
    register.loaded = register.loaded.model_copy(update={"definition": definition})
    assert act(register, publish()) == "part-missing"


# --- promises (G56) -----------------------------------------------------------------------


def test_a_promise_and_a_target_are_kept_in_the_same_act_and_late_in_the_open() -> None:
    register = amended()
    promise(register, "pr1", When.on(date(2020, 4, 10)))
    promise(register, "target", When.on(date(2020, 4, 10)), ObligationSort.TARGET)
    promise(register, "pr2", When.on(date(2020, 4, 30)))
    register = on_its_day(opened(windows_end(register)))
    before = len(register.lines)
    expect(act(register, publish("1.1", "pr1", "target", "pr2")))
    stages = {name: register.obligation(name).stage for name in ("pr1", "target", "pr2")}
    assert stages == {
        "pr1": ObligationStage.KEPT_LATE,
        "target": ObligationStage.KEPT_LATE,
        "pr2": ObligationStage.KEPT,
    }
    assert {line.happened for line in register.lines[before:] if line.event.kind == "obligation-slipped"} == {
        on(2020, 4, 10, 22) + timedelta(minutes=59)
    }, "on the record as of the last minute of its day, though no workflow had come to say so"
    assert told(register, LetterKind.OBLIGATION_SLIPPED) == [], "that it was late is told with its being kept"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("nothing", "no-such-obligation"),
        ("kept", "obligation-closed"),
        ("action", "not-kept-by-this"),
        (f"{MATTER}.{NORTH}.condition-1", "obligation-closed"),
    ],
)
def test_what_publishing_cannot_keep(name: str, code: str) -> None:
    register = amended()
    promise(register, "kept", When.unknown("shortly"))
    promise(register, "action", When.unknown("shortly"), ObligationSort.ACTION)
    register = opened(windows_end(register))
    expect(act(register, SetPublicationDate(day=THE_DAY, keeps=("kept",))))
    register.at = on(2020, 4, 30, 9)
    assert act(register, publish("1.1", name)) == code


# --- comments -----------------------------------------------------------------------------


def heard() -> Register:
    register = asked()
    for body, words in ((NORTH, "too long"), (NORTH, "too dear"), (SOUTH, None)):
        expect(act(register, LogComment(body=body, words=Text.of(words) if words else None)))
    return register


def test_an_answer_is_to_all_that_the_body_has_said() -> None:
    register = heard()
    assert act(register, AnswerComment(body=SOUTH, words=WHY)) == "no-comment-there"
    expect(act(register, AnswerComment(body=NORTH, words=WHY)))
    assert [each.answer == WHY for each in register.approval(MATTER).comments] == [True, True, False]
    assert act(register, AnswerComment(body=NORTH, words=WHY)) == "comment-answered"
    expect(act(register, LogComment(body=NORTH, words=Text.of("and late"))))
    expect(act(register, AnswerComment(body=NORTH, words=Text.of("it is early"))))
    assert told(register, LetterKind.COMMENT_ANSWERED) == [], "told when it is published"


def test_everybody_is_told_once_that_it_is_published_and_of_a_later_answer() -> None:
    register = amended()
    expect(act(register, LogComment(body=WEST, words=Text.of("too long"))))
    promise(register, "pr1", When.on(THE_DAY))
    promise(register, "pr5", When.unknown("shortly"))
    register = on_its_day(opened(windows_end(register)))
    expect(act(register, publish("1.1", "pr1")))
    others = [f"{body}-clerk" for body in (NORTH, SOUTH, WEST, WATCHER)]
    owners = [f"{OWNER}-clerk", f"{OWNER}.chair"]
    assert told(register, LetterKind.PUBLISHED) == [*owners, *others, PROMISED_TO]
    expect(act(register, AnswerComment(body=WEST, words=Text.of("it is shorter"))))
    assert told(register, LetterKind.COMMENT_ANSWERED) == [f"{WEST}-clerk"]
