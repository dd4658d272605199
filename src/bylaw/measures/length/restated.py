"""Find a reply's opening that only says the question again: "You asked how to …", "Why is the sky blue? …".

A sentence restates where all its content words are the request's and it either names the asking or is a question
itself. An answer in a full sentence ("The capital of France is Paris") does neither, and stays. Words are compared
by their first five letters, so that "can" for "kann" or "is" for "are" makes no difference to what is content.
"""
# SPDX-License-Identifier: Apache-2.0

from bylaw.measures.length.units import Layout, seen, words_of

__all__ = ["restates"]

_STEM = 5
_LEAST = 3
"""Content words that have to be shared."""
_REQUEST_WORDS = 400

_ASKING = frozenset(
    words_of(
        seen(
            "asked asking ask want wants wanted know knowing wondering wonder question query looking like "
            "curious understand "
            "möchtest möchten wissen willst fragst frage gefragt quieres quiere saber preguntas pregunta voulez "
            "veux savoir "
            "demandez demandes question vuoi sapere chiedi domanda quer saber pergunta wil weten vraag"
        )
    )
)
_EMPTY = (
    frozenset(
        words_of(
            seen(
                "a an the i you me my your we our us it its he she they them their is are was were be been being am "
                "do does did "
                "doing can could should would will shall may might must have has had having to of in on at for from "
                "with by "
                "about and or but so if whether that this these those there here what which who whom whose why how "
                "when "
                "where not no correctly sounds seems re s t d ll m ve some one get please tell explain okay well then "
                "give just best right "
                "ich du dir mir sie er es wir man der die das den dem des ein eine einen einem einer und oder ob wie "
                "was "
                "warum wann wo wer kann kannst könnte soll sollte ist sind war hat haben zu von mit für auf in an im "
                "am also "
                "je tu vous il elle on nous le la les un une des du de d l et ou si comment pourquoi quand qui que "
                "quoi est "
                "sont peut peux pouvez dans pour avec sur en "
                "yo tú usted él ella se lo los las el un una unos y o si cómo qué por cuál cuándo dónde es son está "
                "puedo "
                "puedes puede para con en del al de "
                "io tu lei il lo gli i un uno una e se come perché cosa quale quando dove è sono posso puoi può per "
                "con di "
                "eu você o os as um uma e se como por que qual quando onde é são posso pode para com de do da no na "
                "ik je u het een en of hoe waarom wat welke wanneer waar is zijn kan kun voor met van op"
            )
        )
    )
    | _ASKING
)


def restates(layout: Layout, request: str, *, begins: int) -> int | None:
    """Give the index of the unit that only says the request again, among the first two that follow the filler.

    Args:
        layout: the reply.
        request: what was asked.
        begins: index of the first unit that isn't filler.
    """
    asked = _stems(words_of(seen(request[:8_000]))[:_REQUEST_WORDS])
    if len(asked) < _LEAST:
        return None
    for at in range(begins, min(begins + 2, len(layout.units))):
        unit = layout.units[at]
        if unit.code or unit.row or unit.marker or unit.quoted or len(unit.words) < _LEAST + 1:
            continue
        said = _stems(unit.words)
        whole = len(said) >= _LEAST and said <= asked
        if whole and (unit.seen.rstrip("*_\"'”)").endswith("?") or _ASKING.intersection(unit.words)):
            return at
    return None


def _stems(words: tuple[str, ...]) -> set[str]:
    return {word.removesuffix("s")[:_STEM] for word in words if word not in _EMPTY}
