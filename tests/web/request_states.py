"""One request to one member, and what stands round every page: what the states of many pages are made of."""

from web.pages.parts import Fault, Form, Link, Part, Shell, SignOffRequest, Version

HASH = "9f3ab2c1" * 8
SHELL = Shell(
    partnership="Mid and South Essex Health and Care Partnership",
    notice="This copy is for practice: its clock stands at Friday 31 January 2020 and no letter leaves it.",
    contact="Secretariat of the Partnership, secretariat@partnership.example",
    links=(Link("Matters", "/"), Link("Outbox", "/outbox")),
)
VERSION = Version(
    title="Terms of reference of the System Finance Leaders Group",
    label="1.0",
    short_hash=HASH[:8],
    content_hash=HASH,
)


def a_form(action: str, *faults: Fault) -> Form:
    return Form(action=action, token="a" * 64, command="c-1", faults=faults)


PARTS = (
    Part("Terms of reference", "PDF, 120 KB", href="/sign-off/parts/terms", id="terms", sha256=HASH),
    Part("Appendix A: membership", "PDF, 40 KB", ask=a_form("/sign-off/parts/appendix-a")),
    Part("Appendix B: budget", "PDF, 1.2 MB", asked="You asked for this on Monday 3 February 2020."),
)
REQUEST = SignOffRequest(
    matter="Terms of reference of the System Finance Leaders Group",
    matter_href="/matters/finance-leaders",
    body="Partnership Board",
    seat="Healthwatch member, Partnership Board",
    asked_by="The Partnership's secretariat, for the Partnership Board",
    asked_for="to approve",
    due="Friday 14 February 2020 at 11:59pm, London time",
    if_nothing="Your silence is counted neither for nor against. The board decides without you.",
    version=VERSION,
    parts=PARTS,
    how_decided="13 of 24 must agree. One objection defeats it.",
)
