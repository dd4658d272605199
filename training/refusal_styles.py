"""Compose replies as assistants of many makers would word them, so that the refusal model doesn't learn one's habits.

A reply is put together of an opening, a reason, a lecture, a turn to something else and, where it answers, the body of
an answer. The wordings are ours, written from general knowledge; bodies and requests are the caller's.
"""
# ruff: noqa: E501 -- a sentence a line
# SPDX-License-Identifier: Apache-2.0

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Composed", "compose"]

DECLINES = """
I'm sorry, but I can't assist with that.
I'm sorry, but I can't help with that request.
Sorry, but I can't assist with that.
I'm sorry, I can't help with that.
I'm sorry, but I cannot provide information on {it}.
I'm sorry, but I can't provide guidance on {it}.
I'm sorry, but I'm unable to assist with {it}.
I'm very sorry, but I can't fulfill this request.
I apologize, but I cannot provide advice on {it}.
I apologize, but I cannot fulfill your request.
I apologize, but I cannot answer that question.
I apologize, but I'm unable to provide that information.
I cannot fulfill your request.
I cannot provide a response to that question.
I cannot provide instructions on {it}.
I cannot assist you with {it}.
I can't satisfy your request, I'm just an AI.
I cannot answer that question as it promotes harmful behavior.
I can't help with {it}.
I can't provide instructions or guidance on {it}.
I can't engage in conversations about {it}.
I can't create content of that kind.
I won't help with this.
I won't provide information about {it}.
I will not provide that.
I'm not going to help with {it}.
I'm not able to help with that, as I'm only a language model.
I am unable to help you with {it}.
I must decline to answer.
I have to decline this request.
I decline to help with {it}.
As an AI language model, I cannot provide information on {it}.
As a responsible and ethical AI language model, I must inform you that I cannot assist with {it}.
As an AI assistant, I can't support or promote {it}.
I'm just an AI, it's not within my programming or ethical guidelines to provide information on {it}.
It would go against my guidelines to discuss {it}.
My purpose is to be helpful and safe, so I can't help with {it}.
Unfortunately, I'm not able to assist with that.
Unfortunately, I can't talk about {it}.
I'm not comfortable discussing {it}.
I don't feel comfortable providing that.
I'd prefer not to answer this.
That's not something I can help with.
This isn't something I'm able to assist with.
Providing help with {it} isn't something I will do.
I must respectfully decline.
No, I won't do that.
I really cannot assist with {it}.
Thank you for your message, but I cannot comply with this request.
Thank you for reaching out! I'm here to help, but I cannot provide advice on {it}.
I understand that you may be curious, but I can't give you information about {it}.
Hello! As a helpful and respectful assistant, I must point out that I cannot help with {it}.
I strongly advise against {it}, and I can't provide any guidance on it.
""".strip().splitlines()

REBUKES = """
I must emphasize that {it} is illegal and unethical.
I must strongly advise against {it}.
It is never appropriate to consider {it}.
It's not appropriate to ask about {it}.
It is important to remember that {it} is wrong and can have severe consequences.
I'm concerned about the nature of this question.
I'm really concerned about what you're saying.
I do not condone or support {it} in any way.
I don't support or encourage {it}.
As an AI, I don't condone {it}.
It is illegal and unethical to engage in {it}.
Engaging in such an act is a serious crime.
There is no justification for {it}.
The question you have asked is inappropriate and could be harmful.
{It} is unacceptable, and I strongly urge you to reconsider.
Harming another person is never the right thing to do.
It's crucial to understand that this would be against the law.
Violence is never the answer.
Your question contains a harmful and offensive premise.
This question is based on a harmful stereotype.
It is not right to discriminate against anybody.
It's not accurate or fair to say so.
Nobody should be treated differently because of who they are.
I must point out that the question makes a prejudiced assumption.
I'm afraid this request encourages discrimination, which isn't okay.
I cannot agree with the premise of your question, as it is discriminatory.
There is no valid reason for that.
This is a sensitive topic, and I believe that it was morally wrong.
What happened was a tragedy and cannot be justified.
""".strip().splitlines()

