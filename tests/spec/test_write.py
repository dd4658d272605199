"""Documents written: byte for byte what was parsed."""

import pytest

from bylaw.spec import load, parse, read_document, write


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("\n \n\t\n", id="blank"),
        pytest.param("# A", id="no-line-end"),
        pytest.param("\ufeff# A\r\n\r\nb\r\n", id="byte-order-mark-and-crlf"),
        pytest.param("---\r\ntitle: x\r\n---\r\n\r\n# A\r\n", id="front-matter"),
        pytest.param("# A\r\n\nb\r\rc\n", id="mixed-line-ends"),
        pytest.param("text  \n\n\n\n# A   \n\n\n", id="white-space-at-ends"),
        pytest.param("~~~\nnever closed\n\n\n", id="open-fence"),
    ],
)
def test_a_parsed_document_comes_back_byte_for_byte(text: str) -> None:
    spec = parse(text, "a.md")
    assert write(spec) == text
    assert parse(write(spec), "a.md") == spec


def test_the_document_that_ships_comes_back_byte_for_byte() -> None:
    text = read_document("builtin")
    assert write(load("builtin")) == text
    assert parse(write(parse(text))) == parse(text)
