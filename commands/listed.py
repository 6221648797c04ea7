"""Every command, in the order the help tells them: which module has it, and what it does in a few words.

`quorate --help` is answered from here alone, and a command imports its own module only: the services and
the database behind them take longer to import than to answer.
"""

import re
from collections.abc import Mapping
from importlib import import_module
from typing import Any, Final

import typer
from typer.core import TyperGroup

LISTED: Final[Mapping[str, tuple[str, str]]] = {
    "migrate": ("partnership", "Bring the database to this release's revision."),
    "check": ("checking", "Say everything that is wrong with a definition."),
    "load": ("partnership", "Put a definition in force."),
    "clock": ("partnership", "The programme's clock: show it, set it."),
    "open": ("matters", "Start a matter on one version of its document."),
    "finish-adoption": ("matters", "Let a matter that was taken over run."),
    "ask-again": ("matters", "Ask a body once more that did not give it."),
    "hold": ("matters", "Stop everything that would fall due on a matter."),
    "release": ("matters", "Let a matter that is on hold go on."),
    "withdraw": ("matters", "End a matter undecided."),
    "route": ("ways_on", "Who is asked, as the owner of the route varies it."),
    "end": ("ways_on", "End a matter as the owner of its route decided."),
    "rules": ("rule_changes", "Under which rules bodies decide; change them."),
    "version": ("versions", "The versions of a matter's document."),
    "answer": ("matters", "Enter a member's answer on their behalf."),
    "interest": ("interests", "Enter a member's interest on their behalf."),
    "record": ("recording", "Record a meeting from a file."),
    "decision": ("recording", "Record a decision by letter or by an officer."),
    "urgency": ("urgency", "Which ways to a decision are left when time is short."),
    "chairs-action": ("urgency", "Record what the chair decided instead of the body."),
    "key-decision": ("executive", "Notice of a key decision, and ways around it."),
    "call-in": ("executive", "A decision published, called in, answered."),
    "inform": ("recording", "Write to a body that is only to be informed."),
    "meetings": ("meetings", "Every meeting, called or in the calendar."),
    "meeting": ("meetings", "One meeting: called, prepared, moved, lost."),
    "calendar": ("calendar", "A person's secret link to their meetings."),
    "papers": ("papers", "Papers on request: listed, asked for, sent."),
    "comment": ("papers", "Log a visit to a body and what it thought."),
    "concern": ("concerns", "A body's concerns and how each ended."),
    "obligations": ("obligations", "Everything promised or owed, late first."),
    "obligation": ("obligations", "One promise, target, report or action."),
    "post": ("posts", "Posts: who holds them, what waits for them."),
    "round": ("recruitment", "A round of recruitment, and its record."),
    "appointment": ("appointments", "An appointment, from proposal to its end."),
    "window": ("windows", "Days on which nothing is published."),
    "correct": ("correcting", "Correct the record by a further line."),
    "show": ("showing", "All matters, or one before all its bodies."),
    "forecast": ("forecasting", "When a matter can be finished at the earliest."),
    "explain": ("explaining", "Why it is approved, or why not yet."),
    "gate": ("publication", "What publication waits for."),
    "publication": ("publication", "How far from its public page; its day."),
    "publish": ("publication", "Publish the version under decision."),
    "comments": ("publication", "What bodies said, and what was done with it."),
    "body": ("bodies", "One body: who has answered what, its concerns."),
    "letters": ("letters", "Every letter, and those that came back."),
    "ledger": ("operating", "The record: read it, check that it is whole."),
    "wake": ("operating", "Let workflows look at the register again."),
    "doctor": ("operating", "Say what is wrong here and how to mend it."),
    "rehearse": ("rehearse", "Play a round on the real workflows, in seconds."),
}


PLAIN: Final[Mapping[str, str]] = {
    r"Value error, ": "",
    r"Input should be greater than or equal to (\S+)": r"give \1 or more",
    r"Input should be less than or equal to (\S+)": r"give \1 at most",
    r"Input should be a valid integer.*": "give a whole number",
    r"Input should be ": "give ",
}
"""What the library says of a value that is not taken, and how a person would say it."""


def _plainly(said: str) -> str:
    for theirs, ours in PLAIN.items():
        said = re.sub(f"^{theirs}", ours, said)
    return said


class Listed(TyperGroup):
    """The commands of the list, each imported when it is asked for. Typer keeps its own types to itself."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002
        return list(LISTED)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401
        if cmd_name in LISTED and cmd_name not in self.commands:
            self.commands.update(of_module(LISTED[cmd_name][0]))
        return super().get_command(ctx, cmd_name)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401
        try:
            return super().invoke(ctx)
        except typer.BadParameter as wrong:
            wrong.message = _plainly(wrong.message)
            raise

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in LISTED.items()])


def of_module(name: str) -> Mapping[str, Any]:
    """What the module's own app has, told in the house's plain way."""
    plain = typer.Typer(rich_markup_mode=None)
    plain.add_typer(import_module(f"commands.{name}").app)
    return typer.main.get_group(plain).commands
