"""Records and packs on paper: numbered pages of A4, with their words on them and no way about the site."""

import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.web.post_states import LONG as POST
from tests.web.test_web_accessibility import CHROMIUM, _browser, served
from tests.web.why_states import LONG

pytestmark = pytest.mark.timeout(120)

__all__ = ["_browser", "served"]
"""A page served to a real browser, as for the tests of accessibility; loudly skipped without one."""

A4 = (595, 842)


def printed(served: str, state: str, tmp_path: Path) -> PdfReader:
    paper = tmp_path / "record.pdf"
    subprocess.run(  # noqa: S603  the browser, by its path
        [
            str(CHROMIUM),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={tmp_path / 'profile'}",
            "--no-pdf-header-footer",
            f"--print-to-pdf={paper}",
            f"{served}/{state}",
        ],
        check=True,
        capture_output=True,
        timeout=100,
    )
    return PdfReader(paper)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        pytest.param("decision-record", ("Decision record", LONG), id="the decision record of a body"),
        pytest.param(
            "recruitment-pack",
            ("Recruitment pack", POST, "Longlisted Left out: few <are> expected"),
            id="the pack of a round of recruitment",
        ),
        pytest.param(
            "round-record",
            ("Decision record", POST, "none <met> the standard"),
            id="the record of a round of recruitment",
        ),
        pytest.param(
            "appointment-record",
            ("Decision record", POST, "the <form>"),
            id="the record of an appointment",
        ),
    ],
)
def test_it_is_printed_on_numbered_pages_without_the_ways_about(
    served: str, tmp_path: Path, state: str, said: tuple[str, ...]
) -> None:
    paper = printed(served, state, tmp_path)
    size = paper.pages[0].mediabox
    assert (round(size.width), round(size.height)) == A4
    text = " ".join(" ".join(page.extract_text().split()) for page in paper.pages)
    assert [each for each in said if each not in text] == []
    assert f"Page 1 of {len(paper.pages)}" in text
    assert text.count("When, in London time") <= 1, "a table on paper has its headings once, not in each row"
    for way in (
        "Accessibility statement",
        "The matter before all its bodies",
        "Printed, this page",
        "as it stands",
    ):
        assert way not in text, way
