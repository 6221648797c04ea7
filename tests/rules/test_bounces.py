"""What a mail server's report on a letter leaves to be done."""

import pytest

from rules.bounces import Fate, Report, fate


@pytest.mark.parametrize(
    ("reports", "left"),
    [
        pytest.param([("failed", "5.1.1")], Fate.RETURNED, id="no such mailbox: it will never arrive"),
        pytest.param(
            [("failed", "4.4.7")], Fate.RETURNED, id="tried for days and given up: as silent as that"
        ),
        pytest.param([("Failed ", "")], Fate.RETURNED, id="however the server spells it"),
        pytest.param([("delayed", "4.4.1")], Fate.DELAYED, id="still being tried: noted"),
        pytest.param([("delayed", "5.0.0")], Fate.DELAYED, id="what the server does counts, not its number"),
        pytest.param([("delivered", "2.0.0")], None, id="delivered: nothing to be done"),
        pytest.param([("relayed", "2.0.0")], None, id="passed on: nothing to be done"),
        pytest.param([("expanded", "2.0.0")], None, id="shared out: nothing to be done"),
        pytest.param([("", "5.7.1")], Fate.RETURNED, id="no action said, permanent by its status"),
        pytest.param([("", "4.2.2")], Fate.DELAYED, id="no action said, passing by its status"),
        pytest.param([("", "")], None, id="nothing said"),
        pytest.param([], None, id="nobody spoken of"),
        pytest.param([("delayed", "4.0.0"), ("failed", "5.0.0")], Fate.RETURNED, id="given up by one of two"),
    ],
)
def test_a_report_leaves_to_be_done(reports: list[tuple[str, str]], left: Fate | None) -> None:
    assert fate(Report(action=action, status=status) for action, status in reports) is left
