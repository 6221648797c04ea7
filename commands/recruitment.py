"""`round …`: a round of recruitment for a post, from its opening to its record."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated

import typer

from commands.acting import act
from commands.desk import Desk
from commands.options import (
    AsJson,
    Happened,
    Key,
    Person,
    Post,
    Programme,
    Reason,
    RoundNumber,
    Stage,
    a_day,
    a_stage_by,
    an_id,
    words,
)
from models.acts import Acted
from models.deciding import Figures
from models.posts import RoundStage
from services import recruitment
from services.acting import Caller
from services.record_shorthand import Unreadable, figures
from services.recruitment import CandidateSaid, OneRound, PanelSaid

