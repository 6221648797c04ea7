"""The record of a round or of an appointment as a page to print."""

from services.post_records import PostRecord
from web.pages import presenters
from web.pages.parts import Link, Shell
from web.pages.post_views import PostRecordPage
from web.pages.told import happened, parts


def record_page(told: PostRecord, title: str, note: str, back: Link, shell: Shell) -> PostRecordPage:
    return PostRecordPage(
        title=title,
        post=told.title,
        answer=told.answer,
        note=note,
        as_of=presenters.due(told.as_of),
        parts=parts(told.record),
        happened=happened(told.story),
        back=back,
        shell=shell,
    )
