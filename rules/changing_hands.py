"""What a change of holders does at once: what is asked, and called, is of whoever sits there then (G73)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from models.acts import Entry
from models.folding import State
from models.posts import Post
from models.values import Stream
from rules.known import Known
from rules.members import members_then
from rules.passing_on import to_holders_then
from rules.supposed import SupposedStates


def at_once(known: Known, post: Post, supposed: Mapping[Stream, State]) -> Iterator[Entry]:
    """By who holds each seat today with what is now entered, and not by whom it is entered of: their term may
    be over, or somebody may have followed them.
    """
    then = replace(known, states=SupposedStates(supposed, known.states))
    yield from to_holders_then(known, post, then)
    yield from members_then(known, then)
