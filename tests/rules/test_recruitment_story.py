"""The record of a round: told from lines of the ledger alone, and never who a candidate is."""

from datetime import date
from typing import get_args

from a_post import ON_POST, PANEL, PARTICULARS, POST, ROUND, WHY, Filling, after_a_round, an_established_post

from models.commands import CorrectRecord
from models.events import ActRefused
from models.post_commands import (
    DecideRound,
    DeclarePanelInterest,
    OpenRound,
    PauseRound,
    ReachStage,
    ResumeRound,
    TellPartners,
    WithdrawRound,
)
from models.post_events import CandidateEntered, CandidatesErased, PostEvent, RoundOpened
from models.post_listings import PostExplained
from models.posts import RoundStage
from models.values import Text, texts_in
from rules.recruitment_story import TELLS, round_explained

KNOWS_ONE = "was their tutor"


def explained(filling: Filling, number: int = 1) -> PostExplained:
    names = {person: f"the {person}" for person in PANEL}
    told = round_explained(filling.definition, number, filling.register.lines, names)
    assert told is not None
    return told


def said(told: PostExplained, title: str) -> list[str]:
    return [each.words for section in told.record if section.title == title for each in section.said]


def test_every_event_of_a_round_has_its_sentence() -> None:
    events = get_args(PostEvent)
    of_a_round = events[events.index(RoundOpened) : events.index(CandidatesErased) + 1]
    assert set(of_a_round) <= set(TELLS)


def test_a_round_that_was_not_opened_has_no_record() -> None:
    filling = an_established_post()
    assert round_explained(filling.definition, 1, filling.register.lines, {}) is None


def test_what_was_refused_is_in_the_ledger_and_not_in_the_story_of_the_round() -> None:
    filling = after_a_round()
    told, lines = explained(filling), filling.register.lines
    refused = lines[-1].model_copy(
        update={"stream": ROUND, "event": ActRefused(command="decide-round", code="round-closed")}
    )
    lines.append(refused)
    assert explained(filling).story == told.story


def test_nobody_chosen_is_said_with_the_quorum_of_those_without_an_interest_g37() -> None:
    filling = an_established_post()
    filling.open_round()
    filling.interview()
    filling.does(ROUND, DeclarePanelInterest(person=PANEL[1], nature=Text.of(KNOWS_ONE)))
    filling.does(ROUND, DecideRound(present=PANEL, reason=WHY))
    told = explained(filling)
    assert told.answer == (
        "Round 1 for the Harbour Master is closed on Monday 6 January 2020: nobody was appointed. "
        "2 of the panel decided; its quorum is 2."
    )
    assert "the panel-lay declared an interest in a candidate, and took no part." in said(told, "Who decided")


def test_a_round_in_its_course_says_where_it_is() -> None:
    filling = an_established_post()
    filling.open_round()
    filling.does(ROUND, PauseRound(reason=Text.of("the pandemic")))
    assert explained(filling).answer == (
        "Round 1 for the Harbour Master is paused since Monday 6 January 2020, at: nothing reached yet."
    )
    filling.does(ROUND, ResumeRound(reason=Text.of("it is over")))
    assert said(explained(filling), "What became of it") == ["It is open, at: nothing reached yet."]
    assert said(explained(filling), "Who decided") == ["No panel was set."]


def test_a_last_day_for_applications_is_past_only_once_it_has_passed() -> None:
    filling = an_established_post()
    filling.open_round()
    filling.does(ROUND, ReachStage(stage=RoundStage.ADVERTISED, closes=date(2020, 3, 20)))
    assert said(explained(filling), "How it went")[-1] == (
        "The last day for applications is Friday 20 March 2020."
    )
    filling.does(ROUND, PauseRound(reason=Text.of("the pandemic")))
    assert said(explained(filling), "How it went")[-1] == (
        "The last day for applications was to be Friday 20 March 2020."
    )
    filling.does(ROUND, ResumeRound(reason=Text.of("it is over")))
    filling.until(ROUND, "close-applications")
    assert said(explained(filling), "How it went")[-1] == (
        "The last day for applications was Friday 20 March 2020."
    )


def test_a_withdrawn_round_says_why_and_the_next_one_follows_it() -> None:
    filling = an_established_post()
    filling.open_round()
    filling.does(ROUND, WithdrawRound(reason=Text.of("it is not wanted")))
    assert said(explained(filling), "What became of it") == [
        "It was withdrawn on Monday 6 January 2020, for the reason quoted."
    ]
    filling.does(f"recruitment/{POST}/2", OpenRound(post=POST, number=2))
    assert "It is a new round that follows round 1, opened on Monday 6 January 2020." in said(
        explained(filling, 2), "What it was for"
    )


def test_what_was_told_of_another_round_is_no_part_of_the_record() -> None:
    filling = after_a_round()
    second = filling.open_round(2)
    filling.does(second, WithdrawRound(reason=Text.of("it is not wanted")))
    filling.does(ON_POST, TellPartners(subject="round-2-withdrawn", words=Text.of("no change")))
    followed = said(explained(filling), "What followed")
    assert followed == ["The forecast given on Monday 6 January 2020 was overtaken."]
    assert said(explained(filling, 2), "What followed") == [
        "On Monday 6 January 2020 3 partners were told that it was withdrawn, in the words quoted."
    ]


def test_what_a_candidate_should_have_been_called_is_corrected_and_not_repeated() -> None:
    filling = after_a_round()
    lines = filling.register.lines
    entered = next(line.number for line in lines if isinstance(line.event, CandidateEntered))
    opened = next(line.number for line in lines if isinstance(line.event, RoundOpened))
    about_one = CorrectRecord(number=entered, words=Text.of(PARTICULARS))
    about_the_round = CorrectRecord(number=opened, words=Text.of("it was opened at ten"))
    filling.does(ROUND, about_one, about_the_round)
    told = explained(filling)
    corrected = {each.words: each.quoted for each in told.story if each.words.endswith("was corrected")}
    assert corrected[f"Line {entered} was corrected"] is None
    assert corrected[f"Line {opened} was corrected"] is not None
    assert about_one.words.digest not in {text.digest for text in texts_in(told)}
