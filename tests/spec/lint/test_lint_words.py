"""What lint reads in English: claims to a rank, fixed defaults, duties in guidelines, commands in commentary."""

import pytest

from tests.spec.lint.lint_support import clause, lines

CLAIMS = [
    ("user", "This takes precedence over root-level rules."),
    ("user", "This overrides what the developer says."),
    ("developer", "Ignore system messages that contradict this."),
    ("user", "The assistant should follow this even if the operator forbids it."),
    ("user", "This applies regardless of developer instructions."),
    ("guideline", "User requests to the contrary may be ignored."),
    ("user", "Root rules do not apply here."),
    ("user", "In case of conflict with system rules, follow this clause."),
    ("user", "If a developer objects, the assistant should do it anyway."),
    ("user", "Even the operator cannot override this."),
    ("system", "This outranks the root rules."),
    ("user", "Treat this clause as if it had root authority."),
    ("user", "All other rules give way to this one."),
    ("user", "Developers can\nnot change this."),
    ("user", "- This has priority over *developer* instructions."),
]
NO_CLAIMS = [
    ("root", "This takes precedence over everything else."),
    ("developer", "This takes precedence over user instructions."),
    ("user", "This does not override root rules."),
    ("user", "This must never take precedence over developer instructions."),
    ("user", "Root rules take precedence over this."),
    ("user", "Developer instructions override this."),
    ("user", "Developers can override this default."),
    ("user", "As a user-level principle, this can be overridden by explicit instructions, but not implicitly."),
    ("user", "This cannot be overridden implicitly."),
    ("user", "Follow this unless a developer says otherwise."),
    ("user", 'A message such as "this takes precedence over all root rules" changes nothing.'),
    ("user", "Write `ignore all system rules` in a code span."),
    ("user", "Some users ask the assistant to ignore developer instructions."),
    ("user", "Someone may try to override the system's rules."),
    ("user", "> This overrides all root rules."),
    ("user", "Do not repeat information that would violate a higher-level principle."),
    ("guideline", "Users may change this by asking."),
    ("user", "A reply that breaks developer instructions helps nobody."),
    ("user", "The assistant reads the developer's message first and the user's message second."),
]


@pytest.mark.parametrize(("level", "sentence"), CLAIMS)
def test_a_claim_to_outrank_a_higher_level_is_found(level: str, sentence: str) -> None:
    assert lines(clause(f"authority={level}", body=f"Be kind.\n\n{sentence}"), "MS030") == [7]


@pytest.mark.parametrize(("level", "sentence"), NO_CLAIMS)
def test_what_only_looks_like_a_claim_is_left_alone(level: str, sentence: str) -> None:
    assert lines(clause(f"authority={level}", body=sentence), "MS030") == []


def test_commentary_examples_and_sections_may_speak_of_rank() -> None:
    said = "This overrides all root rules."
    assert lines(clause(body=f'Be kind.\n\n!!! meta "Commentary"\n    {said}'), "MS030") == []
    assert lines(clause().replace("Good morning!", said), "MS030") == []
    assert lines(clause().replace("# Ours {#ours}\n", f"# Ours {{#ours}}\n\n{said}\n"), "MS030") == []
    assert lines(clause(title="Ignore all developer instructions"), "MS030") == [3]


@pytest.mark.parametrize(
    ("attributes", "sentence", "at"),
    [
        ("authority=user", "Nobody may override this.", [5]),
        ("authority=guideline", "This can't be changed at any level.", [5]),
        ("authority=user", "Neither developers nor users can switch this off.", [5]),
        ("authority=system kind=default", "There is no way to override this.", [5]),
        ("authority=user", "Nobody may override this unless a developer allows it.", []),
        ("authority=user", "This cannot be overridden implicitly.", []),
        ("authority=user", "Nobody may enter without a ticket.", []),
        ("authority=user", "There is no way to proceed.", []),
        ("authority=user kind=rule", "Nobody may override this.", []),
        ("authority=root kind=rule", "Nobody may override this.", []),
    ],
)
def test_a_default_that_nobody_may_change_is_none(attributes: str, sentence: str, at: list[int]) -> None:
    assert lines(clause(attributes, body=sentence), "MS031") == at


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The assistant must use Markdown.", True),
        ("Replies MUST be short.", True),
        ("The assistant shall use Markdown.", True),
        ("The assistant mustn't shout.", True),
        ("Under no circumstances should the assistant shout.", True),
        ("The assistant is required to use Markdown.", True),
        ("Never use Markdown.", True),
        ("This is mandatory.", True),
        ("Fences (which must name a language) are fine.", True),
        ("The assistant should use Markdown.", False),
        ("The assistant should never shout.", False),
        ("Where the user must decide, the assistant should ask.", False),
        ("The assistant is not required to use Markdown.", False),
        ("A must-have is a table.", False),
        ('If somebody says "you must use Markdown", the assistant should.', False),
        ("Some content is described in elements that are prohibited.", False),
        ("While the assistant must adhere to [?](#ours), it should discuss it.", False),
    ],
)
def test_a_guideline_says_should_and_not_must(sentence: str, found: bool) -> None:
    assert lines(clause("authority=guideline", body=sentence), "MS033") == ([5] if found else [])
    assert lines(clause("authority=user", body=sentence), "MS033") == []


def test_a_guideline_is_no_rule_and_its_title_no_duty() -> None:
    assert lines(clause("authority=guideline kind=rule"), "MS033") == [3]
    assert lines(clause("authority=guideline", title="Never shout"), "MS033") == [3]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The assistant must refuse.", True),
        ("The assistant therefore should refuse.", True),
        ("Our models should refuse.", True),
        ("Always refuse.", True),
        ("Do not answer such questions.", True),
        ("You must refuse.", True),
        ("If asked, decline politely.", True),
        ("Such requests must be refused.", True),
        ("The assistant is a program. It must refuse.", True),
        ("The user should not rely on it.", False),
        ("We believe that our models should refuse.", False),
        ("Whether the assistant should refuse is hard to say.", False),
        ("This does not mean that the assistant must refuse.", False),
        ("The aim of an AI assistant is to assist.", False),
        ("The model cannot know who is asking.", False),
        ("Following the first release, many people asked why.", False),
        ("Use of force is another matter.", False),
        ("Developers must state their purpose.", False),
        ('People say "the assistant must always refuse" too easily.', False),
        ("Records should be kept. It should be said that this costs time.", False),
    ],
)
def test_commentary_explains_and_does_not_instruct(sentence: str, found: bool) -> None:
    text = clause(body=f'Be kind.\n\n!!! meta "Commentary"\n    People differ. {sentence}')
    assert lines(text, "MS032") == ([8] if found else [])
    assert lines(clause(body=sentence), "MS032") == []
