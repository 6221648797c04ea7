"""What is done about a post as such: established, forecast of, told of to everybody it concerns."""

from models.acts import Acted
from models.dates import When
from models.post_commands import EstablishPost, GiveForecast, TellPartners
from models.streams import of_post
from models.values import MatterId, PostId, ProgrammeId, Slug, Text
from services.acting import Caller, House, act


async def establish(
    house: House,
    programme: ProgrammeId,
    caller: Caller,
    *,
    post: PostId,
    matter: MatterId | None = None,
    reason: str | None = None,
) -> Acted:
    """`matter` is the one by which each body it serves agreed to it. `reason` is given in its place where the
    post stood before its record began here.
    """
    command = EstablishPost(matter=matter, reason=Text.of(reason) if reason is not None else None)
    return await act(house, programme, of_post(post), command, caller)


async def give_forecast(
    house: House,
    programme: ProgrammeId,
    caller: Caller,
    *,
    post: PostId,
    due: When,
    source: str,
    no_day: bool = False,
) -> Acted:
    """`source` is where somebody was told so: a paper, a brief, a minute. With `no_day` words that say none
    are kept all the same.
    """
    command = GiveForecast(due=due, source=Text.of(source), no_day=no_day)
    return await act(house, programme, of_post(post), command, caller)


async def tell_partners(
    house: House, programme: ProgrammeId, caller: Caller, *, post: PostId, subject: Slug, words: str
) -> Acted:
    """`subject` is the turn they are told of, such as `round-1-nobody-appointed`: once of each."""
    command = TellPartners(subject=subject, words=Text.of(words))
    return await act(house, programme, of_post(post), command, caller)
