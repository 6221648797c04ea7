"""From what is written to what it means: rows into seats, one ask into many, seats into people."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from pydantic import ValidationError

from config.documents import Enclosures
from config.reading import OWN, Entry, Fault, Folder, Kind, faults_of
from config.written import (
    SeatHolders,
    WrittenBody,
    WrittenMatter,
    WrittenMeeting,
    WrittenOrganisation,
    WrittenProgramme,
)
from models.organisations import Code, DatedName, Organisation, Place
from models.posts import Post
from models.programme import (
    Asked,
    Body,
    Document,
    KnownMeeting,
    MatterPlan,
    Person,
    Route,
    RuleSet,
    Seat,
    Stage,
)
from models.values import BodyId, PersonId, Sha256, Value

W = TypeVar("W", bound=Value)
M = TypeVar("M", bound=Value)


@dataclass
class Draft:
    """A definition in pieces, each with the place it was written; unread pieces have no value."""

    programme: Entry[WrittenProgramme] | None
    organisations: tuple[Entry[Organisation], ...] = ()
    places: tuple[Entry[Place], ...] = ()
    rules: tuple[Entry[RuleSet], ...] = ()
    bodies: tuple[Entry[Body], ...] = ()
    meetings: tuple[Entry[KnownMeeting], ...] = ()
    documents: tuple[Entry[Document], ...] = ()
    matters: tuple[Entry[MatterPlan], ...] = ()
    posts: tuple[Entry[Post], ...] = ()
    people: tuple[Entry[Person], ...] = ()
    unreadable: frozenset[Kind] = frozenset()
    files: dict[Sha256, bytes] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def body(self, body: BodyId) -> Body | None:
        return next((each.value for each in self.bodies if each.id == body), None)

    def rules_of(self, body: Body) -> RuleSet | None:
        """The body's rules, given to it: `/seat` has become its own seat."""
        written = next((each.value for each in self.rules if each.id == body.rules), None)
        return rules_given_to(body.id, written) if written else None


def rules_given_to(body: BodyId, rules: RuleSet) -> RuleSet:
    """Rules that speak of the body's own seats become a set of its own; others are shared."""
    written = rules.model_dump_json()
    given = written.replace(f'"{OWN}/', f'"{body}/')
    if given == written:
        return rules
    return RuleSet.model_validate_json(given).model_copy(update={"id": f"{rules.id}.{body}"})


def expand(folder: Folder) -> Draft:
    draft = Draft(
        programme=next(iter(folder.programme), None),
        places=folder.places,
        rules=folder.rules,
        posts=folder.posts,
        unreadable=frozenset(folder.unreadable),
        faults=list(folder.faults),
    )

    def expanded(entries: tuple[Entry[W], ...], build: Callable[[W], M]) -> tuple[Entry[M], ...]:
        return tuple(_expanded(each, build, draft.faults) for each in entries)

    draft.organisations = expanded(folder.organisations, _organisation)
    draft.bodies = expanded(folder.bodies, _body)
    draft.meetings = expanded(folder.meetings, lambda written: _meeting(written, draft))
    draft.matters = expanded(folder.matters, _matter)
    enclosures = Enclosures(folder.directory)
    draft.documents = tuple(enclosures.document(each) for each in folder.documents)
    draft.files = enclosures.files
    draft.faults.extend(enclosures.faults)
    listed = expanded(folder.people, lambda written: Person(**written.model_dump()))
    draft.people = (*listed, *_holders(draft, folder.seat_holders, {each.id for each in listed}))
    return draft


def _expanded(entry: Entry[W], build: Callable[[W], M], faults: list[Fault]) -> Entry[M]:
    """What an entry means; where ids put together grow too long, a fault and no value."""
    value: M | None = None
    if entry.value is not None:
        try:
            value = build(entry.value)
        except ValidationError as error:
            faults.extend(faults_of(error, entry, {}))
    id_ = getattr(value, "id", entry.id)
    return Entry(file=entry.file, key=entry.key, id=id_, value=value)


def _organisation(written: WrittenOrganisation) -> Organisation:
    """A code bears its organisation's dates unless it has its own."""
    names = written.names or (DatedName(name=written.name),)
    codes = tuple(
        Code(
            scheme=code.scheme,
            code=code.code,
            since=code.since or written.since,
            until=code.until or written.until,
        )
        for code in written.codes
    )
    return Organisation(**{**written.model_dump(exclude={"name"}), "names": names, "codes": codes})


def _body(written: WrittenBody) -> Body:
    seats = tuple(
        Seat(
            id=f"{written.id}/{slug}",
            title=title,
            category=row.category,
            voting=row.voting,
            held_by=row.held_by[number] if row.held_by else f"{written.id}.{slug}",
            holders=row.holders,
            declared=row.declared,
            since=row.since or written.since,
            until=row.until or written.until,
        )
        for row in written.seats
        for number, (slug, title) in enumerate(row.named)
    )
    own = {
        "seats": seats,
        "chair": f"{written.id}/{written.chair}" if written.chair else None,
        "vice_chair": f"{written.id}/{written.vice_chair}" if written.vice_chair else None,
        "secretary": written.secretary or f"{written.id}.secretary",
    }
    return Body(**{**written.model_dump(), **own})


def _meeting(written: WrittenMeeting, draft: Draft) -> KnownMeeting:
    bodies = [body for body in map(draft.body, written.bodies) if body]
    rules = [rules for rules in map(draft.rules_of, bodies) if rules]
    in_public = written.in_public
    if in_public is None:
        in_public = bool(rules) and all(each.in_public for each in rules)
    id_ = written.id or f"{written.bodies[0]}-{written.day.isoformat()}"
    return KnownMeeting(**{**written.model_dump(), "id": id_, "in_public": in_public})


def _matter(written: WrittenMatter) -> MatterPlan:
    stages = tuple(
        Stage(
            id=stage.id,
            title=stage.title,
            asks=tuple(
                Asked(body=body, **row.model_dump(exclude={"bodies"}))
                for row in stage.asks
                for body in row.bodies
            ),
        )
        for stage in written.route.stages
    )
    route = Route(**{**written.route.model_dump(), "stages": stages})
    return MatterPlan(**{**written.model_dump(), "route": route})


# --- people -------------------------------------------------------------------------------


def _holders(draft: Draft, called: SeatHolders | None, listed: set[PersonId]) -> Iterator[Entry[Person]]:
    """A person for each seat and each body's minutes, where the definition says how to call them."""
    if called is None:
        return
    for entry in draft.bodies:
        if entry.value is None:
            continue
        for seat, title in (*_seats_of_their_own(entry.value), ("secretary", "Secretary")):
            if (id_ := f"{entry.id}.{seat}") not in listed:
                words = _words_for(entry.value, seat, title)
                place = Entry(file=entry.file, key=f"{entry.key}.seats", id=id_, value=called)
                yield _expanded(place, partial(_holder, id_, words), draft.faults)


def _holder(id_: PersonId, words: Mapping[str, str], called: SeatHolders) -> Person:
    return Person(id=id_, name=called.name.format_map(words), address=called.address.format_map(words))


def _seats_of_their_own(body: Body) -> Iterator[tuple[str, str]]:
    for seat in body.seats:
        slug = seat.id.partition("/")[2]
        if seat.held_by == f"{body.id}.{slug}":
            yield slug, seat.title


def _words_for(body: Body, seat: str, title: str) -> Mapping[str, str]:
    return {
        "seat": seat,
        "title": title,
        "body": body.id,
        "name": body.name,
        "organisation": body.organisation or body.id,
    }
