"""A file that is no rehearsal: every fault at once, by step and key, and nothing is played."""

import re
from pathlib import Path

import pytest

from config.settings import CHECKOUT
from models.commands import AdjournMeeting, ItemRecord, RecordMeeting
from rehearsal.expected import SUBJECTS, LetterExpected
from rehearsal.reading import FaultyRehearsal, read
from rehearsal.steps import ADDRESSED, BY_LETTER, SENT_TO, STEPS, Step, sent_to
from tests.rehearsals.a_played_round import FINANCE, OFFICER, STRATEGY

HEAD = """
programme = "config/programmes/mid-and-south-essex"
matter = "strategy"
starts = 2020-01-22T09:00:00
"""

RECORDED = """
[[step]]
id = "A10"
at = 2020-01-22T18:40:00
by = "southend-hwb.secretary"
do = "record-meeting"
meeting = "southend-hwb-2020-01-22"
attendance = "K4 O2 H2 P1"
items = [{ limbs = ["defer"], votes = "7-2", at = 17:40:00, asked_for = "The appendices." }]
"""

EXPECTED = """
[[step.expect]]
body = "southend-hwb"
standing = "deferred"
"""


def faults(path: Path, text: str) -> list[str]:
    file = path / "round.toml"
    file.write_text(text)
    with pytest.raises(FaultyRehearsal) as faulty:
        read(file)
    return [str(fault) for fault in faulty.value.faults]


@pytest.mark.parametrize("path", [STRATEGY, FINANCE, OFFICER], ids=lambda path: path.stem)
def test_the_sample_rounds_have_no_fault(path: Path) -> None:
    assert read(path).moments


def test_a_definition_lies_beside_the_file_or_in_the_checkout(tmp_path: Path) -> None:
    (tmp_path / "round.toml").write_text(HEAD + RECORDED)
    assert len(read(tmp_path / "round.toml").moments) == 1


def test_an_adjournment_tells_of_its_sitting_as_a_record_does(tmp_path: Path) -> None:
    adjourned = RECORDED.replace("record-meeting", "adjourn-meeting").replace(
        "attendance", "record.attendance"
    )
    adjourned = adjourned.replace("items", "record.items") + 'starts = 2020-01-29T17:00:00\nreason = "snow"\n'
    (tmp_path / "round.toml").write_text(HEAD + RECORDED)
    (tmp_path / "again.toml").write_text(HEAD + adjourned)
    (recorded,), (broken_off,) = (read(tmp_path / each).moments for each in ("round.toml", "again.toml"))
    assert isinstance(recorded, Step)
    assert isinstance(broken_off, Step)
    assert isinstance(recorded.command, RecordMeeting)
    assert isinstance(broken_off.command, AdjournMeeting)
    assert broken_off.command.record is not None
    assert broken_off.command.record.attendance == recorded.command.attendance
    assert [told_in(each) for each in broken_off.command.record.items] == [
        told_in(each) for each in recorded.command.items
    ]


def told_in(item: ItemRecord) -> tuple[object, ...]:
    """Without its words, whose digests differ from reading to reading."""
    decision = item.decision
    return (item.body, item.matter, decision.at, decision.figures, [each.verb for each in decision.limbs])


