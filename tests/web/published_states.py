"""The page of a published text in every state it can be in, as view models."""

from dataclasses import replace

from models.values import Standing
from web.pages import presenters
from web.pages.parts import Approver, Download, Link, Row, Shell, Version
from web.pages.views import Page, PublishedPage

HASH = "9f3ab2c1" * 8

PUBLISHED = PublishedPage(
    title="Five-year strategy and delivery plan 2019 to 2024",
    version=Version("Five-year strategy and delivery plan 2019 to 2024", "1.1", HASH[:8], HASH),
    day="Thursday 30 April 2020",
    by="Independent Chair",
    full=(
        Download("Part 1: our strategy", "PDF, 1.2 MB", "/published/strategy/part-1", HASH),
        Download(
            "Part 2: delivery of the NHS Long Term Plan", "PDF, 2.4 MB", "/published/strategy/part-2", HASH
        ),
    ),
    bodies=tuple(
        Approver(
            "Basildon and Thurrock University Hospitals NHS Foundation Trust board",
            f"{presenters.tag(standing).words}. No objection to 1.1.",
            "1.0",
            "Wednesday 11 March 2020",
        )
        for standing in Standing
    ),
    summary=(Download("Summary", "PDF, 80 KB", "/published/strategy/summary", HASH),),
    on_request=("Appendices", "Finance, activity and workforce submission"),
    ask="Secretariat of the Partnership, secretariat@partnership.example",
    pending=("What the chair of Mid Essex CCG decided is to be ratified on Thursday 30 July 2020.",),
    without=("It went ahead without Thurrock ICP, which refused on Wednesday 1 April 2020.",),
    promises=(
        Row(
            "“The plan is published in <January>.”",
            "Kept late, on Thursday 30 April 2020, 90 days after Friday 31 January 2020.",
        ),
    ),
    matter_href="/matters/strategy",
    shell=Shell(partnership="Mid and South Essex Health and Care Partnership", links=(Link("Matters", "/"),)),
)

PUBLISHED_STATES: dict[str, Page] = {
    "published": PUBLISHED,
    "published-in-one-part": replace(
        PUBLISHED,
        by="",
        full=PUBLISHED.full[:1],
        summary=(),
        on_request=(),
        pending=(),
        without=(),
        promises=(),
    ),
}
