"""How long each kind of side effect may take, and how it is tried again. Nothing gives up."""

from datetime import timedelta

from temporalio.common import RetryPolicy
from temporalio.workflow import ActivityConfig

PATIENT = RetryPolicy(initial_interval=timedelta(milliseconds=500), maximum_interval=timedelta(minutes=1))

BEAT_EVERY = timedelta(seconds=2)
"""How often a running activity says that it lives."""

SILENCE = timedelta(seconds=10)
"""After so long without a beat its worker is taken for dead, and the activity is begun again."""

READ = ActivityConfig(
    start_to_close_timeout=timedelta(seconds=30), heartbeat_timeout=SILENCE, retry_policy=PATIENT
)
RECORD = ActivityConfig(
    start_to_close_timeout=timedelta(seconds=30), heartbeat_timeout=SILENCE, retry_policy=PATIENT
)
DELIVER = ActivityConfig(
    start_to_close_timeout=timedelta(minutes=2), heartbeat_timeout=SILENCE, retry_policy=PATIENT
)
