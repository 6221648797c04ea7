"""What a member is asked, in words: by whom, on which text, by when, and how the body decides."""

from collections.abc import Mapping
from dataclasses import replace

from services.request_values import PartRead, RequestRead
from web.pages import presenters, written_rule
from web.pages.parts import Changes, Form, Link, Part, SignOffRequest, Version


def asked(read: RequestRead, ask: Mapping[str, Form] | None = None) -> SignOffRequest:
    """`ask` holds the forms with which parts that are not enclosed are asked for."""
    return SignOffRequest(
        matter=read.title,
        matter_href=f"/matters/{read.matter}",
        body=read.body,
        seat=f"{read.seat}, as their deputy" if read.for_another else read.seat,
        asked_by=read.asked_by,
        asked_for=presenters.asked_for(read.ask),
        due=due(read),
        how_decided=how_decided(read),
        if_nothing=written_rule.silence(read.rule) if read.rule else "",
        version=Version(
            title=read.document,
            label=read.version,
            short_hash=presenters.short_hash(read.content_hash),
            content_hash=read.content_hash,
        ),
        parts=tuple(_part(part, (ask or {}).get(part.id)) for part in read.parts),
        changes=_changes(read),
    )


def due(read: RequestRead) -> str:
    return presenters.closes(read.deadline) if read.deadline else "No closing time is set"


def how_decided(read: RequestRead) -> str:
    if read.rule is None:
        return ""
    settled = written_rule.settled(read.rule, presenters.closes(read.deadline)) if read.deadline else ""
    return f"{written_rule.threshold(read.rule)} {settled}".strip()


def _changes(read: RequestRead) -> Changes | None:
    if read.since is None:
        return None
    before, after = read.since.before, read.since.after
    return Changes(
        title=f"What changed since version {before}",
        parts=tuple(f"{each.title}: {presenters.part_change(each.how)}" for each in read.since.parts),
        link=Link(
            f"See the words that changed from version {before} to {after}",
            f"/matters/{read.matter}/changes/{before}/{after}",
        ),
    )


def _part(part: PartRead, ask: Form | None) -> Part:
    about = presenters.about_file(part.size) if part.size else "PDF"
    named = Part(part.title, about, id=part.id, sha256=part.sha256 or "")
    if part.sha256 and not part.on_request:
        return replace(named, href=f"/documents/{part.sha256}")
    if part.asked is None:
        return replace(named, ask=ask, asked="Not enclosed.")
    became = f"You asked for this on {presenters.moment(part.asked)}."
    if part.ended:
        became += f" It was {'refused' if part.is_refused else 'sent'} on {presenters.moment(part.ended)}."
    return replace(named, ask=ask if part.ended else None, asked=became)
