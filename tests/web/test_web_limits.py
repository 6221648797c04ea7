"""How often is too often: buckets that empty by use and fill by time, and what a flood meets."""

from pathlib import Path

import pytest
from a_partnership import holder

from storage.database import Database
from tests.web.a_web import AWeb, a_web, come_by, press
from web import limits
from web.limits import Allowance, Allowances, Limits, TooOften

FEW = Allowances(
    opens_by_address=Allowance(5, 60),
    opens_by_link=Allowance(3, 60),
    unknown_links_by_address=Allowance(2, 60),
    presses_by_address=Allowance(4, 60),
    presses_by_visit=Allowance(2, 60),
)


class AClock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


async def limited(folder: Path, database: Database) -> AWeb:
    return await a_web(folder, database, limits=Limits(FEW, clock=AClock()))


def test_a_bucket_is_emptied_by_use_and_filled_by_time() -> None:
    clock = AClock()
    kept = Limits(Allowances(presses_by_visit=Allowance(2, 60)), clock=clock)
    kept.take("presses_by_visit", "one")
    kept.take("presses_by_visit", "one")
    kept.take("presses_by_visit", "another")
    with pytest.raises(TooOften) as stopped:
        kept.take("presses_by_visit", "one")
    assert stopped.value.headers == {"retry-after": "30"}
    clock.seconds = 30
    kept.take("presses_by_visit", "one")
    with pytest.raises(TooOften):
        kept.take("presses_by_visit", "one")
    clock.seconds = 100_000
    kept.take("presses_by_visit", "one")
    kept.take("presses_by_visit", "one")
    with pytest.raises(TooOften):
        kept.take("presses_by_visit", "one")


def test_memory_is_not_to_be_had_by_asking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "KEYS_AT_MOST", 10)
    kept = Limits()
    for number in range(1000):
        kept.take("presses_by_visit", str(number))
    assert len(kept._buckets) == 10


async def test_a_link_opened_without_end_is_stopped_and_others_are_not(
    tmp_path: Path, sqlite: Database
) -> None:
    web = await limited(tmp_path, sqlite)
    async with web.browser() as client:
        first, second = await web.link(holder(1)), await web.link(holder(2))
        assert [(await client.get(first)).status_code for _ in range(4)] == [303, 303, 303, 429]
        assert (await client.get(second)).status_code == 303
        flooded = await client.get(second)
        assert flooded.status_code == 429
        assert "Too many attempts" in flooded.text
        assert "retry-after" in flooded.headers


async def test_guessing_links_is_stopped_soon(tmp_path: Path, sqlite: Database) -> None:
    web = await limited(tmp_path, sqlite)
    async with web.browser() as client:
        answers = [(await client.get(f"/s/{'x' * 42}{number}")).status_code for number in range(3)]
        assert answers == [404, 404, 429]


async def test_a_flood_of_presses_is_stopped_and_the_words_come_back(
    tmp_path: Path, sqlite: Database
) -> None:
    web = await limited(tmp_path, sqlite)
    async with web.browser() as client:
        page = await come_by(client, await web.link(holder(1)))
        for _ in range(2):
            assert (await press(client, page, answer="object")).status_code == 422
        before = await web.head()
        flooded = await press(client, page, answer="object", reason="Kept all the same.")
        assert flooded.status_code == 429
        assert "Kept all the same." in flooded.text
        assert "Try again" in flooded.text
        assert await web.head() == before
