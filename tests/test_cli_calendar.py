"""`quorate calendar`: a person's secret link, printed and ended."""

from pathlib import Path

from a_command import a_running_matter
from a_partnership import SPONSOR, holder


def test_a_link_is_the_same_until_it_is_revoked(tmp_path: Path) -> None:
    quorate = a_running_matter(tmp_path)
    former = quorate("calendar", "link", holder(1)).stdout.strip()
    assert former.endswith(".ics")
    assert quorate.json("calendar", "link", holder(1)) == {"link": former}
    assert "the next letter about a meeting carries a new one" in quorate(
        "calendar", "revoke", holder(1)
    ).stdout.replace("\n", " ")
    assert quorate.json("calendar", "link", holder(1))["link"] != former


def test_without_a_seat_there_is_none(tmp_path: Path) -> None:
    quorate = a_running_matter(tmp_path)
    assert quorate.json("calendar", "link", SPONSOR, code=1)["code"] == "holds-no-seat"
    assert quorate.json("calendar", "revoke", SPONSOR) == {"revoked": False}
