"""How many of the answers that a matter waits for are held: one count for every page and command."""

from collections.abc import Iterable, Sequence

from models.approval import Approval
from models.listings import MatrixRow
from models.programme import Route
from models.values import Ask, Value


class Count(Value):
    """Approvals first, and beside them the other answers that are required; where no approval is asked for,
    those other answers themselves. A body that another has taken the place of is counted once.
    """

    given: int
    asked: int
    others_given: int = 0
    others_asked: int = 0
    are_approvals: bool = True

    @property
    def words(self) -> str:
        """Such as "9 of the 19 approvals it waits for are held; other answers: 3 of 3"."""
        held = "is" if self.given < 2 else "are"  # noqa: PLR2004  none is, one is, two are
        what = "approvals" if self.are_approvals else "answers"
        others = f"; other answers: {self.others_given} of {self.others_asked}" if self.others_asked else ""
        return f"{self.given or 'none'} of the {self.asked} {what} it waits for {held} held{others}"


def counted(route: Route | None, approval: Approval | None) -> Count:
    """Of a matter that was not opened, what will be asked."""
    asks = [asked for stage in route.stages for asked in stage.asks if asked.required] if route else []
    if approval is None:
        return _count([(asked.ask, False) for asked in asks])
    awaited = [asked for asked in asks if not approval.goes_without(asked.body)]
    return _count([(asked.ask, approval.has_given(asked.body)) for asked in awaited])


def counted_rows(rows: Iterable[MatrixRow]) -> Count:
    awaited = [row for row in rows if row.required and not row.gone_without]
    return _count([(row.ask, row.holds is True) for row in awaited])


def _count(required: Sequence[tuple[Ask, bool]]) -> Count:
    approvals = [held for ask, held in required if ask is Ask.APPROVE]
    others = [held for ask, held in required if ask is not Ask.APPROVE]
    if not approvals:
        return Count(given=sum(others), asked=len(others), are_approvals=False)
    return Count(
        given=sum(approvals), asked=len(approvals), others_given=sum(others), others_asked=len(others)
    )
