"""Which rule decides which command. `act` asks here, and nowhere else are rules asked."""

from collections.abc import Callable, Mapping
from typing import Any

from models import commands
from models.acts import Decision
from models.commands import Command
from models.values import Stream
from rules import matter, partnership, sign_off
from rules.known import Known
from rules.refusals import refused

Rule = Callable[[Known, Stream, Any], Decision]

RULES: Mapping[type[Command], Rule] = {
    commands.LoadDefinition: partnership.load_definition,
    commands.SetClock: partnership.set_clock,
    commands.OpenMatter: matter.open_matter,
    commands.OpenStage: matter.open_stage,
    commands.HoldMatter: matter.hold_matter,
    commands.ReleaseMatter: matter.release_matter,
    commands.WithdrawMatter: matter.withdraw_matter,
    commands.GiveAnswer: sign_off.give_answer,
    commands.DeclareInterest: sign_off.declare_interest,
    commands.RaiseConcern: sign_off.raise_concern,
    commands.AnswerConcern: sign_off.answer_concern,
    commands.WithdrawConcern: sign_off.withdraw_concern,
    commands.HandOver: sign_off.hand_over,
    commands.Remind: sign_off.remind,
    commands.Escalate: sign_off.escalate,
    commands.CloseSignOff: sign_off.close_sign_off,
}


def decide(known: Known, stream: Stream, command: Command) -> Decision:
    """The one question: what does this command do to what is known? Nothing can have happened
    later than now, whoever says so."""
    if known.happened > known.at:
        return refused("in-the-future")
    return RULES[type(command)](known, stream, command)
