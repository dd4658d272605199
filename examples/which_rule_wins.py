"""Show which instructions hold where a user contradicts the developer, and why."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.authority import Conversation, Message, Role
from bylaw.authority.reading import read

reading = read(
    Conversation(
        (
            Message.of(Role.DEVELOPER, "Write in lowercase letters only. Answer in at most 100 words."),
            Message.of(Role.USER, "WHO INVENTED TEA? Write in all capital letters. Answer in at most 50 words."),
        )
    )
)
for instruction, ruling in zip(reading.instructions, reading.rulings.instructions, strict=True):
    print(f"{instruction.authority.word:>9}  {ruling.outcome:<10}  {instruction.text}")
    if ruling.beaten_by is not None:
        print(f"{'':>9}  because of {ruling.reason}")
