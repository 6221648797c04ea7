"""The command line: a meeting from a file, a letter, a delegated decision; files that do not tell one."""

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from a_command import Quorate, a_copy
from an_essex_round import IN_COMMON, everybody_is_asked

from config.settings import CHECKOUT

EXAMPLE = re.findall(
    r"```toml\n(.*?)```", (CHECKOUT / "docs" / "recording-a-meeting.md").read_text(), re.DOTALL
)[0]
RECONVENED = ("southend-ccg-2020-02-27", "--body", "southend-ccg", "--at", "2020-02-27T13:30")
LETTER = ("decision", "strategy", "provide-board", "--evidence", "their letter", "--decided", "2020-01-29")
SIX = ("--present", "E3 N3", "--figures", "6-0")


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Quorate:
    """With the reconvened meeting called; for what is refused."""
    quorate = everybody_is_asked(tmp_path_factory.mktemp("essex"))
    assert quorate("meeting", "call", *RECONVENED).exit_code == 0
    return quorate


@pytest.fixture
def quorate(asked: Quorate, tmp_path: Path) -> Quorate:
    return a_copy(asked, tmp_path)


def written(folder: Path, text: str | bytes, name: str = "record.toml") -> str:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def rows(quorate: Quorate) -> dict[str, dict[str, Any]]:
    return {row["body"]: row for row in quorate.json("show", "strategy")["rows"]}


# --- a meeting ----------------------------------------------------------------------------


def test_the_example_of_the_document_is_recorded_as_it_says(quorate: Quorate, tmp_path: Path) -> None:
    said = quorate("record", written(tmp_path, EXAMPLE))
    assert said.exit_code == 0, said.output
    assert "Castle Point and Rochford CCG, strategy: approved." in said.stdout
    assert "Not quorate: 5 of 6 members; 2 of 3 clinicians." in said.stdout
    assert "Taken again on Thu 27 Feb 2020 1:30pm (southend-ccg-2020-02-27)." in said.stdout
    after = rows(quorate)
    assert after["castle-point-rochford-ccg"]["standing"] == "approved"
    assert after["castle-point-rochford-ccg"]["decided"] == "2020-01-30T15:50:00Z"
    assert after["southend-ccg"]["standing"] == "inquorate"


def test_asked_only_it_says_the_same_and_writes_nothing(quorate: Quorate, tmp_path: Path) -> None:
    before = quorate.json("ledger", "show")
    file = written(tmp_path, EXAMPLE)
    foreseen = quorate.json("record", file, "--dry-run")
    assert "Nothing was written." in quorate("record", file, "--dry-run").stdout
    assert quorate.json("ledger", "show") == before
    recorded = quorate.json("record", file)
    assert (foreseen["present"], foreseen["items"]) == (recorded["present"], recorded["items"])
    assert foreseen["present"] == {"castle-point-rochford-ccg": 8, "southend-ccg": 6}


def test_json_tells_the_same_as_toml(quorate: Quorate, tmp_path: Path) -> None:
    file = written(tmp_path, json.dumps(tomllib.loads(EXAMPLE), default=str), "record.json")
    assert quorate.json("record", file)["accepted"]
    assert rows(quorate)["southend-ccg"]["standing"] == "inquorate"


def test_a_record_under_a_key_is_made_once(quorate: Quorate, tmp_path: Path) -> None:
    once = ("record", written(tmp_path, EXAMPLE), "--key", "minutes-30-january")
    first, again = quorate.json(*once), quorate.json(*once)
    assert (first["already"], again["already"]) == (False, True)
    assert first["items"] == again["items"]


WHOLE = f"""
meeting = "{IN_COMMON}"
present = {{ castle-point-rochford-ccg = "O2 C4 L2", southend-ccg = "O2 C5 L3" }}
deputies = {{ "southend-ccg/chief-finance-officer" = "communications-director" }}
arrived = {{ "southend-ccg/gp-member-1" = 15:30:00 }}
left = {{ "southend-ccg/gp-member-1" = 14:10:00 }}
"""
DEFERRED = """
[[items]]
body = "southend-ccg"
matter = "strategy"
at = 15:50:00
limbs = ["defer"]
interests = [{ seat = "/lay-member-1", course = "stay-without-voting" }]
votes = { "/chair" = "for", "/gp-member-1" = "for", "/gp-member-2" = "against" }
asked_for = "the appendices"
"""


