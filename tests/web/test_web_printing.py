"""A decision record on paper: numbered pages of A4, with the record on them and no way about the site."""

import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.web.test_web_accessibility import CHROMIUM, _browser, served
from tests.web.why_states import LONG

pytestmark = pytest.mark.timeout(120)

__all__ = ["_browser", "served"]
"""A page served to a real browser, as for the tests of accessibility; loudly skipped without one."""

A4 = (595, 842)


@pytest.fixture
def printed(served: str, tmp_path: Path) -> PdfReader:
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
            f"{served}/decision-record",
        ],
        check=True,
        capture_output=True,
        timeout=100,
    )
    return PdfReader(paper)


def test_a_decision_record_is_printed_on_numbered_pages_without_the_ways_about(printed: PdfReader) -> None:
    size = printed.pages[0].mediabox
    assert (round(size.width), round(size.height)) == A4
    text = " ".join(" ".join(page.extract_text().split()) for page in printed.pages)
    assert "Decision record" in text
    assert LONG in text
    assert f"Page 1 of {len(printed.pages)}" in text
    for way in ("Accessibility statement", "The matter before all its bodies", "Printed, this page"):
        assert way not in text, way
