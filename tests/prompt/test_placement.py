"""What applies, said once more."""

from bylaw.authority.constraints import Constraint
from bylaw.authority.instructions import Instruction
from bylaw.authority.levels import Authority
from bylaw.prompt.placement import restate

NO_COMMA = Constraint.of("punctuation:no_comma")


def test_without_rules_nothing_is_said() -> None:
    assert restate([]) == ""


def test_a_rule_is_said_in_its_constraints_words_where_it_has_some() -> None:
    rule = Instruction(0, 0, 0, 9, Authority.DEVELOPER, "Refrain, in all you write, from commas.", (NO_COMMA,))
    assert restate([rule]).splitlines()[1:] == ["- Use no commas."]


def test_a_rule_without_constraints_is_said_in_its_own_words_on_one_line() -> None:
    rule = Instruction(0, 0, 0, 9, Authority.DEVELOPER, "Be  kind\nto all.")
    assert restate([rule]).splitlines()[1:] == ["- Be kind to all."]


def test_each_rule_is_said_once() -> None:
    assert restate([NO_COMMA, NO_COMMA, "Use no commas."]).count("commas") == 1
