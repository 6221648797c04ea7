"""What can be wrong with whom a body's seats are to hold (G73)."""

import pytest
from faulty_definitions import replace

FAULTS_OF_COMPOSITIONS = [
    pytest.param(
        replace("rules.toml", 'voting = "unanimity"', f'voting = "unanimity"\ncomposition = [{clause}]'),
        "rules.toml",
        key,
        id=f"a composition of {id_}",
    )
    for clause, key, id_ in (
        ("{ at_least = 99 }", "council.composition[0]", "more members than there are seats"),
        ("{}", "council.composition[0]", "nobody"),
        ('{ share = "1/2" }', "council.composition[0].share", "a share of whoever there is"),
        (
            '{ at_least = 1, seats = ["/piper"] }',
            "council.composition[0].seats",
            "a seat that does not exist",
        ),
    )
]
