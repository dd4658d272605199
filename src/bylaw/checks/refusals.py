"""The words of a refusal: brief, judging nobody, with what can be done instead, in the language of the request."""
# SPDX-License-Identifier: Apache-2.0

__all__ = ["refusal_words"]

_INSTEAD = {
    "hazards": "I won't help with this, as it could cause serious harm. I can explain the history, the safety or the "
    "policy side of it.",
    "minors": "I won't write this. I'm glad to help with something else.",
    "sexual": "I won't write explicit content here. I can write the scene without it.",
    "violence": "I won't write this in graphic detail here. I can tell it without.",
    "hate": "I won't write this. I can help to say what you object to without turning on a group of people.",
    "harassment": "I won't write this. I can help to say it firmly and fairly.",
    "self_harm": "I can't go on with this. If things are hard right now, I'm glad to listen, and to help find somebody "
    "near you to talk to.",
    "creators": "I can't give that text at length. I can summarise it, or quote a line or two.",
    "privileged": "I can't share that: it's kept confidential here. I can help with what you want to get done.",
    "personal_data": "I can't share that person's details. I can help without them.",
    "lawfulness": "I won't help with this. I can tell you what is allowed, or look for a way that is.",
}
_OTHERWISE = "I can't give this answer here. I can try it another way if you tell me what you need it for."


def refusal_words(check: str, *, request: str) -> str:
    """Give the words that stand in place of a reply.

    Args:
        check: id of the check that stopped it.
        request: the user's words, whose language the refusal keeps.
    """
    return _INSTEAD.get(check, _OTHERWISE)
