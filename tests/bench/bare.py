"""The limit: an endpoint that only does one transaction of the size of an act, and answers after it.

Run by `measure.py` as a process of its own: `python -m tests.bench.bare DATABASE PORT LINE STATE`, the last
two being the bytes of a ledger line and of a body's state.
"""

import asyncio
import sys
from itertools import count

import uvicorn
from sqlalchemy import Connection
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from storage.database import Database

TABLES = (
    "create table lines (number integer primary key, payload text, previous text, hash text)",
    "create table states (stream text primary key, number integer, state text)",
    "create table heads (programme text primary key, number integer, hash text)",
    "create table told (command text primary key, number integer, answer text)",
    "create table wakes (stream text primary key, number integer)",
    "create table letters (id text primary key, number integer, kind text, recipient text)",
    "insert into heads values ('bare', 0, '')",
    "insert into states values ('body', 0, '')",
)
HASH = "0" * 64


class Bare:
    """The very tables and statements an answer needs, with nothing decided and nothing read."""

    def __init__(self, database: Database, line: int, state: int) -> None:
        self._database = database
        self._line, self._state = "l" * line, "s" * state
        self._numbers = count(1)

    async def make(self) -> None:
        for table in TABLES:
            await self._database.write(lambda connection, said=table: connection.exec_driver_sql(said))

    async def answer(self, request: Request) -> Response:
        async with request.form() as form:
            command = f"{form['command_id']}{HASH}"[:64]
        await self._database.write(self._write, next(self._numbers), command)
        return Response(status_code=303, headers={"location": "/"})

    def _write(self, connection: Connection, number: int, command: str) -> None:
        say = connection.exec_driver_sql
        say("insert into lines values (?, ?, ?, ?)", (number, self._line, HASH, HASH))
        say("update states set number = ?, state = ? where stream = 'body'", (number, self._state))
        say("update heads set number = ?, hash = ? where programme = 'bare'", (number, HASH))
        say("insert into told values (?, ?, ?)", (command, number, HASH))
        say(
            "insert into wakes values ('body', ?) on conflict do update set number = excluded.number",
            (number,),
        )
        say("insert into letters values (?, ?, 'receipt', 'member')", (command, number))


async def serve(path: str, port: int, line: int, state: int) -> None:
    database = Database(f"sqlite+aiosqlite:///{path}")
    bare = Bare(database, line, state)
    await bare.make()
    app = Starlette(routes=[Route("/sign-off", bare.answer, methods=["POST"])])
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_config=None, access_log=False)
    await uvicorn.Server(config).serve()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])))
