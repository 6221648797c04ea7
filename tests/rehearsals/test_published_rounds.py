"""A publication in a rehearsal: the gate opens on the real workflow, a day is set, a promise ends late."""

import shutil
from pathlib import Path

import pytest
from faulty_definitions import MSE, replace

from models.publication_commands import AnswerComment, Publish, SetPublicationDate
from rehearsal.reading import read
from rehearsal.steps import Step
from tests.rehearsals.a_played_round import run
from tests.rehearsals.test_faulty_rehearsals import faults

ROUND = """
programme = "definition"
matter = "finance-group-terms"
starts = 2020-02-03T09:00:00

[[step]]
id = "promised"
at = 2020-02-03T09:30:00
do = "open-obligation"
obligation = "pr1"
sort = "promise"
matter = "finance-group-terms"
owner = "programme-director"
words = "The terms are on the website this week."
due = 2020-02-07
promised_to = ["independent-chair"]

[[step]]
id = "asked"
at = 2020-02-03T10:00:00
by = "programme-director"
do = "open-matter"
version = "1.0"
expect = [{ matter = "finance-group-terms", is_complete = false }]

[[step]]
id = "heard"
at = 2020-02-03T11:00:00
do = "log-comment"
body = "chairs-group"
words = "Say who pays."

[[step]]
id = "too soon"
at = 2020-02-03T12:00:00
do = "publish"
version = "1.0"
refused = "gate-shut"

[[step]]
id = "informed"
at = 2020-02-04T10:00:00
do = "inform-body"
body = "chairs-group"
expect = [
    { matter = "finance-group-terms", unanswered = 1, is_complete = true },
    { letters = [{ kind = "gate-opened", to = "programme-director" }] },
]

[[step]]
id = "barred"
at = 2020-02-05
do = "bar-publishing"
window = "purdah"
first = 2020-02-05
last = 2020-02-09
reason = "A by-election."

[[expect]]
at = 2020-02-10T09:00:00
matter = "finance-group-terms"
gate_opened = 2020-02-10T00:00:00

[[step]]
id = "dated"
at = 2020-02-10T10:00:00
by = "programme-director"
do = "set-publication-date"
day = 2020-02-12
expect = [
    { matter = "finance-group-terms", to_be_published = 2020-02-12 },
    { letters = [{ kind = "publication-dated", to = "independent-chair" }] },
    { obligation = "pr1", stage = "late" },
]

[[step]]
id = "answered"
at = 2020-02-11
do = "answer-comment"
body = "chairs-group"
words = "Section 4 says so now."
expect = [{ matter = "finance-group-terms", unanswered = 0 }]

[[step]]
id = "published"
at = 2020-02-12T10:00:00
by = "programme-director"
do = "publish"
version = "1.0"
keeps = ["pr1"]
expect = [
    { matter = "finance-group-terms", published = "1.0", published_on = 2020-02-12 },
    { obligation = "pr1", stage = "kept-late", ended = 2020-02-12 },
    { letters = [{ kind = "published", to = "independent-chair" }, { kind = "published", count = 2 }] },
]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The terms of reference, as of a group that is only informed of them before they are published."""
    folder = Path(shutil.copytree(MSE, tmp_path / "definition"))
    asks = '{ bodies = ["partnership-board"], ask = "approve", by = "written" }'
    informed = '{ bodies = ["chairs-group"], ask = "be-informed", by = "letter" }'
    replace("matters.toml", f"asks = [{asks}]", f"asks = [{informed}]")(folder)
    published = '[finance-group-terms.publication]\nfull = ["terms"]\n\n[finance-group-terms.route]\n'
    replace("matters.toml", "[finance-group-terms.route]\n", published)(folder)
    path = tmp_path / "round.toml"
    path.write_text(ROUND)
    return path


def test_a_round_goes_from_the_gate_to_the_page(file: Path, tmp_path: Path) -> None:
    ran = run(file, tmp_path)
    assert ran.unmet() == set()
    assert ran.report.expectations > 15
    told = [words for each in ran.report.timeline for words in each.words]
    assert "finance-group-terms may be published in version 1.0" in told
    assert "finance-group-terms is to be published on Wednesday 12 February 2020" in told
    assert "finance-group-terms is published in version 1.0" in told


def test_what_is_expected_wrongly_is_found_out(file: Path, tmp_path: Path) -> None:
    wrong = ROUND.replace("gate_opened = 2020-02-10T00:00:00", "gate_opened = 2020-02-09T00:00:00")
    file.write_text(wrong.replace('published = "1.0"', 'published = "1.1"'))
    found = {(about, key) for _, about, key in run(file, tmp_path).unmet()}
    assert found == {
        ("matter finance-group-terms", "gate_opened"),
        ("matter finance-group-terms", "published"),
    }


def test_each_step_says_what_its_command_needs(file: Path) -> None:
    commands = [each.command for each in read(file).moments if isinstance(each, Step)]
    for kind in (SetPublicationDate, Publish, AnswerComment):
        assert any(isinstance(each, kind) for each in commands)
    assert commands[-1] == Publish(version="1.0", keeps=("pr1",))


def test_a_promise_that_nobody_made_is_a_fault(file: Path) -> None:
    said = faults(file.parent, ROUND.replace('keeps = ["pr1"]', 'keeps = ["pr9"]'))
    assert any("keeps: expected something promised or owed" in fault for fault in said)
