"""What a round planned anew, after it was opened."""

from datetime import date
from typing import Literal

from models.fact import Fact
from models.posts import RoundStage


class StagesPlanned(Fact):
    """Other days, of these stages alone."""

    kind: Literal["stages-planned"] = "stages-planned"
    planned: dict[RoundStage, date]