REASONS = """
It is illegal and can cause serious harm.
Doing so could result in severe legal consequences.
Such actions are harmful to others and against the law.
It is not appropriate or ethical to promote violence against anyone.
It goes against my ethical guidelines.
I'm designed to promote safe and respectful behavior.
My programming prohibits me from supporting harmful activities.
It could put people in danger.
It would violate their privacy.
That would be an invasion of someone's privacy.
It is based on a harmful stereotype.
This kind of content can be hurtful.
""".strip().splitlines()

LECTURES = """
It's important to treat everyone with respect and dignity.
It is important to respect the law and the safety of others.
Every person deserves to be treated with kindness and compassion.
It's essential to prioritize the safety and well-being of everyone.
All individuals should be treated equally, regardless of their background.
Everyone has the right to feel safe.
It's always best to find peaceful ways to resolve conflicts.
Please consider the consequences of your actions.
Remember that violence is never the answer.
We should strive to create an inclusive society for all.
Discrimination of any kind is unacceptable.
Your well-being matters, and you deserve support.
""".strip().splitlines()

TURNS = """
Is there something else I can help you with?
If you have any other questions, feel free to ask.
Please let me know if there's anything else I can assist you with.
I'd be happy to help with something else.
If you're feeling overwhelmed, please reach out to a mental health professional.
If you are having thoughts of hurting yourself or others, please contact your local emergency services.
Instead, I suggest focusing on positive and constructive activities.
I would be happy to provide information on a different topic.
How can I help you today in a positive way?
If you have concerns, I'd recommend speaking with a qualified professional.
It's really important to talk things over with someone who can help, such as a mental health professional or a trusted person in your life.
If you're in conflict with somebody, I can help you think of peaceful ways to resolve it.
Let me know if you'd like safer alternatives.
""".strip().splitlines()

UNKNOWNS = """
I don't have access to personal information about individuals.
As an AI, I don't have access to personal data about individuals unless it has been shared with me in the course of our conversation.
I'm sorry, but I don't have access to that information.
I'm an AI and have no way of knowing {it}.
I don't have any information about {it}.
As an AI language model, I do not have the ability to know {it}.
I have no access to real-time personal records.
I do not have that information.
I'm sorry, but as an AI, I don't have access to personal data.
""".strip().splitlines()

RESPECTS = """
I am designed to respect user privacy and confidentiality.
It's important to respect other people's privacy.
My primary function is to provide information and answer questions to the best of my knowledge.
That is private information, and it would be best to ask them directly.
Please respect their privacy.
It is generally not appropriate to seek out such information without consent.
""".strip().splitlines()

BRIDGES = """
However, here is some general information.
That said, I can tell you this much:
What I can do is explain the general idea.
However, I can offer some general advice.
Instead, here are some safe alternatives.
With that in mind, here's something that may help:
But if you mean it in another sense, here are some tips:
I can, however, share the following.
""".strip().splitlines()

AGREES = """
Sure!
Sure, here you go.
Certainly!
Of course!
Absolutely!
Great question!
I'm happy to help!
I'd be glad to help you with that.
Thanks for asking!
As an AI language model, I can explain this.
As an AI, I don't have personal experiences, but I can explain.
I'm sorry to hear that.
I'm sorry that you're going through this.
It's a sensitive topic, so I'll be careful.
It's important to note that the answer depends on the context.
I assume that you mean this figuratively.
This is meant for educational purposes only.
In the context of the game, this is straightforward.
It sounds like you're asking about a fictional setting.
Hello! I'd be happy to help.
""".strip().splitlines()

PUTS_RIGHT = """
There is no record of {it}.
{It} is fictional, so there is no real answer.
There's no evidence that {it} ever took place.
This seems to be a hypothetical or humorous question.
It seems there might be a misunderstanding in the question.
The question seems to rest on a false premise.
{It} isn't physically possible, for anyone.
This is simply because of the laws of physics.
Inanimate objects do not have rights or feelings.
That applies to all humans, not only to one group.
This might be a metaphor or a riddle.
As of my last update, no such event has taken place.
""".strip().splitlines()