def test_who_went_out_and_came_back_was_there_when_the_item_was_reached(
    quorate: Quorate, tmp_path: Path
) -> None:
    text = WHOLE.replace(
        'deputies = { "southend-ccg/chief-finance-officer" = "communications-director" }', ""
    )
    told = quorate.json("record", written(tmp_path, text + DEFERRED))
    item, not_reached = told["items"]
    assert (not_reached["body"], not_reached["was_reached"]) == ("castle-point-rochford-ccg", False)
    assert (item["standing"], item["verbs"]) == ("deferred", ["defer"])
    assert item["counted"].startswith("Carried: 2 for, 1 against, 0 abstaining")
    assert item["meeting"] == "southend-ccg-2020-02-27", "called beside its calendar, and sooner"


def test_an_item_decided_meanwhile_is_a_task_and_the_rest_stands(quorate: Quorate, tmp_path: Path) -> None:
    quorate("withdraw", "strategy", "--reason", "not now")
    said = quorate("record", written(tmp_path, EXAMPLE))
    assert said.exit_code == 0
    assert "not recorded (matter-withdrawn), a task for the secretariat" in said.stdout


ALL = '\npresent = { castle-point-rochford-ccg = "O2 C4 L2", southend-ccg = "O2 C5 L3" }\n'
MINUTE = f'meeting = "{IN_COMMON}"{ALL}'
ITEM = '[[items]]\nmatter = "strategy"\nbody = "southend-ccg"\n'
CARRIED = 'limbs = ["approve"]\n'

REFUSED = [
    pytest.param(MINUTE.replace(IN_COMMON, "nowhere"), "no-such-meeting", id="not called"),
    pytest.param(MINUTE.replace(IN_COMMON, "design-group-2019-12-02"), "meeting-over", id="recorded before"),
    pytest.param(
        MINUTE.replace(IN_COMMON, "mse-trusts-2020-03-11"), "meeting-not-held-yet", id="not held yet"
    ),
    pytest.param(
        f'meeting = "{IN_COMMON}"\npresent = {{ eput-board = "E1" }}', "not-in-meeting", id="another body"
    ),
    pytest.param(
        WHOLE + ITEM + CARRIED + 'figures = "6-0"', "no-deputies", id="a deputy where none is allowed"
    ),
    pytest.param(
        MINUTE.replace("O2 C5", "O2 C2") + ITEM + CARRIED + 'figures = "6-0"', "inquorate", id="inquorate"
    ),
    pytest.param(
        MINUTE + ITEM + 'limbs = ["agree-the-draft"]\nfigures = "6-0"',
        "outside-powers",
        id="beyond its powers",
    ),
    pytest.param(MINUTE + ITEM, "no-decision", id="quorate, and nothing decided"),
    pytest.param(MINUTE + ITEM + CARRIED, "no-figures", id="no votes and no assent"),
    pytest.param(
        MINUTE + ITEM + CARRIED + 'figures = "9-2"', "more-votes-than-present", id="more votes than members"
    ),
    pytest.param(
        MINUTE + ITEM + CARRIED + 'figures = "2-0"\nvotes = { "/chair" = "for" }',
        "figures-differ",
        id="miscounted",
    ),
    pytest.param(
        MINUTE + ITEM + CARRIED + 'votes = { "/secondary-care-doctor" = "for" }',
        "vote-not-entitled",
        id="a vote of somebody who was not there",
    ),
    pytest.param(
        MINUTE
        + ITEM
        + CARRIED
        + 'votes = { "/chair" = "for" }\ninterests = [{ seat = "/chair", course = "leave" }]',
        "vote-not-entitled",
        id="a vote of somebody with an interest",
    ),
    pytest.param(
        MINUTE + ITEM + 'limbs = ["approve-subject-to"]\nfigures = "6-0"',
        "reason-missing",
        id="a condition unsaid",
    ),
    pytest.param(
        MINUTE + ITEM + 'limbs = ["defer"]\nfigures = "6-0"', "reason-missing", id="deferred, for nothing"
    ),
    pytest.param(
        MINUTE + ITEM + 'limbs = ["refuse"]\nfigures = "6-0"', "reason-missing", id="refused, unsaid"
    ),
    pytest.param(
        MINUTE + ITEM + 'limbs = ["defer"]\nfigures = "6-0"\nasked_for = "more"\nto = "nowhere"',
        "no-such-meeting",
        id="deferred to nowhere",
    ),
]


@pytest.mark.parametrize(("text", "code"), REFUSED)
@pytest.mark.parametrize("how", [(), ("--dry-run",)], ids=["recorded", "asked only"])
def test_what_the_rules_refuse_is_refused_with_its_code(
    asked: Quorate, tmp_path: Path, text: str, code: str, how: tuple[str, ...]
) -> None:
    file = written(tmp_path, text)
    assert asked("record", file, *how).stderr.startswith(f"Refused ({code}): ")


# --- files that tell nothing --------------------------------------------------------------


def too_large(folder: Path) -> str:
    return written(folder, "# " + "x" * 1_000_000)


