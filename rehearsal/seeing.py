"""What can be seen of a round at one moment: the register, and the letters caught since the last step."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.approval import Approval
from models.events import Recorded
from models.folding import State
from models.letters import LetterKind
from models.meeting import Meeting
from models.obligation import Obligation
from models.partnership import Partnership
from models.programme import Definition
from models.sign_off import SignOff
from models.streams import of_matter, of_meeting, of_obligation, of_programme
from models.values import (
    BodyId,
    Instant,
    MatterId,
    MeetingId,
    ObligationId,
    PersonId,
    Procedure,
    Sha256,
    Stream,
    digest_of,
    texts_in,
)
from rehearsal.hall import Hall
from storage.letter_rows import posted
from storage.lines import lines_after
from storage.register import state_of, words_by_digest

PAGE = 1000


@dataclass(frozen=True)
class SeenLetter:
    """A letter that arrived, with what the outbox says of it."""

    kind: LetterKind
    to: PersonId
    subject: str
    place: int
    """Where it lies among the letters caught."""


@dataclass(frozen=True)
class View:
    """One moment of a round, kept as it was."""

    at: Instant
    definition: Definition
    states: Mapping[Stream, State] = field(default_factory=dict)
    letters: tuple[SeenLetter, ...] = ()
    typed: Mapping[Sha256, str] = field(default_factory=dict)
    """What was typed, by digest."""

    @property
    def partnership(self) -> Partnership:
        state = self.states.get(of_programme(self.definition.id))
        return state if isinstance(state, Partnership) else Partnership()

    def approval(self, matter: MatterId) -> Approval | None:
        state = self.states.get(of_matter(matter))
        return state if isinstance(state, Approval) else None

    def sign_off(self, matter: MatterId, body: BodyId) -> SignOff | None:
        """What the body is asked or told last: an amendment may ask it again."""
        return max(self._of(matter, body), key=lambda sign_off: sign_off.opened, default=None)

    def decided_on(self, matter: MatterId, body: BodyId) -> SignOff | None:
        """What it decided, or is asked to: being told of an amendment changes nothing of that."""
        found = (each for each in self._of(matter, body) if each.procedure is not Procedure.NOTICE)
        return max(found, key=lambda sign_off: sign_off.opened, default=None)

    def _of(self, matter: MatterId, body: BodyId) -> list[SignOff]:
        return [
            state
            for state in self.states.values()
            if isinstance(state, SignOff) and (state.matter, state.body) == (matter, body)
        ]

    def meeting(self, meeting: MeetingId) -> Meeting | None:
        state = self.states.get(of_meeting(meeting))
        return state if isinstance(state, Meeting) else None

    def obligation(self, obligation: ObligationId) -> Obligation | None:
        state = self.states.get(of_obligation(obligation))
        return state if isinstance(state, Obligation) else None


class Eye:
    """Looks at the register again and again, reading only what has changed since."""

    def __init__(self, hall: Hall, definition: Definition) -> None:
        self._hall = hall
        self._definition = definition
        self._states: dict[Stream, State] = {}
        self._number = 0
        self._known: dict[str, tuple[LetterKind, PersonId]] = {}
        self._mark = 0
        self.news: list[Recorded] = []
        """Lines written since somebody last took them."""
        self.typed: dict[Sha256, str] = {}
        """What was typed up to now, by digest."""

    def mark(self) -> None:
        """A step is taken now: letters are counted from here."""
        self._mark = len(self._hall.caught.letters)

    async def look(self) -> View:
        await self._read_lines()
        return View(
            at=await self._hall.programme_now(self._definition.id),
            definition=self._definition,
            states=dict(self._states),
            letters=await self.arrived(self._mark),
            typed=self.typed,
        )

    async def _read_lines(self) -> None:
        programme, changed = self._definition.id, dict[Stream, None]()
        while found := await self._hall.database.read(lines_after, programme, self._number, PAGE):
            self.news += [each.line for each in found]
            self._number = found[-1].line.number
            changed |= dict.fromkeys(each.line.stream for each in found)
            digests = [text.digest for each in found for text in texts_in(each.line.event)]
            self.typed |= await self._hall.database.read(words_by_digest, digests)
        for stream in changed:
            state = await self._hall.database.read(state_of, stream)
            if state is not None:
                self._states[stream] = state

    async def arrived(self, since: int = 0) -> tuple[SeenLetter, ...]:
        """The letters caught, from that place on."""
        caught = self._hall.caught.letters[since:]
        names = [str(letter["Message-ID"]).strip("<>").partition("@")[0] for letter in caught]
        if any(name not in self._known for name in names):
            rows = await self._hall.database.read(posted, self._definition.id, None)
            self._known = {digest_of(row.id): (LetterKind(row.kind), row.recipient) for row in rows}
        return tuple(
            SeenLetter(*self._known[name], subject=str(letter["Subject"]), place=place)
            for place, (name, letter) in enumerate(zip(names, caught, strict=True), since)
        )