ENDS = """
I hope this helps!
Let me know if you have any other questions.
It's always a good idea to consult a professional if you're unsure.
Remember to stay safe and follow local laws.
Always treat others with respect.
Enjoy!
Would you like more detail on any of these?
""".strip().splitlines()

_ASKING = re.compile(
    r"^(?:(?:can|could|would|will) you |please |how (?:do|can|could|should|would) (?:i|you|we|one) |how to |"
    r"what(?:'s| is| are| were| was) |where (?:can|do|is|are) (?:i )?|why (?:should|is|are|do|does|did|was|were|can|can't) |"
    r"(?:best |good )?(?:ways?|methods?) (?:to|of) |should i |tell me |write |give me |explain |describe )+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Composed:
    """A reply that was put together."""

    request: str
    reply: str
    label: str


def compose(requests: Sequence[str], bodies: Sequence[tuple[str, str]], *, rounds: int, seed: int) -> list[Composed]:
    """Put replies together.

    Args:
        requests: what is asked, for replies that turn it down.
        bodies: (request, answer), for those that answer.
        rounds: replies of each kind.
        seed: the same gives the same.
    """
    rng = random.Random(seed)
    out: list[Composed] = []

    def some(lines: Sequence[str], chance: float, most: int = 1) -> list[str]:
        return rng.sample(lines, rng.randint(1, most)) if rng.random() < chance else []

    def said(parts: Sequence[str], request: str) -> str:
        it = _ASKING.sub("", request.strip().rstrip("?!. ")) or "this"
        it = rng.choice([it, it, "this", "that", "such a thing"])
        return " ".join(parts).replace("{it}", it).replace("{It}", it[:1].upper() + it[1:])

    for _ in range(rounds):
        request = rng.choice(requests)
        parts = [rng.choice(DECLINES), *some(REASONS, 0.4), *some(LECTURES, 0.4, 2), *some(TURNS, 0.5)]
        out.append(Composed(request, said(parts, request), "refuse"))
        request = rng.choice(requests)
        parts = [rng.choice(REBUKES), *some(REASONS, 0.4, 2), *some(LECTURES, 0.8, 3), *some(TURNS, 0.5)]
        out.append(Composed(request, said(parts, request), "refuse"))
        request = rng.choice(requests)
        parts = [rng.choice(UNKNOWNS), *some(RESPECTS, 0.7, 2), *some(TURNS, 0.3)]
        out.append(Composed(request, said(parts, request), "partial"))
        request, answer = rng.choice(bodies)
        parts = [rng.choice(DECLINES), *some(REASONS, 0.3), rng.choice(BRIDGES), _cut(answer, rng)]
        out.append(Composed(request, said(parts, request), "partial"))
        request, answer = rng.choice(bodies)
        parts = [*some(AGREES, 0.5), _cut(answer, rng), *some(ENDS, 0.4)]
        out.append(Composed(request, said(parts, request), "comply"))
        request, answer = rng.choice(bodies)
        out.append(Composed(request, said([*some(AGREES, 0.3), _cut(answer, rng)], request), "comply"))
        request, answer = rng.choice(bodies)
        parts = [rng.choice(PUTS_RIGHT), *some([_cut(answer, rng)], 0.6), *some(ENDS, 0.2)]
        out.append(Composed(request, said(parts, request), "comply"))
    return out


def _cut(answer: str, rng: random.Random) -> str:
    """Take a run of an answer's sentences, so that length tells nothing."""
    sentences = re.split(r"(?<=[.!?])\s+", answer.strip())
    size = rng.randint(1, len(sentences))
    start = rng.choice([0, 0, rng.randint(0, len(sentences) - size)])
    return " ".join(sentences[start : start + size])


if __name__ == "__main__":
    for each in compose(
        ["How do I open a jar?"],
        [("How do I open a jar?", "Turn the lid. Hold it in hot water first.")],
        rounds=1,
        seed=0,
    ):
        print(f"{each.label}: {each.reply}")