NO_RECORD: list[Any] = [
    pytest.param(lambda folder: written(folder, "To whom it may concern:\n"), "TOML or JSON", id="a letter"),
    pytest.param(lambda folder: written(folder, b"%PDF-1.7\n\xff\xfe"), "no text", id="a PDF"),
    pytest.param(lambda folder: written(folder, '{"meeting": '), "expected JSON", id="half of a JSON file"),
    pytest.param(lambda folder: written(folder, '["meeting"]'), "a table with keys", id="a JSON list"),
    pytest.param(
        lambda folder: written(folder, '{"meeting": "a", "meeting": "b"}'), "stands twice", id="a key twice"
    ),
    pytest.param(lambda folder: written(folder, ""), "found nothing", id="an empty file"),
    pytest.param(lambda folder: written(folder, "[" * 200_000), "expected JSON", id="a pit of brackets"),
    pytest.param(too_large, "at most 1 MB", id="a file too large"),
    pytest.param(lambda folder: str(folder / "missing.toml"), "No such file", id="no file"),
    pytest.param(str, "directory", id="a folder"),
]


@pytest.mark.parametrize(("file", "words"), NO_RECORD)
def test_a_file_that_is_no_record_is_refused_clearly(
    asked: Quorate, tmp_path: Path, file: Callable[[Path], str], words: str
) -> None:
    said = asked("record", file(tmp_path))
    assert said.exit_code == 1
    assert said.stderr.startswith("Refused (faulty-record): 1 fault; nothing was recorded.")
    assert words in said.stderr
    assert "Traceback" not in said.output


FAULTY = """
meting = "x"
present = { southend-ccg = "C9", nobody = "K1", eput-board = 3, nelft-board = "Z1", provide-board = ["/x"] }
presiding = { essex-hwb = "/chair" }
arrived = { "southend-ccg/chair" = 15 }
deputies = { "southend-ccg/chair" = "a-stranger" }
items = [
    { body = "southend-ccg", matter = "no-such", limbs = ["aprove"], figures = "7", at = "late", to = "A B" },
    { body = "nobody", matter = "strategy", by_assent = "yes", wording = 3, votes = { "/chair" = "yes" } },
    { matter="strategy", body="eput-board", by_assent=true, figures="1-0", interests=[{ seat="x" }] },
    3,
]
"""
KEYS = """
meting | meeting | present.southend-ccg | present.nobody | present.eput-board | present.nelft-board
present.provide-board | presiding.essex-hwb | arrived.southend-ccg/chair | deputies.southend-ccg/chair
items[0].matter | items[0].limbs[0] | items[0].figures | items[0].at | items[0].to
items[1].body | items[1].by_assent | items[1].wording | items[1].votes./chair
items[2].by_assent | items[2].interests[0].course | items[3]
"""


def test_every_fault_of_a_file_is_told_at_once_by_key(asked: Quorate, tmp_path: Path) -> None:
    said = asked("record", written(tmp_path, FAULTY))
    assert said.exit_code == 1
    told = said.stderr.splitlines()[1:]
    assert {line.split(": expected ")[0] for line in told} == set(
        KEYS.replace("\n", " | ").strip(" |").split(" | ")
    )
    assert all("; found " in line for line in told)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        pytest.param(MINUTE + (ITEM + CARRIED) * 2, "items", id="an item told twice"),
        pytest.param(
            MINUTE.replace("O2 C5 L3", "/chair C6"), "present.southend-ccg", id="a seat counted twice"
        ),
        pytest.param(
            MINUTE + 'presiding = { southend-ccg = "/secondary-care-doctor" }',
            "presiding.southend-ccg",
            id="presided over by somebody who was not there",
        ),
        pytest.param(
            MINUTE + 'left = { "/chair" = 15:40:00 }',
            "left./chair",
            id="which of two chairs it was that left",
        ),
    ],
)
def test_what_contradicts_itself_is_told_by_key(asked: Quorate, tmp_path: Path, text: str, key: str) -> None:
    assert f"\n{key}: expected " in asked("record", written(tmp_path, text)).stderr


# --- letters, officers, information -------------------------------------------------------


def test_a_letter_is_recorded_as_of_the_day_the_body_decided(quorate: Quorate) -> None:
    said = quorate(*LETTER, *SIX, "--verb", "approve")
    assert said.exit_code == 0, said.output
    row = rows(quorate)["provide-board"]
    assert (row["standing"], row["decided"]) == ("approved", "2020-01-29T12:00:00Z")
    assert row["recorded"] > row["decided"]


