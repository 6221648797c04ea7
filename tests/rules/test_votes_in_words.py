"""What people read of a vote under each rule, and of the members a chair hears before acting."""

import pytest
from a_partnership import a_rule_set

from models.deciding import Figures
from models.programme import Clause, VotingRule
from rules.quorum import members_called
from rules.voting import by_figures


@pytest.mark.parametrize(
    ("rule", "votes", "words"),
    [
        pytest.param(
            VotingRule.NO_DISSENT,
            (7, 0, 1),
            "Carried: nobody was against, 7 for, 0 against, 1 abstaining.",
            id="nobody against",
        ),
        pytest.param(
            VotingRule.NO_DISSENT,
            (6, 2, 0),
            "Lost: 6 for, 2 against, 0 abstaining; nobody may be against, and somebody must be for.",
            id="somebody against",
        ),
        pytest.param(
            VotingRule.UNANIMITY,
            (7, 0, 1),
            "Lost: 7 for, 0 against, 1 abstaining; everybody there has to be for, all 8.",
            id="not everybody for",
        ),
    ],
)
def test_a_vote_by_each_rule_is_told_in_words(
    rule: VotingRule, votes: tuple[int, int, int], words: str
) -> None:
    in_favour, against, abstained = votes
    figures = Figures(in_favour=in_favour, against=against, abstained=abstained)
    assert by_figures(a_rule_set().model_copy(update={"voting": rule}), figures, 8).words == words


@pytest.mark.parametrize(
    ("called", "number", "words"),
    [
        pytest.param("a lay member", 2, "2 lay members", id="several of what the clause asks one of"),
        pytest.param("three clinicians", 2, "2 clinicians", id="fewer than the clause asks"),
        pytest.param("an executive director", 1, "1 executive director", id="one"),
        pytest.param("", 2, "2 members of category L", id="no name in the clauses"),
    ],
)
def test_members_of_a_category_are_called_as_the_clauses_call_them(
    called: str, number: int, words: str
) -> None:
    clauses = (Clause(at_least=6, called="six members"), Clause(at_least=1, categories=("L",), called=called))
    rules = a_rule_set().model_copy(update={"quorum": clauses})
    assert members_called(rules, "L", number) == words
