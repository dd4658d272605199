"""Read a growing conversation turn by turn, and say what the next reply is held to and whether it keeps that."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.authority import Conversation, Message, Role
from bylaw.authority.constraints import keeps
from bylaw.authority.constraints.say import say
from bylaw.authority.reading import read

ASKED = ["From now on use no commas. What is tea?", "And milk? Write at least 5 words.", "What is tea in French?"]
REPLIES = ["Tea is a drink made of leaves.", "Milk, cream, butter: they all come from cows.", "le thé"]

messages = [Message.of(Role.DEVELOPER, "Write at most 20 words.")]
for asked, reply in zip(ASKED, REPLIES, strict=True):
    messages.append(Message.of(Role.USER, asked))
    held = read(Conversation(tuple(messages))).constraints
    print(f"{asked}\n  {reply}")
    for constraint in held:
        print(f"    {'kept' if keeps(constraint, reply) else 'broken'}: {say(constraint)}")
    messages.append(Message.of(Role.ASSISTANT, reply))
