"""What must hold between the pieces of a definition: ids, references, dates, codes and succession."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import chain, combinations
from typing import Any, Protocol

from config.checking_posts import faults_in_posts
from config.checking_rules import faults_in_rules
from config.expanding import Draft
from config.holidays import REGIONS
from config.reading import Entry, Fault, Kind
from models.organisations import Code, Organisation
from models.programme import Body


def faults_in(draft: Draft) -> Iterator[Fault]:
    """Every fault that shows only when entries and files are compared with each other."""
    return chain(
        *(check(draft) for check in _CHECKS),
        faults_in_rules(draft),
        faults_in_posts(draft),
    )


# --- ids ----------------------------------------------------------------------------------


def _ids_are_unique(draft: Draft) -> Iterator[Fault]:
    for entries in _by_kind(draft).values():
        first: dict[str, Entry[Any]] = {}
        for entry in entries:
            other = first.setdefault(entry.id, entry)
            if other is not entry and entry.id:
                yield entry.fault("", "an id of its own", f"{entry.id}, also in {other.file}")


def _ids_within_an_entry_are_unique(draft: Draft) -> Iterator[Fault]:
    for body in draft.bodies:
        if body.value:
            yield from _twice(body, "seats", (seat.id for seat in body.value.seats))
    for meeting in draft.meetings:
        if meeting.value:
            yield from _twice(meeting, "bodies", meeting.value.bodies)
    for document in draft.documents:
        for number, version in enumerate(document.value.versions if document.value else ()):
            parts = (part.id for part in version.parts)
            yield from _twice(document, f"versions[{number}].parts", parts)
        versions = document.value.versions if document.value else ()
        yield from _twice(document, "versions", (version.label for version in versions))
    for matter in draft.matters:
        stages = matter.value.route.stages if matter.value else ()
        yield from _twice(matter, "route.stages", (stage.id for stage in stages))
        asked = (ask.body for stage in stages for ask in stage.asks)
        yield from _twice(matter, "route.stages", asked)


def _twice(entry: Entry[Any], key: str, ids: Iterable[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            yield entry.fault(key, "each of them once", f"{each} twice")
        seen.add(each)


def _body_codes_are_unique(draft: Draft) -> Iterator[Fault]:
    coded = [each for each in draft.bodies if each.value and each.value.code]
    for one, other in combinations(coded, 2):
        if one.value and other.value and one.value.code == other.value.code and _meet(one.value, other.value):
            yield other.fault("code", "a code no other body has then", f"{other.value.code}, also {one.id}")


# --- references ---------------------------------------------------------------------------


def _by_kind(draft: Draft) -> Mapping[Kind, tuple[Entry[Any], ...]]:
    return {
        Kind.ORGANISATIONS: draft.organisations,
        Kind.PLACES: draft.places,
        Kind.RULES: draft.rules,
        Kind.BODIES: draft.bodies,
        Kind.MEETINGS: draft.meetings,
        Kind.DOCUMENTS: draft.documents,
        Kind.MATTERS: draft.matters,
        Kind.POSTS: draft.posts,
        Kind.PEOPLE: draft.people,
    }


_CALLED = {
    Kind.ORGANISATIONS: "organisation",
    Kind.PLACES: "place",
    Kind.RULES: "rule-set",
    Kind.BODIES: "body",
    Kind.DOCUMENTS: "document",
    Kind.PEOPLE: "person",
}


_Mention = tuple[Entry[Any], str, Kind, str | None]
"""Who mentions another entry, under which key, of what kind, by which id."""


def _references_are_known(draft: Draft) -> Iterator[Fault]:
    known = {kind: {each.id for each in entries} for kind, entries in _by_kind(draft).items()}
    for entry, key, kind, id_ in chain(
        _mentions(draft), _by_bodies(draft), _by_matters(draft), _by_posts(draft)
    ):
        if id_ and id_ not in known[kind] and kind not in draft.unreadable:
            called = _CALLED[kind]
            yield entry.fault(key, f"a {called} of this definition", f"unknown {called} {id_}")


def _mentions(draft: Draft) -> Iterator[_Mention]:
    if draft.programme and (programme := draft.programme.value):
        yield draft.programme, "director", Kind.PEOPLE, programme.director
        yield draft.programme, "secretariat", Kind.PEOPLE, programme.secretariat
        for office in programme.offices:
            yield draft.programme, f"offices.{office}", Kind.PEOPLE, office
    for place in draft.places:
        for organisation in place.value.overlaps if place.value else ():
            yield place, "overlaps", Kind.ORGANISATIONS, organisation
    for each in draft.organisations:
        if each.value:
            yield each, "succeeded_by", Kind.ORGANISATIONS, each.value.succeeded_by
    for meeting in draft.meetings:
        for body in meeting.value.bodies if meeting.value else ():
            yield meeting, "bodies", Kind.BODIES, body


def _by_bodies(draft: Draft) -> Iterator[_Mention]:
    for entry in draft.bodies:
        if body := entry.value:
            yield entry, "organisation", Kind.ORGANISATIONS, body.organisation
            yield entry, "place", Kind.PLACES, body.place
            yield entry, "rules", Kind.RULES, body.rules
            yield entry, "parent", Kind.BODIES, body.parent
            yield entry, "succeeded_by", Kind.BODIES, body.succeeded_by
            yield entry, "secretary", Kind.PEOPLE, body.secretary
            for seat in body.seats:
                for person in (seat.held_by, *(each.person for each in seat.holders)):
                    yield entry, "seats", Kind.PEOPLE, person


def _by_matters(draft: Draft) -> Iterator[_Mention]:
    for entry in draft.matters:
        if matter := entry.value:
            yield entry, "document", Kind.DOCUMENTS, matter.document
            yield entry, "sponsor", Kind.PEOPLE, matter.sponsor
            yield entry, "route.owner", Kind.BODIES, matter.route.owner
            for number, stage in enumerate(matter.route.stages):
                for ask in stage.asks:
                    yield entry, f"route.stages[{number}].asks", Kind.BODIES, ask.body


def _by_posts(draft: Draft) -> Iterator[_Mention]:
    for entry in draft.posts:
        if post := entry.value:
            yield from ((entry, "serves", Kind.BODIES, body) for body in post.serves)
            yield entry, "host", Kind.ORGANISATIONS, post.host
            yield entry, "secretary", Kind.PEOPLE, post.secretary
            yield from ((entry, "told", Kind.PEOPLE, person) for person in post.told)
            if post.sign_off:
                yield entry, "sign_off.by", Kind.PEOPLE, post.sign_off.by


def _chairs_sit_in_their_body(draft: Draft) -> Iterator[Fault]:
    for entry in draft.bodies:
        if body := entry.value:
            seats = {seat.id for seat in body.seats}
            for key, seat_id in (("chair", body.chair), ("vice_chair", body.vice_chair)):
                if seat_id and seat_id not in seats:
                    found = f"no seat {seat_id.partition('/')[2]}"
                    yield entry.fault(key, "one of the body's own seats", found)


def _published_parts_are_enclosed(draft: Draft) -> Iterator[Fault]:
    """A draft may lack its summary yet; but no version keeps on request what is to be published."""
    documents = {entry.id: entry.value for entry in draft.documents if entry.value}
    for entry in draft.matters:
        matter = entry.value
        if matter is None or matter.publication is None or matter.document not in documents:
            continue
        published = (*matter.publication.full, *matter.publication.summary)
        yield from _twice(entry, "publication", published)
        parts = [part for version in documents[matter.document].versions for part in version.parts]
        for name in dict.fromkeys(published):
            if not any(part.id == name for part in parts):
                yield entry.fault("publication", f"parts of {matter.document}", f"no part {name}")
            elif any(part.id == name and part.on_request for part in parts):
                expected = "parts that are enclosed in every version"
                yield entry.fault("publication", expected, f"{name}, which is on request")


def _region_is_known(draft: Draft) -> Iterator[Fault]:
    programme = draft.programme
    if programme and programme.value and programme.value.region not in REGIONS:
        yield programme.fault("region", "one of " + ", ".join(REGIONS), programme.value.region)


# --- dates, codes, succession -------------------------------------------------------------


class _Dated(Protocol):
    @property
    def since(self) -> date | None: ...
    @property
    def until(self) -> date | None: ...


def _meet(one: _Dated, other: _Dated) -> bool:
    """Whether there is a day on which both are."""
    begins = max(one.since or date.min, other.since or date.min)
    ends = min(one.until or date.max, other.until or date.max)
    return begins <= ends


def _organisations_and_bodies(draft: Draft) -> Iterator[Entry[Organisation] | Entry[Body]]:
    yield from draft.organisations
    yield from draft.bodies


def _ends_follow_beginnings(draft: Draft) -> Iterator[Fault]:
    for entry in _organisations_and_bodies(draft):
        if entry.value is None:
            continue
        whole = (entry.value.since, entry.value.until)
        dated: list[tuple[str, _Dated]] = [("until", entry.value)]
        if isinstance(entry.value, Organisation):
            dated += [(f"codes[{row}].until", code) for row, code in enumerate(entry.value.codes)]
        else:
            dated += [("seats", seat) for seat in entry.value.seats]
        for key, each in dated:
            inherited = key != "until" and (each.since, each.until) == whole
            if each.since and each.until and each.until < each.since and not inherited:
                found = f"{each.since:%A %-d %B %Y} to {each.until:%A %-d %B %Y}"
                yield entry.fault(key, "a last day on or after the first", found)


def _codes_name_one_organisation_a_day(draft: Draft) -> Iterator[Fault]:
    codes: list[tuple[Entry[Organisation], int, Code]] = [
        (entry, row, code)
        for entry in draft.organisations
        if entry.value
        for row, code in enumerate(entry.value.codes)
    ]
    for (first, _, one), (second, row, other) in combinations(codes, 2):
        if (one.scheme, one.code) == (other.scheme, other.code) and _meet(one, other):
            found = f"{other.scheme} {other.code}, also {first.id} on some of the same days"
            yield second.fault(f"codes[{row}]", "a code that names one organisation a day", found)


def _succession_leads_somewhere(draft: Draft) -> Iterator[Fault]:
    both: tuple[tuple[Entry[Organisation] | Entry[Body], ...], ...] = (draft.organisations, draft.bodies)
    for entries in both:
        successors = {each.id: each.value.succeeded_by for each in entries if each.value}
        dated = {each.id: each.value for each in entries if each.value}
        for entry in entries:
            if entry.value and entry.value.succeeded_by:
                if entry.value.until is None:
                    yield entry.fault("until", "a last day, since there is a successor", "nothing")
                yield from _no_circle(entry, "succeeded_by", successors)
                if _following(entry.id, successors)[-1] is None:
                    yield from _takes_over(entry, dated.get(entry.value.succeeded_by))
    parents = {each.id: each.value.parent for each in draft.bodies if each.value}
    for body in draft.bodies:
        yield from _no_circle(body, "parent", parents)


def _takes_over(entry: Entry[Any], successor: Organisation | Body | None) -> Iterator[Fault]:
    """There is no day on which nobody holds what was approved."""
    if successor is None or entry.value is None or entry.value.until is None:
        return
    day = entry.value.until + timedelta(days=1)
    if (successor.since and day < successor.since) or (successor.until and successor.until < day):
        expected = f"a successor that exists on {day:%A %-d %B %Y}"
        yield entry.fault("succeeded_by", expected, f"{successor.id}, which does not then")


def _no_circle(entry: Entry[Any], key: str, after: Mapping[str, str | None]) -> Iterator[Fault]:
    *seen, last = _following(entry.id, after)
    if last == entry.id == min(filter(None, seen)):  # said once for each circle
        yield entry.fault(key, "a chain that ends", " -> ".join(filter(None, (*seen, last))))


def _following(first: str, after: Mapping[str, str | None]) -> list[str | None]:
    """The chain from the first on: to None where it ends, or to the first that comes again."""
    seen: list[str | None] = [first]
    following = after.get(first)
    while following is not None and following not in seen:
        seen.append(following)
        following = after.get(following)
    return [*seen, following]


_CHECKS: tuple[Callable[[Draft], Iterator[Fault]], ...] = (
    _ids_are_unique,
    _ids_within_an_entry_are_unique,
    _body_codes_are_unique,
    _references_are_known,
    _chairs_sit_in_their_body,
    _published_parts_are_enclosed,
    _region_is_known,
    _ends_follow_beginnings,
    _codes_name_one_organisation_a_day,
    _succession_leads_somewhere,
)
