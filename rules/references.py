"""By what a candidate is known to everybody who may not know who they are: a number, and never a name."""

import re

from models.recruitment import Round

NEUTRAL = re.compile(r"(?:(?:applicant|candidate|[a-z]{1,2})-?)?[0-9]{1,4}")
"""Such as `c-1`, `a12`, `candidate-3` or `17`."""


def next_reference(round_: Round) -> str:
    number = len(round_.candidates) + 1
    while f"c-{number}" in round_.candidates:
        number += 1
    return f"c-{number}"
