"""How a matter ends in public, as its definition plans it."""

from pydantic import Field

from models.values import Slug, Value


class PublicationPlan(Value):
    """How a matter ends in public: which parts are the full version, and which its summary. A part that is on
    request is told of and not published.
    """

    full: tuple[Slug, ...] = Field(min_length=1)
    summary: tuple[Slug, ...] = ()
