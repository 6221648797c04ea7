"""The page of a matter before all its bodies, in every state it can be in: as view models."""

from dataclasses import replace

from models.values import Standing
from tests.web.request_states import HASH, PARTS, SHELL, VERSION
from web.pages import presenters
from web.pages.parts import Link, MatrixRow, Note, Owed, Particulars, Row
from web.pages.views import MatrixPage, Page


def a_row(number: int, standing: Standing) -> MatrixRow:
    is_over = presenters.letter(standing) not in presenters.UNFINISHED
    return MatrixRow(
        code=f"R{number}",
        body="Basildon and Thurrock University Hospitals NHS Foundation Trust board",
        owes="to approve, at a meeting",
        said="Agreed without a division; two concerns answered, not conditions."
        if is_over
        else "Nothing yet",
        tag=presenters.tag(standing),
        letter=presenters.letter(standing),
        version=presenters.version_words("1.0", HASH) if is_over else "None yet",
        decided="Thursday 6 February 2020" if is_over else "Not yet",
        recorded="Monday 10 February 2020" if is_over else "Not yet",
        what_next="Nothing more to do" if is_over else "Decides at its meeting in common",
        when_next="" if is_over else "Wednesday 11 March 2020",
        is_late=number == 2,
        href=f"/matters/strategy/bodies/body-{number}" if number % 5 else "",
    )


ROWS = tuple(a_row(number, standing) for number, standing in enumerate((*Standing, *Standing), start=1))[:23]
MATRIX = MatrixPage(
    title="Five-year strategy and delivery plan",
    version=replace(VERSION, title="Five-year strategy and delivery plan 2019 to 2024"),
    standing="9 of 19 required approvals are in. It can be approved by all on Thursday 12 March 2020.",
    as_of="Friday 31 January 2020 at 9am, London time",
    picture=presenters.picture(ROWS),
    rows=ROWS,
    not_agreed="Not agreed by all: Thurrock CCG governing body refused on Wednesday 26 February 2020.",
    files=(replace(PARTS[0], href="/documents/" + HASH), PARTS[1]),
    late=("Basildon board met on Thursday 6 February 2020, not yet on the record: owed by its secretary",),
    awaited=(Row("Partnership Board", "6 of 24 have answered, closes Friday 14 February 2020 at 11:59pm"),),
    particulars=(
        Particulars(
            "Southend board",
            (
                Row("Not decided", "Thursday 6 February 2020: Not quorate; 5 of 6 members."),
                Row("Decision", "“Resolved: that the plan be approved & published.”"),
            ),
        ),
    ),
    corrections=("Entry 3 of the record, “matter held”, was corrected: “On <Monday>, not Tuesday.”",),
    owed=(
        Owed("To bring the finance annex back", "by the end of March 2020", "Open"),
        Owed("To publish the easy read", "Friday 24 January 2020", "Late", is_late=True),
    ),
    why=Link("Why it is approved, or why not yet", "/matters/strategy/why"),
    changes=Link("What changed from version 1.0 to 1.1", "/matters/strategy/changes/1.0/1.1"),
    windows=("From Monday 23 March 2020 to Thursday 7 May 2020 nothing is published.",),
    policy="All 19 are asked by the Partnership's own choice, not by law; only its board may vary this.",
    notes=(Note("On hold", "Held on Friday 31 January 2020 while the finance annex is corrected."),),
    shell=SHELL,
)

MATRIX_STATES: dict[str, Page] = {
    "matrix": MATRIX,
    "matrix-before-anyone-is-asked": replace(
        MATRIX,
        rows=(),
        picture=presenters.picture(()),
        notes=(),
        policy="",
        not_agreed="",
        files=(),
        late=(),
        awaited=(),
        particulars=(),
        corrections=(),
        owed=(),
        windows=(),
    ),
}
