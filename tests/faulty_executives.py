"""What can be wrong with rules of decisions in haste, and of an executive: key decisions and call-in."""

import pytest
from faulty_definitions import replace

FAULTS_OF_EXECUTIVES = [
    pytest.param(
        replace(
            "rules.toml", 'voting = "unanimity"', 'voting = "unanimity"\nchairs_action = { consulting = 9 }'
        ),
        "rules.toml",
        "council.chairs_action.consulting",
        id="more to consult than there are members",
    ),
    *(
        pytest.param(
            replace("rules.toml", after, f"{after}\n{rule}"), "rules.toml", key, id=f"key decisions: {id_}"
        )
        for after, rule, key, id_ in (
            (
                'voting = "unanimity"',
                'call_in = { by = "nowhere" }',
                "council.call_in.by",
                "called in by a body that does not exist",
            ),
            (
                'voting = "unanimity"',
                'call_in = { by = "federation-council" }',
                "council.call_in.by",
                "called in by the decider itself",
            ),
            (
                'voting = "unanimity"',
                'call_in = { by = "brae-members", reported_to = "moorland-council" }',
                "council.call_in.reported_to",
                "reported to a body that does not exist",
            ),
            (
                'voting = "unanimity"',
                'call_in = { by = "brae-members", urgency = ["brae-members/convener"] }',
                "council.call_in.reported_to",
                "urgent decisions that nobody hears of",
            ),
            (
                'voting = "unanimity"',
                'call_in = { by = "brae-members", open_for = 0 }',
                "council.call_in.open_for",
                "open to be called in for no time",
            ),
            (
                'voting = "unanimity"',
                'key_decision = { scrutiny_chair = "brae-members/chair" }',
                "council.key_decision.scrutiny_chair",
                "a chair of scrutiny without a seat",
            ),
            (
                'voting = "unanimity"',
                "key_decision = { notice = { days = 28 } }",
                "council.key_decision.scrutiny_chair",
                "nobody to be told of an exception",
            ),
            (
                "[in-writing] # a board that never meets: three of four agree, and silence is assent",
                'key_decision = { scrutiny_chair = "brae-members/convener" }',
                "in-writing.key_decision",
                "an executive that decides in writing",
            ),
        )
    ),
]
