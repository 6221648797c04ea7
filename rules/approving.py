"""Whether a matter has what it asks of its bodies, read off its state alone."""

from models.approval import Approval
from models.values import Ask, BodyId


def not_approving(approval: Approval | None, bodies: tuple[BodyId, ...]) -> tuple[BodyId, ...]:
    """Those of the bodies that have not approved what it asks of them: four of five is not enough, and what
    was withdrawn or ended confirms nothing.
    """
    if approval is None or approval.is_ended:
        return bodies
    return tuple(body for body in bodies if not approves(approval, body))


def approves(approval: Approval, body: BodyId) -> bool:
    """What counts as approving is the body's own rules' to say; to note or to advise never does (G20)."""
    asked = approval.asked(body)
    return asked is not None and asked.ask is Ask.APPROVE and approval.has_given(body)
