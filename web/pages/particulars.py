"""What the page of a matter tells beside its table: who is awaited, each body's record, what is owed."""

from collections.abc import Iterator

from models.approval import Progress
from models.explaining import Origin
from models.listings import ConcernStands, MatrixRow
from models.sign_off import ConcernState
from models.values import Instant, ObligationId, Procedure, Standing
from services.obligations import ObligationLine
from services.reading import BodyTold, MatterRead
from web.pages import corrected, presenters
from web.pages.parts import Owed, Particulars, Row

OPEN = frozenset({Standing.WAITING, Standing.OPEN, Standing.DEFERRED, Standing.INQUORATE})


def awaited(read: MatterRead) -> tuple[Row, ...]:
    """Who has been asked and is not late, and by when: the earliest first, those without a day last. Nobody
    is waited for while the matter is on hold or withdrawn.
    """
    if read.matrix.progress is not Progress.RUNNING:
        return ()
    waiting = [
        row
        for row in read.matrix.rows
        if row.standing in OPEN and not (row.next_step and row.next_step.is_late)
    ]
    far = read.matrix.as_of.replace(year=9999)
    in_order = sorted(waiting, key=lambda row: read.bodies[row.body].deadline or _at(row) or far)
    return tuple(Row(read.names.get(row.body, row.name), _by_when(read, row)) for row in in_order)


def particulars(read: MatterRead) -> tuple[Particulars, ...]:
    """Of each body that has any."""
    told = ((row, tuple(_of(read, row))) for row in read.matrix.rows)
    return tuple(Particulars(read.names.get(row.body, row.name), rows) for row, rows in told if rows)


def owed(read: MatterRead, line: ObligationLine) -> Owed:
    return Owed(
        words="A condition that was set in private." if line.obligation in _private(read) else line.words,
        due=line.due.words,
        stage=presenters.plain(line.stage),
        is_late=line.is_late,
    )


def _private(read: MatterRead) -> set[ObligationId]:
    """Conditions of bodies that took the item with the public excluded (G19)."""
    rows = (row for row in read.matrix.rows if row.body in read.bodies and read.bodies[row.body].in_private)
    return {each.obligation for row in rows for each in row.conditions}


def windows(read: MatterRead) -> tuple[str, ...]:
    """Those of today and those to come."""
    today = presenters.local_day(read.matrix.as_of)
    return tuple(
        f"From {presenters.day(each.first)} to {presenters.day(each.last)} nothing is published."
        for each in read.matrix.windows
        if not each.is_withdrawn and each.last >= today
    )


def _by_when(read: MatterRead, row: MatrixRow) -> str:
    told = read.bodies[row.body]
    if row.procedure is Procedure.WRITTEN and told.deadline:
        return f"{row.answered} of {row.entitled} have answered, closes {presenters.closes(told.deadline)}"
    if row.procedure is Procedure.LETTER:
        return f"Its letter is awaited from {told.secretary}"
    if row.next_step:
        return (
            f"{row.next_step.words[:1].upper()}{row.next_step.words[1:]}, {presenters.due(row.next_step.at)}"
        )
    return "No day is fixed yet"


def _at(row: MatrixRow) -> Instant | None:
    return row.next_step.at if row.next_step else None


def _of(read: MatterRead, row: MatrixRow) -> Iterator[Row]:
    told = read.bodies.get(row.body)
    yield from (Row("Holds", _origin(each)) for each in row.holds_for)
    if told:
        yield from _recorded(told)
    if row.effect:
        yield Row("Effect", presenters.sentence(row.effect))
    for condition in row.conditions:
        yield Row("Condition", presenters.sentence(condition.words))
    if row.now_held_by:
        yield Row("Succession", presenters.sentence(row.now_held_by.words))
    if row.before:
        yield Row("Before", presenters.sentence(row.before.words))
    if row.notice:
        yield Row("Amendment", presenters.sentence(row.notice.words))
    yield from map(_concern, row.concerns)
    yield from map(corrected.row, row.corrections)


def _recorded(told: BodyTold) -> Iterator[Row]:
    if told.declarations:
        yield Row("Interests", told.declarations)
    for each in told.put_off:
        yield Row("Not decided", each)
    if told.in_private:
        yield Row("In private", f"Taken in private by resolution, for this reason: “{told.in_private}”")
    if told.wording:
        yield Row("Decision", f"“{told.wording}”")
    for each in told.conditions:
        yield Row("Condition", f"“{each}”")


def _origin(origin: Origin) -> str:
    """An approval that was carried is still that of the body that gave it."""
    if origin.standing is None or origin.decided is None:
        return f"The place of {origin.name}, which had not decided."
    said = presenters.tag(origin.standing).words.lower()
    day = presenters.day(presenters.local_day(origin.decided))
    return f"What {origin.name} gave: {said} on {origin.version}, on {day}."


def _concern(concern: ConcernStands) -> Row:
    raised = presenters.day(presenters.local_day(concern.raised))
    name = "Objection" if concern.objects else "Concern"
    return Row(name, f"Raised on {raised} on version {concern.version}: {_ended(concern)}.")


def _ended(concern: ConcernStands) -> str:
    """An answer ends a question, and never an objection."""
    if concern.objects and concern.state is not ConcernState.WITHDRAWN:
        return "not withdrawn"
    return "not answered yet" if concern.state is ConcernState.RAISED else concern.state
