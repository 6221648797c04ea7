"""Posts as they stand: all at a glance, one with all that was done about it, one round, one appointment."""

from collections.abc import Iterator
from datetime import date

from models.appointment import Appointment, AppointmentStage, SignOffAsked
from models.dates import When
from models.errors import NotFound
from models.listings import NextStep
from models.post import ForecastMade, PostHeld, Tenure
from models.post_listings import (
    AppointmentLine,
    AppointmentRead,
    BodyShown,
    DateSaid,
    DependantShown,
    ForecastShown,
    PersonShown,
    PostLine,
    PostRead,
    RoundBoard,
    RoundLine,
    TenureShown,
)
from models.posts import Post
from models.recruitment import Round
from models.streams import of_appointment, of_round
from models.values import BodyId, OrganisationId, PersonId, PostId, ProgrammeId, Text
from models.waits import Step, Wait
from rules.appointment_in_words import appointment_in_words, waits_for
from rules.calendar import add_months
from rules.post_in_words import (
    dependant_in_words,
    forecast_in_words,
    next_tenure,
    post_in_words,
    round_in_words,
    tenure_in_words,
    vacant_since,
)
from rules.posts import dependants, rounds_of
from rules.refusals import refused
from rules.tenure import term_ends
from rules.waits import appointment_wait, recruitment_wait
from services.house import House
from services.post_parts import board, read_appointment
from storage.posts import PostsFound, last_reason, posts_found
