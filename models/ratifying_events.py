"""What happened to a decision its chair took for a body: owed for ratification, ratified, or not (G42)."""

from typing import Literal

from models.deciding import Basis, RatificationState
from models.fact import Fact
from models.values import BodyId, MeetingId, ObligationId, Text, VersionLabel


class RatificationStands(Fact):
    """On the matter: how a body stands to what its chair decided for it."""

    kind: Literal["ratification-stands"] = "ratification-stands"
    body: BodyId
    obligation: ObligationId
    state: RatificationState
    version: VersionLabel | None = None
    """The text its chair acted on."""


class RatificationDecided(Fact):
    """On the body's sign-off: it ratified its chair's action at a meeting, or would not."""

    kind: Literal["ratification-decided"] = "ratification-decided"
    obligation: ObligationId
    ratified: bool
    basis: Basis
    meeting: MeetingId
    wording: Text | None = None
    minute: Text | None = None
