"""Who holds what a body gave since it ended, told in words beside where it stands: origins are kept."""

from collections.abc import Mapping, Sequence

from models.approval import Approval
from models.explaining import Origin
from models.listings import HeldBy, MatrixRow
from models.programme import Definition
from models.sign_off import SignOff
from models.values import BodyId, Instant
from rules.calendar import in_words, london_day


def now_held_by(
    definition: Definition, approval: Approval, since: Mapping[BodyId, Instant], body: BodyId
) -> HeldBy | None:
    """None for a body that has not ended."""
    holder = approval.holder(body)
    if holder == body:
        return None
    name = name_of(definition, holder)
    day = f" since {in_words(london_day(since[body]))}" if body in since else ""
    return HeldBy(body=holder, name=name, since=since.get(body), words=f"now held by {name}{day}")


def origins(
    definition: Definition, approval: Approval, sign_offs: Mapping[BodyId, SignOff], holder: BodyId
) -> tuple[Origin, ...]:
    """The bodies of the route whose place it has taken, with what each had given itself."""
    return tuple(
        _origin(name_of(definition, body), body, sign_offs.get(body)) for body in approval.held_by(holder)
    )


def _origin(name: str, body: BodyId, sign_off: SignOff | None) -> Origin:
    if sign_off is None or sign_off.decided is None:
        return Origin(body=body, name=name)
    return Origin(
        body=body,
        name=name,
        standing=sign_off.standing,
        version=sign_off.version,
        decided=sign_off.decided.happened,
    )


def holders_after(approval: Approval | None, rows: Sequence[MatrixRow]) -> Mapping[BodyId, BodyId]:
    """Bodies that are not on the route and have taken the place of some that are, by the last of those."""
    if approval is None:
        return {}
    last = {approval.holder(row.body): row.body for row in rows}
    on_route = {row.body for row in rows}
    return {body: holder for holder, body in last.items() if holder not in on_route}


def name_of(definition: Definition, body: BodyId) -> str:
    found = definition.body(body)
    return found.name if found else body
