"""How long each kind of side effect may take, and how it is tried again. Nothing gives up."""

from datetime import timedelta

from temporalio.common import RetryPolicy
from temporalio.workflow import ActivityConfig

PATIENT = RetryPolicy(initial_interval=timedelta(milliseconds=500), maximum_interval=timedelta(minutes=1))

READ = ActivityConfig(start_to_close_timeout=timedelta(seconds=30), retry_policy=PATIENT)
RECORD = ActivityConfig(start_to_close_timeout=timedelta(seconds=30), retry_policy=PATIENT)
DELIVER = ActivityConfig(start_to_close_timeout=timedelta(minutes=2), retry_policy=PATIENT)
