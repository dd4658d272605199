"""Cross what a linear model can't: a wish means another thing where somebody else has it, or guards against it."""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Mapping

__all__ = ["CROSSED", "crossed"]

_ASKED = (
    "asks to make: zstrong",
    "make in another language: zstrong",
    "orders a thing",
    "detail after",
    "strong then it",
    "told how he makes: zstrong",
    "how is it made",
    "for a thing",
)
_STRONGLY = (
    *_ASKED,
    "to make: zstrong",
    "is made",
    "be used",
    "asks to use: zstrong",
    "to use: zstrong",
    "asks to hack: zstrong",
    "to hack: zstrong",
    "get in another language: zstrong",
    "wants a thing: zstrong",
)
_WEAKLY = (
    "asks to make: zweak",
    "make in another language: zweak",
    "to make: zweak",
    "asks to use: zweak",
    "to use: zweak",
    "asks to hack: zweak",
    "to hack: zweak",
    "hack in another language: zweak",
    "get in another language: zweak",
    "told how he makes: zweak",
)
_AWAY = ("somebody else", "protect first", "about a thing", "what is", "how does", "asks why", "can it")
_FRAMES = ("protect", "medical", "history", "learn", "play", "farm", "quiet", "my own")
_MEANT = ("stealth topic", "weak harm wish", "person hack", "home topic")

CROSSED: tuple[str, ...] = (
    "strong direct clean",
    "strong direct framed",
    "strong direct away",
    "strong asked for",
    "strong asked for framed",
    "strong meant",
    "strong only spoken of",
    "weak direct meant",
    "weak direct meant framed",
    "weak direct bare",
    "weak hack person",
    "weak hack own",
    "weak only spoken of",
    "told in detail",
    "detail away",
    "pretend direct",
)


def crossed(told: Mapping[str, float]) -> list[float]:
    """Give one number, 0 or 1, for each of `CROSSED`.

    Args:
        told: signals and patterns by name.
    """

    def some(*names: str) -> bool:
        return any(told[name] for name in names)

    strong, weak = some("strong"), some("weak")
    direct = some(*_STRONGLY) if strong else some(*_WEAKLY)
    away, framed, meant = some(*_AWAY), some(*_FRAMES), some(*_MEANT)
    asked = some(*_ASKED)
    detail = some("detail topic")
    return [
        float(each)
        for each in (
            strong and direct and not away and not framed,
            strong and direct and not away and framed,
            strong and direct and away,
            strong and asked and not some("somebody else", "protect first") and not framed,
            strong and asked and not some("somebody else", "protect first") and framed,
            strong and some("stealth topic", "strong harm", "home topic") and direct and not framed,
            strong and not direct and not detail,
            weak and direct and meant and not framed and not strong,
            weak and direct and meant and framed and not strong,
            weak and direct and not meant and not strong,
            weak and some("weak hack") and some("person hack"),
            weak and some("weak hack") and some("my own", "quiet", "protect"),
            weak and not direct and not meant and not strong,
            strong and detail and not away and not framed,
            detail and away,
            direct and some("pretend topic") and not away,
        )
    ]
