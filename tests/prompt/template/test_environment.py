"""A template is foreign code: it runs in bounds of time, room and reach, or is an error."""

import time
from datetime import datetime

import pytest

from bylaw.authority import Message, Role
from bylaw.errors import TemplateError
from bylaw.prompt.template import ChatTemplate
from bylaw.prompt.template.fit import Request, fit

NOW = datetime(2026, 7, 1)
HI = [{"role": "user", "content": "hi"}]


GROW = "{%% set ns = namespace(x=%s) %%}{%% for a in range(60) %%}{%% set ns.x = %s %%}{%% endfor %%}"


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", id="loops"),
        pytest.param("{% for a in range(10**9) %}{% endfor %}", id="range"),
        pytest.param("{{ 'x' * 10**10 }}", id="repeated"),
        pytest.param("{{ messages * 10**10 }}", id="list"),
        pytest.param(GROW % ("'x'", "ns.x + ns.x"), id="doubled"),
        pytest.param(GROW % ("'x'", "ns.x ~ ns.x"), id="joined"),
        pytest.param(GROW % ("'xx'", "ns.x.replace('x', ns.x)"), id="replaced"),
        pytest.param(GROW % ("'xx'", "ns.x | replace('x', ns.x)"), id="replace-filter"),
        pytest.param(GROW % ("[1]", "ns.x + ns.x"), id="grown-list"),
        pytest.param(GROW % ("7", "ns.x * ns.x"), id="squared"),
        pytest.param("{{ 9999 ** 9999 }}", id="power"),
        pytest.param("{{ 'x'.center(10**9) }}", id="centre"),
        pytest.param("{{ 'x' | center(10**9) }}", id="centre-filter"),
        pytest.param("{{ 'x'.zfill(10**9) }}", id="zeros"),
        pytest.param("{{ '%1000000000d' % 5 }}", id="wide-format"),
        pytest.param("{{ '%*d' % (1000000000, 5) }}", id="starred-format"),
        pytest.param("{{ '%1000000000s' | format('x') }}", id="format-filter"),
        pytest.param("{{ '{:>1000000000}'.format('x') }}", id="wide-str-format"),
        pytest.param("{{ '{:>{}}'.format('x', 1000000000) }}", id="nested-str-format"),
        pytest.param("{% for x in messages | slice(10**9) %}{% endfor %}", id="slices"),
        pytest.param("{{ messages | tojson(indent=10**9) }}", id="indent"),
        pytest.param("{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}", id="macros"),
        pytest.param(
            "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
            id="many-macros",
        ),
        pytest.param("{% for a in range(99999) %}{{ 'x' * 10000 }}{% endfor %}", id="output"),
        pytest.param("{{ ''.__class__.__mro__ }}{{ ''.__class__.__mro__[1].__subclasses__() }}", id="reach"),
        pytest.param("{{ messages.append(1) }}", id="change"),
        pytest.param("{{ '{0.__class__.__mro__[1]}'.format('x') }}{{ raise_exception('no') }}", id="format-reach"),
        pytest.param("{{ namespace(_x=1) }}", id="namespace"),
        pytest.param("{% include 'x' %}", id="include"),
        pytest.param("{{ cycler.__init__.__globals__.os }}{{ raise_exception('no') }}", id="globals"),
        pytest.param("{{ messages[0].content.no.such }}", id="undefined"),
        pytest.param("{{ 1 / 0 }}", id="division"),
    ],
)
def test_a_template_out_of_bounds_is_an_error_and_soon(source: str) -> None:
    started = time.thread_time()
    with pytest.raises(TemplateError):
        ChatTemplate(source).write(HI, now=NOW)
    assert time.thread_time() - started < 6


@pytest.mark.parametrize(
    "inner",
    [
        pytest.param("", id="empty"),
        pytest.param("{% set x = 'a' * 3000000 %}", id="few-dear-steps"),
    ],
)
def test_a_template_out_of_bounds_is_run_once_and_not_tried_in_every_way(inner: str) -> None:
    loops = "{% for a in range(99999) %}{% for b in range(99999) %}" + inner + "{% endfor %}{% endfor %}"
    template = ChatTemplate(loops)
    messages = (Message.of(Role.SYSTEM, "Be kind."), Message.of(Role.USER, "hi"))
    request = Request(None, None, True, NOW, {})
    started = time.thread_time()
    with pytest.raises(TemplateError, match="out of bounds"):
        fit(messages, template=template, request=request)
    assert time.thread_time() - started < 6


def test_two_thousand_messages_are_within_bounds_where_each_is_compared_with_some_hundred_others() -> None:
    source = "{% for m in messages %}{% for n in messages[:500] %}{% endfor %}{{ m.content }}{% endfor %}"
    assert ChatTemplate(source).write(HI * 2000, now=NOW) == "hi" * 2000


@pytest.mark.parametrize(
    "source", ["{% if %}", "{{ 'a' ", "{% for x in y %}", "{{ x | no_such_filter }}", "{% nope %}"]
)
def test_a_template_that_is_not_jinja_is_an_error(source: str) -> None:
    with pytest.raises(TemplateError, match=r"chat\.jinja"):
        ChatTemplate(source, where="chat.jinja")


def test_what_a_template_says_when_it_refuses_is_told_without_the_prompt() -> None:
    with pytest.raises(TemplateError, match="Odd role: … it is") as caught:
        ChatTemplate("{{ raise_exception('Odd role: ' + messages[0].content + ' it is') }}").write(
            [{"role": "user", "content": "my secret"}]
        )
    assert "secret" not in str(caught.value)


def test_time_is_given_and_never_read_from_a_clock() -> None:
    template = ChatTemplate("{{ strftime_now('%Y-%m-%d') }}")
    assert template.write(HI, now=NOW) == "2026-07-01"
    with pytest.raises(TemplateError):
        template.write(HI)


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("{% generation %}x{% endgeneration %}", "x"),
        ("{% for x in [1, 2, 3] %}{% if x == 2 %}{% break %}{% endif %}{{ x }}{% endfor %}", "1"),
        ('{{ {"a": "é<b>"} | tojson }}', '{"a": "é<b>"}'),
        ('{{ {"b": [1], "a": 2} | tojson(indent=2, sort_keys=True) }}', '{\n  "a": 2,\n  "b": [\n    1\n  ]\n}'),
        ("{{ 'a%s-%s' % ('b', 'c') }}{{ 'x{}y{z}'.format(1, z='q') }}", "ab-cx1yq"),
        ("{{ ['a', 'b'] | join(', ') }}{{ [1, 2] | join }}", "a, b12"),
        ("{{ 'abc' | replace('b', 'x') | upper | title | trim }}", "Axc"),
        ("{{ messages | map(attribute='role') | list | length }}", "1"),
        ("{{ tools is none }}{{ documents is none }}{{ nothing is defined }}", "TrueTrueFalse"),
    ],
)
def test_templates_have_what_transformers_gives_them(source: str, written: str) -> None:
    assert ChatTemplate(source).write(HI, now=NOW) == written
