"""What is told from the ledger, as every record and every answer to why lays it out."""

from collections.abc import Iterable

from services.quoting import SectionRead, StoryLine
from web.pages import presenters
from web.pages.why_views import Happened, Part, Said


def parts(record: Iterable[SectionRead]) -> tuple[Part, ...]:
    return tuple(
        Part(each.title, tuple(Said(said.words, said.quoted) for said in each.said)) for each in record
    )


def happened(story: Iterable[StoryLine]) -> tuple[Happened, ...]:
    return tuple(
        Happened(
            presenters.moment(each.happened), f"{each.words.rstrip('.')}.", each.quoted, str(each.number)
        )
        for each in story
    )
