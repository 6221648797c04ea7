"""One thing after another that can be wrong with a post, each as an edit of a sound one."""

from pathlib import Path

import pytest
from faulty_definitions import Edit, both, replace

SOUND = """
[convener-in-common]
title = "Convener in common"
roles = ["Convener of the Council", "Convener of Brae"]
serves = ["federation-council", "brae-members"]
host = "moorland-homes"
seats = ["federation-council/convener", "brae-members/convener"]
secretary = "federation-clerk"
sign_off = { by = "tenant-2", effect = "comment", working_days = 10 }
stages = ["advertised", "interviewed", "checked"]
omitted = { checked = "The members know each other." }
dependants = [{ id = "new-office", title = "New office", due = 2024-10-01, needs_permanent = true }]
told = ["tenant-1", "tenant-3"]
"""

ANOTHER = """
[treasurer-in-common]
title = "Treasurer in common"
roles = ["Treasurer"]
serves = ["brae-members"]
seats = ["brae-members/convener"]
secretary = "federation-clerk"
"""


def posts(text: str) -> Edit:
    def edit(folder: Path) -> None:
        (folder / "posts.toml").write_text(text, "utf-8")

    return edit


def wrong(old: str, new: str) -> Edit:
    assert SOUND.count(old) == 1, old
    return posts(SOUND.replace(old, new))


FAULTS_OF_POSTS = [
    *(
        pytest.param(wrong(old, new), "posts.toml", f"convener-in-common{key}", id=id_)
        for old, new, key, id_ in (
            ('title = "Convener in common"\n', "", ".title", "a post without a title"),
            ('"Convener of the Council", "Convener of Brae"', "", ".roles", "a post without a role"),
            ('["federation-council", "brae-members"]', "[]", ".serves", "a post that serves nobody"),
            ("host =", 'employer = "moorland-homes"\nhost =', ".employer", "a key there is not"),
            ('host = "moorland-homes"', 'host = "nowhere"', ".host", "an employer that does not exist"),
            (
                '["federation-council", "brae-members"]',
                '["federation-council", "brae-members", "leigh"]',
                ".serves",
                "a body served that does not exist",
            ),
            (
                '["federation-council", "brae-members"]',
                '["federation-council", "brae-members", "brae-members"]',
                ".serves",
                "a body served twice",
            ),
            ('"federation-council/convener",', '"federation-council/duke",', ".seats", "a seat there is not"),
            (
                '"federation-council/convener",',
                '"moorland-board/director-1",',
                ".seats",
                "a seat of a body that it does not serve",
            ),
            (
                '"federation-council/convener",',
                '"brae-members/convener",',
                ".seats",
                "a seat that goes with it twice",
            ),
            ('"federation-clerk"', '"nobody"', ".secretary", "recruitment run by nobody"),
            ('by = "tenant-2"', 'by = "the-king"', ".sign_off.by", "a sign-off by an unknown office"),
            ('"comment"', '"applause"', ".sign_off.effect", "an answer of unknown force"),
            ("working_days = 10", "working_days = 0", ".sign_off.working_days", "a sign-off in no time"),
            (
                '["advertised", "interviewed", "checked"]',
                '["interviewed", "advertised", "checked"]',
                ".stages",
                "stages out of order",
            ),
            (
                '["advertised", "interviewed", "checked"]',
                '["advertised", "checked", "checked"]',
                ".stages",
                "a stage twice",
            ),
            ('"interviewed"', '"sworn-in"', ".stages[1]", "a stage there is not"),
            ("checked = ", "offered = ", ".omitted.offered", "a stage left out that it has not"),
            (
                '"The members know each other."',
                '" "',
                ".omitted.checked",
                "a stage left out without a reason",
            ),
            ("due = 2024-10-01", 'due = "soon"', ".dependants[0].due", "a day that is none"),
            (
                "dependants = [",
                'dependants = [{ id = "new-office", title = "Again" }, ',
                ".dependants",
                "the same dependant twice",
            ),
            ('"tenant-1", "tenant-3"', '"tenant-1", "tenant-9"', ".told", "an unknown person to be told"),
            ('"tenant-1", "tenant-3"', '"tenant-1", "tenant-1"', ".told", "the same person told twice"),
            ("told =", "retention_days = -1\ntold =", ".retention_days", "data kept for less than no time"),
        )
    ),
    pytest.param(posts("stages = 3"), "posts.toml", "stages", id="what is no post"),
    pytest.param(
        posts(SOUND + ANOTHER),
        "posts.toml",
        "treasurer-in-common.seats",
        id="a seat that goes with two posts",
    ),
    pytest.param(
        both(
            posts(SOUND),
            replace("bodies.toml", 'rules = "council"\nchair = "convener"', 'rules = "council"\nchair = 3'),
        ),
        "bodies.toml",
        "federation-council.chair",
        id="a body with a fault, of whose seats nothing more is said",
    ),
]
