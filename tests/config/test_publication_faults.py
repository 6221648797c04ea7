"""What a definition says of a publication is held against its document before anything is loaded."""

import shutil
from pathlib import Path

import pytest
from faulty_definitions import HOUSING, MSE, Edit, add, both, replace

from config.loading import check, load

ANNEX = replace(
    "documents.toml",
    'file = "documents/repairs-promise.pdf" }]',
    'file = "documents/repairs-promise.pdf" },\n'
    '{ id = "annex", title = "Annex", file = "documents/repairs-promise.pdf", on_request = true }]',
)


def saying(words: str) -> Edit:
    return add("matters.toml", f"[repairs-promise.publication]\n{words}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HOUSING, tmp_path / "federation"))


def test_the_strategy_ends_in_a_full_text_and_a_summary_and_the_terms_in_none() -> None:
    plans = {plan.id: plan.publication for plan in load(MSE).definition.matters}
    strategy = plans["strategy"]
    assert strategy is not None
    assert (strategy.full, strategy.summary) == (("part-1", "part-2"), ("summary",))
    assert plans["finance-group-terms"] is None


def test_a_publication_of_what_the_document_has_is_in_order(folder: Path) -> None:
    saying('full = ["promise"]')(folder)
    assert check(folder) == ()


@pytest.mark.parametrize(
    ("edit", "key", "found"),
    [
        pytest.param(saying('full = ["promis"]'), "", "no part promis", id="a part that no version has"),
        pytest.param(
            saying('full = ["promise"]\nsummary = ["promise"]'), "", "promise twice", id="a part twice"
        ),
        pytest.param(
            both(ANNEX, saying('full = ["promise"]\nsummary = ["annex"]')),
            "",
            "annex, which is on request",
            id="a part that is on request",
        ),
        pytest.param(saying("full = []"), ".full", "[]", id="no part at all"),
        pytest.param(saying('summary = ["promise"]'), ".full", "nothing", id="only a summary"),
        pytest.param(saying('full = ["promise"]\nweb = true'), ".web", "true", id="an unknown key"),
    ],
)
def test_a_fault_of_a_publication_is_named(folder: Path, edit: Edit, key: str, found: str) -> None:
    edit(folder)
    (fault,) = check(folder)
    assert (fault.file, fault.key) == ("matters.toml", f"repairs-promise.publication{key}")
    assert found.lower() in fault.found.lower()
