"""Organisations and places: dated names, codes that are not identities, successors."""

from datetime import date

from models.values import OrganisationId, Slug, Value


class DatedName(Value):
    name: str
    since: date | None = None


class Code(Value):
    """A code in somebody's scheme (`ods`, `ons`). A code is not an identity: RAJ named one
    trust to 31 March 2020 and another from 1 April.
    """

    scheme: Slug
    code: str
    since: date | None = None
    until: date | None = None

    def is_borne_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Organisation(Value):
    id: OrganisationId
    names: tuple[DatedName, ...]
    aliases: tuple[str, ...] = ()
    codes: tuple[Code, ...] = ()
    since: date | None = None
    until: date | None = None
    succeeded_by: OrganisationId | None = None
    sector: Slug

    def exists_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def name_on(self, day: date) -> str:
        """The name it bore that day; the first one for days before any."""
        borne = [dated for dated in self.names if dated.since is None or dated.since <= day]
        return (borne or list(self.names))[-1].name


class Place(Value):
    id: Slug
    name: str
    overlaps: tuple[OrganisationId, ...] = ()
    """The councils and commissioners it lies in, wholly or partly (many to many)."""