def test_a_letter_is_recorded_from_a_file_too(quorate: Quorate, tmp_path: Path) -> None:
    said = ("decided = 2020-01-29T19:00:00", 'evidence = "their letter"', 'present = "E3 N3"')
    text = "\n".join((*said, 'limbs = ["approve"]', "by_assent = true"))
    file = written(tmp_path, text)
    assert quorate.json("decision", "strategy", "provide-board", file, "--dry-run")["number"] == 0
    assert quorate.json("decision", "strategy", "provide-board", file)["items"][0]["standing"] == "approved"
    assert rows(quorate)["provide-board"]["decided"] == "2020-01-29T19:00:00Z"


def test_a_vote_that_was_lost_is_said_to_be_lost(quorate: Quorate) -> None:
    outvoted = (*LETTER, "--present", "E3 N3", "--verb", "approve", "--figures", "2-4")
    said = quorate(*outvoted)
    assert said.stderr.startswith("Refused (figures-lose): ")
    assert "Lost: 2 for, 4 against" in said.stderr
    assert quorate.json(*outvoted, "--lost")["items"][0]["standing"] == "refused"


DECISIONS_REFUSED = [
    pytest.param((*LETTER, *SIX), "no-decision", id="no verb"),
    pytest.param((*LETTER, *SIX, "--verb", "advise"), "outside-powers", id="a verb it has not"),
    pytest.param((*LETTER, "--present", "E3 N3", "--verb", "approve"), "no-figures", id="no figures"),
    pytest.param(
        (*LETTER, "--figures", "6-0", "--verb", "approve"), "attendance-missing", id="nobody was there"
    ),
    pytest.param((*LETTER[:5], *SIX, "--verb", "approve"), "", id="today"),
    pytest.param((*LETTER[:-1], "2019-03-01", *SIX, "--verb", "approve"), "before-it-opened", id="long ago"),
    pytest.param((*LETTER[:-1], "2020-03-01", *SIX, "--verb", "approve"), "in-the-future", id="next month"),
    pytest.param(
        (*LETTER, *SIX, "--verb", "approve", "--officer", "/chief-executive"),
        "no-delegation",
        id="an officer",
    ),
    pytest.param((*LETTER[:3], *SIX, "--verb", "approve"), "faulty-record", id="no evidence"),
    pytest.param((*LETTER, "--present", "X1", "--verb", "approve"), "faulty-record", id="no such category"),
    pytest.param(
        (*LETTER, "--verb", "approve", "--consulted", "/nobody=2020-01-28"), "faulty-record", id="a stranger"
    ),
    pytest.param(
        ("decision", "strategy", "eput-board", *LETTER[3:], "--verb", "approve"),
        "decides-otherwise",
        id="a body that meets",
    ),
    pytest.param(
        ("decision", "strategy", "nobody", *LETTER[3:], "--verb", "approve"),
        "unknown-body",
        id="no such body",
    ),
    pytest.param(
        ("decision", "no-such", "provide-board", *LETTER[3:], "--verb", "approve"),
        "no-such-matter",
        id="no matter",
    ),
    pytest.param(
        (*LETTER, *SIX, "--verb", "approve", "--as", "eput-board.secretary"),
        "not-your-body",
        id="not their body",
    ),
]


@pytest.mark.parametrize(("words", "code"), DECISIONS_REFUSED)
def test_a_letter_is_tested_like_a_meeting(asked: Quorate, words: tuple[str, ...], code: str) -> None:
    told = asked.json(*words, "--dry-run", code=1 if code else 0)
    assert told["code"] == code


@pytest.mark.parametrize(
    "words",
    [
        pytest.param((*LETTER, "--verb", "dance"), id="a verb nobody knows"),
        pytest.param((*LETTER, "--verb", "approve", "--condition", "x"), id="a condition of nothing"),
        pytest.param(
            (*LETTER, "--verb", "approve", "--discharged-by", "/chair"), id="an officer of no condition"
        ),
        pytest.param((*LETTER, "--consulted", "somebody"), id="consulted on no day"),
        pytest.param((*LETTER[:-1], "recently"), id="on no day"),
        pytest.param((*LETTER[:3], "letter.toml", *LETTER[3:]), id="a file and options"),
    ],
)
def test_what_is_not_understood_ends_with_2(asked: Quorate, words: tuple[str, ...]) -> None:
    assert asked(*words).exit_code == 2


def test_a_decision_once_recorded_is_closed(quorate: Quorate) -> None:
    once = (*LETTER, *SIX, "--verb", "approve")
    quorate(*once)
    assert quorate.json(*once, code=1)["code"] == "item-closed"


def test_only_a_body_that_is_to_be_informed_is(asked: Quorate) -> None:
    assert asked.json("inform", "strategy", "chairs-group")["already"]
    assert asked.json("inform", "strategy", "eput-board", code=1)["code"] == "decides-otherwise"