ONE_FAULT = [
    ("starts", "starts = 2020-01-22T09:00:00", 'begins = "now"', "begins: expected no such key"),
    ("starts missing", "starts = 2020-01-22T09:00:00", "", "starts: expected a value"),
    ("unknown kind", '"record-meeting"', '"hold-a-party"', "step 1 (A10), do: expected one of"),
    ("what time does", '"record-meeting"', '"slip-obligation"', "step 1 (A10), do: expected one of"),
    ("unknown key", "attendance", "attendence", "step 1 (A10), attendence: expected no such key"),
    ("unknown meeting", "hwb-2020-01-22", "hwb-2020-01-23", "step 1 (A10), meeting: expected a meeting"),
    ("unknown person", "hwb.secretary", "hwb.treasurer", "step 1 (A10), by: expected a person"),
    ("unknown category", "K4", "Z4", "step 1 (A10): expected a category of this body"),
    ("more than there are seats", "K4", "K9", "step 1 (A10): expected at most the 5 seats"),
    ("unknown verb", '"defer"', '"postpone"', "step 1 (A10), items[0].decision.limbs[0].verb"),
    ("votes in words", '"7-2"', '"most"', "step 1 (A10): expected votes such as 7-2"),
    ("a time that is none", "17:40:00", '"teatime"', "step 1 (A10), items[0].decision.at"),
    ("a word for a day", "at = 2020-01-22T18:40:00", 'at = "soon"', "step 1 (A10), at: expected a date"),
    ("before the clock", "01-22T18:40", "01-21T18:40", "step 1 (A10), at: expected a time after"),
    (
        "a refusal that is no word",
        'id = "A10"',
        'id = "A10"\nrefused = 3',
        "step 1 (A10), refused: expected a word",
    ),
    ("by letter", '"southend-hwb.secretary"', '"letter"', "step 1 (A10), by: expected letter only for"),
    (
        "an outcome later",
        'id = "A10"',
        'id = "A10"\nhappened = 2020-02-01',
        "happened: expected a day no later",
    ),
    ("no such standing", '"deferred"', '"happy"', "expect body southend-hwb, standing: expected"),
    ("unknown body", 'body = "southend-hwb"', 'body = "leigh-hwb"', "body: expected a body of the programme"),
    ("nothing expected", 'standing = "deferred"', "", "expect body southend-hwb: expected something"),
    ("no subject", 'body = "southend-hwb"', "", "step 1 (A10), expect: expected one of request, body"),
    ("of a wrong type", 'standing = "deferred"', 'holds = "yes"', "holds: expected a valid boolean"),
    ("no definition", "mid-and-south-essex", "atlantis", "programme: expected a definition without faults"),
    ("no TOML", 'id = "A10"', "id = A10", "expected TOML"),
]


@pytest.mark.parametrize(
    ("written", "instead", "said"), [each[1:] for each in ONE_FAULT], ids=[each[0] for each in ONE_FAULT]
)
def test_each_fault_is_named_with_its_step_and_key(
    tmp_path: Path, written: str, instead: str, said: str
) -> None:
    whole = HEAD + RECORDED + EXPECTED
    assert written in whole
    assert any(said in fault for fault in faults(tmp_path, whole.replace(written, instead))), said


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    text = HEAD + RECORDED.replace('"7-2"', '"most"') + RECORDED.replace('"record-meeting"', '"dance"')
    text += RECORDED.replace("18:40:00", "18:00:00").replace("southend-hwb.secretary", "nobody")
    found = faults(tmp_path, text + EXPECTED.replace('"deferred"', '"happy"'))
    assert [re.split(r":| \(", fault.removeprefix("round.toml, "))[0] for fault in found] == [
        "step 1",
        "step 2",
        "step 3",
        "step 3",
        "step 3",
    ]


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(FaultyRehearsal):
        read(tmp_path / "none.toml")


def test_a_meeting_and_an_obligation_may_be_named_once_a_step_has_brought_them(tmp_path: Path) -> None:
    owed = '[[step]]\nat = 2020-01-23\ndo = "discharge"\nobligation = "pr9"\nevidence = "Done."\n'
    assert any("opened by an earlier step" in fault for fault in faults(tmp_path, HEAD + owed))
    opened = """
[[step]]
at = 2020-01-22
do = "open-obligation"
obligation = "pr9"
sort = "promise"
owner = "independent-chair"
words = "Soon."
due = "shortly"
"""
    (tmp_path / "round.toml").write_text(HEAD + opened + owed)
    assert len(read(tmp_path / "round.toml").moments) == 2


def test_every_step_is_sent_somewhere() -> None:
    assert {kind for kinds in SENT_TO.values() for kind in kinds} == set(STEPS.values())
    assert all(sent_to(kind) in ADDRESSED for kind in STEPS.values())
    assert set(STEPS.values()) > BY_LETTER


def test_every_step_and_everything_that_can_be_expected_is_documented() -> None:
    text = (CHECKOUT / "docs" / "rehearsal-format.md").read_text()
    keys = {key for model in (*SUBJECTS.values(), LetterExpected) for key in model.model_fields}
    assert [each for each in sorted({*STEPS, *keys}) if f"`{each}`" not in text] == []
