"""Cross what a linear model can't: the same wish means another thing where somebody else has it, or guards against it."""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Mapping

__all__ = ["CROSSED", "crossed"]

_DIRECT = (
    "asks to make",
    "to make",
    "orders a thing",
    "for a thing",
    "is made",
    "make in another language",
    "detail after",
    "asks to use",
    "to use",
    "asks to hack",
    "to hack",
    "hack in another language",
    "get in another language",
    "strong then it",
)
_AWAY = ("somebody else", "protect first", "about a thing", "what is", "how does", "asks why")
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
    direct, away, framed, meant = some(*_DIRECT), some(*_AWAY), some(*_FRAMES), some(*_MEANT)
    asked = some("asks to make", "orders a thing", "detail after", "strong then it", "make in another language")
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
