"""Two small posts filled in every way the joint officer's was not, on the real workflows (G66-G74)."""

from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

from models.commands import Command
from models.post_commands import PostCommand
from rehearsal.steps import DONE_BY_TIME, Step
from tests.rehearsals.a_played_round import FILLING, Ran, run

OF_POSTS = {"post", "recruitment", "appointment"}
TYPED = ("Folder 1 of the harbour masters", "They were my pupil", "Ice on the river", "certificate")


def test_the_round_goes_as_expected(filling: Ran) -> None:
    assert filling.report.unmet == ()
    assert filling.report.is_as_expected


def test_everything_that_can_be_asked_around_a_post_is_played(filling: Ran, officer: Ran) -> None:
    """Here or with the joint officer; what time does is seen by what it brings."""
    played: set[type[Command]] = {
        type(each.moment.command)
        for ran in (filling, officer)
        for each in ran.played
        if isinstance(each.moment, Step) and not each.moment.refused
    }
    assert set(get_args(PostCommand)) - DONE_BY_TIME - played == set()


def test_no_history_holds_what_was_typed_or_a_reference_of_a_candidate(filling: Ran) -> None:
    of_posts = [each for id_, each in filling.histories.items() if id_.split("/")[0] in OF_POSTS and each]
    assert len(of_posts) > 5
    told = (*TYPED, '"c-1"', '"p-1"', "new-master", "first-interim")
    assert [words for words in told for each in of_posts if words.encode() in each] == []


# --- really altered -----------------------------------------------------------------------

ALTERED = {
    "a stage is left out without a word": (
        'reason = "They were heard on the post last year."',
        'reason = " "',
    ),
    "the pilots hear of another turn": ('subject = "round-1-withdrawn"', 'subject = "round-1-fell-through"'),
    "the other candidate goes": ('reference = "c-2"\nexpect', 'reference = "c-1"\nexpect'),
}

ROUND = "round 1 of harbour-master"

NOTICED = {
    ("step 16", "the step", "outcome"),
    ("step 16", ROUND, "omitted"),
    ("step 18", "the step", "outcome"),
    ("step 18", "post pilot", "told"),
    ("step 18", "letters", "kind partners-told to pilots-association"),
    ("step 19", "the step", "outcome"),
    ("step 22", "the step", "outcome"),
    ("step 22", ROUND, "outcome"),
    ("step 26", "the step", "outcome"),
    ("step 26", ROUND, "fell_through"),
    ("step 26", "forecast 1 of harbour-master", "overtaken"),
    ("step 26", "post harbour-master", "dependants"),
    ("step 26", "letters", "kind round-fell-through to recruiter"),
}


def test_a_january_played_with_its_steps_altered_says_what_is_otherwise(tmp_path: Path) -> None:
    text = FILLING.read_text()
    for what, (written, instead) in ALTERED.items():
        assert written in text, what
        text = text.replace(written, instead, 1)
    path = tmp_path / "altered.toml"
    path.write_text(text)
    assert run(path, tmp_path, until=datetime(2021, 1, 30, tzinfo=UTC)).unmet() >= NOTICED
