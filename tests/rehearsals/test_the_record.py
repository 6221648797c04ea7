"""After every rehearsal the ledger is whole, and the register made anew from it is the same."""

import asyncio
from pathlib import Path

from sqlalchemy import text

from rehearsal.hall import opened
from rehearsal.playing import Round
from rehearsal.reading import read
from tests.rehearsals.a_played_round import FINANCE, Ran

TOUCHED = "UPDATE states SET state = replace(state, 'running', 'held') WHERE kind = 'approval'"


def test_the_strategys_register_is_what_its_ledger_says(strategy: Ran) -> None:
    assert [each for each in strategy.report.unmet if each.where == "the record"] == []


def test_control_a_register_that_says_otherwise_is_found(tmp_path: Path) -> None:
    async def played_and_touched() -> set[str]:
        async with opened(tmp_path) as hall:
            going = Round(hall, read(FINANCE))
            await going.play(going.rehearsal.moments[0].at)
            async with hall.house.database.writing() as connection:
                await connection.run_sync(lambda sync: sync.execute(text(TOUCHED)))
            report = await going.report(0)
            return {each.found for each in report.unmet if each.where == "the record"}

    assert asyncio.run(played_and_touched()) == {"approval/finance-group-terms"}
