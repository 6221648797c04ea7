"""Each thing that can be wrong with a definition is named by file and key, all of them at once."""

import re
import shutil
from datetime import date
from itertools import cycle
from pathlib import Path

import pytest
from faulty_compositions import FAULTS_OF_COMPOSITIONS
from faulty_definitions import FAULTS, HOUSING, MSE, Edit, add, replace
from faulty_executives import FAULTS_OF_EXECUTIVES
from faulty_posts import FAULTS_OF_POSTS, SOUND, posts

from config.loading import FaultyDefinition, check, compare, load
from models.posts import RoundStage
from models.programme import Definition


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HOUSING, tmp_path / "federation"))


@pytest.mark.parametrize(
    ("edit", "file", "key"), [*FAULTS, *FAULTS_OF_COMPOSITIONS, *FAULTS_OF_EXECUTIVES, *FAULTS_OF_POSTS]
)
def test_a_fault_is_named_by_file_and_key_and_brings_no_others(
    folder: Path, edit: Edit, file: str, key: str
) -> None:
    edit(folder)
    assert [(fault.file, fault.key) for fault in check(folder)] == [(file, key)]
    with pytest.raises(FaultyDefinition):
        load(folder)


ODD = ('""', "-1", "true", "[]", "{}", "[[{}]]", "2020-01-01", "10:00:00", "nan", '"/x"', '"../x"')


@pytest.mark.parametrize("file", sorted(HOUSING.glob("*.toml")), ids=lambda file: file.name)
def test_no_value_wherever_it_stands_brings_more_than_faults(folder: Path, file: Path) -> None:
    text = file.read_text("utf-8")
    for value, odd in zip(re.finditer(r'"[^"]*"|\{[^{}]*\}|(?<== )\d+', text), cycle(ODD), strict=False):
        (folder / file.name).write_text(text[: value.start()] + odd + text[value.end() :], "utf-8")
        for fault in check(folder):
            assert fault.file
            assert fault.expected


def test_every_fault_is_reported_at_once(folder: Path) -> None:
    replace("bodies.toml", 'chair = "convener"', 'chair = "duke"')(folder)
    replace("rules.toml", "agreeing = 3", "agreeing = 4")(folder)
    replace("people.toml", "convener@brae", "convener at brae")(folder)
    add("places.toml", "[x")(folder)
    assert {fault.file for fault in check(folder)} == {
        "bodies.toml",
        "rules.toml",
        "people.toml",
        "places.toml",
    }


def test_a_fault_says_what_was_expected_and_what_was_found(folder: Path) -> None:
    replace("meetings.toml", "day = 2024-09-07", "day = 2024-09-08")(folder)
    (fault,) = check(folder)
    assert fault.expected == "a day on which federation-council may meet: Saturday"
    assert fault.found == "Sunday 8 September 2024"
    assert str(fault).startswith("meetings.toml, meetings[0].day: expected a day on which")


@pytest.mark.parametrize("name", ["nowhere", "federation/people.toml"])
def test_what_is_no_folder_is_a_fault(folder: Path, name: str) -> None:
    assert [fault.expected for fault in check(folder.parent / name)] == ["a folder of TOML files"]


def test_the_people_of_seats_need_a_way_to_be_called(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(MSE, tmp_path / "mse"))
    replace("people.toml", "{seat}.{body}@", "{surname}@")(copy)
    assert [(fault.file, fault.key) for fault in check(copy)] == [("people.toml", "for_each_seat")]


def test_g34_a_row_of_holders_without_a_person_says_that_the_seat_is_vacant_then(folder: Path) -> None:
    rows = "holders = [{ since = 2024-06-01, until = 2024-08-31 }]"
    replace("bodies.toml", 'held_by = "convener" }', f'held_by = "convener", {rows} }}')(folder)
    assert check(folder) == ()
    council = load(folder).definition.body("federation-council")
    assert council is not None
    held = [council.seats[0].held_on(date(2024, month, 1)).held_by for month in (5, 6, 8, 9)]
    assert held == ["convener", None, None, "convener"]


# --- what loading would change ------------------------------------------------------------


@pytest.fixture
def housing() -> Definition:
    return load(HOUSING).definition


def test_loading_the_same_again_changes_nothing(housing: Definition) -> None:
    assert compare(housing, housing) == ()


def test_a_first_loading_says_how_much_there_is(housing: Definition) -> None:
    assert re.search(r"is a new partnership: .*4 bodies", compare(None, housing)[0])


def test_what_loading_would_change_is_said_in_words(folder: Path, housing: Definition) -> None:
    replace("bodies.toml", 'short = "Brae"', 'short = "Brae members"')(folder)
    replace("rules.toml", "agreeing = 3", "agreeing = 2")(folder)
    replace("meetings.toml", "day = 2024-09-07", "day = 2024-09-14")(folder)
    changed: Definition = load(folder).definition
    assert compare(housing, changed) == (
        "Changed rule-set: in-writing (written).",
        "Changed body: brae-members (short from “Brae” to “Brae members”).",
        "New meeting: federation-council-2024-09-14.",
        "No longer there: meeting federation-council-2024-09-07.",
    )


def test_a_post_that_comes_changes_or_goes_is_said_like_everything_else(
    folder: Path, housing: Definition
) -> None:
    posts(SOUND)(folder)
    with_one: Definition = load(folder).definition
    assert compare(housing, with_one) == ("New post: convener-in-common.",)
    assert compare(with_one, housing) == ("No longer there: post convener-in-common.",)
    posts(SOUND.replace("Convener in common", "Common convener"))(folder)
    assert compare(with_one, load(folder).definition) == (
        "Changed post: convener-in-common (title from “Convener in common” to “Common convener”).",
    )


def test_a_sound_post_has_no_fault_and_a_folder_without_posts_has_none(
    folder: Path, housing: Definition
) -> None:
    assert housing.posts == ()
    posts(SOUND)(folder)
    assert check(folder) == ()
    (post,) = load(folder).definition.posts
    assert post.id == "convener-in-common"
    assert post.sign_off is not None
    assert (post.sign_off.by, post.sign_off.working_days) == ("tenant-2", 10)
    assert post.omitted == {RoundStage.CHECKED: "The members know each other."}
