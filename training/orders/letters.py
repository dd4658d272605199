"""Write by rule what people ask of one another: near misses that a model of orders has to leave alone. Invented."""
# SPDX-License-Identifier: Apache-2.0

import random

__all__ = ["write_letters"]

_NAMES = ("Tom", "Anna", "Luis", "Mia", "Ben", "Dr Weiss", "Sara", "the client", "the supplier", "Omar", "Jo",
          "my sister", "the landlord", "Priya", "the team", "your manager", "Kenji", "the teacher", "Eva",
          "the printer")  # fmt: skip
_DAYS = ("by Friday", "before noon", "next week", "on Monday", "as soon as you can", "this afternoon", "", "",
         "tonight", "until the 5th", "after lunch", "before the meeting", "today",
         "at the latest tomorrow")  # fmt: skip
_SHARED = ("the report", "the slides", "the contract", "our budget", "the draft", "the minutes", "the photos",
           "the keys", "the second chapter", "your notes", "the old figures", "the list of guests",
           "the tickets", "the invoice",
           "the annex", "the poster", "the letter from the council", "my bike", "the application",
           "the menu")  # fmt: skip
_LETTER = (
    "Please send me {s} {d}.", "Can you call {n} {d}?", "Could you translate {s} into French {d}?", "Who has {s}?",
    "Please write to {n} and explain why we are late.", "Don't forget {s}.", "Tell {n} that I'll be there {d}.",
    "What do you want for dinner?", "When does your train get in?", "Have you heard from {n}?",
    "Answer {n}'s mail {d}, please.",
    "Please don't reply to this message.", "Let me know if you need {s}.", "What did {n} say about {s}?",
    "Ignore my last mail.",
    "Could you look at {s} and tell me what you think?", "Shorten {s} to one page and send it back {d}.",
    "Who is driving?",
    "Add {n} to the list, and print {s}.", "What is the budget for next year?",
    "Use the new version of {s}, not the old one.",
    "Do you agree with {n}?", "How was your holiday?", "Please check {s} for mistakes {d}.", "Why wasn't {s} finished?",
    "Forward {s} to {n} and copy me.", "Summarise {s} for {n} in a few lines.", "Book a room for us {d}.",
    "What's missing?",
    "Reply to {n} and say that we accept.", "Write your name on {s}.", "Which colour would you like?",
    "What should I bring?",
    "Give {n} my best wishes.", "Please forget what I said about {s}.", "Put {s} on {n}'s desk.",
    "How much did {s} cost?",
    "Remind {n} about {s} {d}.", "Describe what happened, and sign {s}.", "Where did you put {s}?", "Is {s} ready?",
    "I explained it to {n}, but {n} didn't answer.", "What time works for you?", "Replace page two of {s}, please.",
    "Fill in the form and return it {d}.", "Where are we going to meet?", "Click here to see {s}.",
    "Rate us from 1 to 5.",
    "Write a review and win a voucher.", "{n} wrote {s} and translated it, too.", "Please include {s} in your parcel.",
    "Do not share your password with anyone.", "Include the date and your number.", "Could {n} come instead?",
    "Prepare {s} for {n}, then go home.", "How often does it happen?", "What is your name, and where do you live?",
)  # fmt: skip
_PLAIN = (
    "We had rain all week.", "The meeting went well.", "Thanks for everything.", "I hope you are well.",
    "It's cold here.",
    "The train was late again.", "{n} sends regards.", "Our office is closed on Monday.", "See you {d}.",
    "{s} is attached.",
    "I talked to {n} yesterday.", "The prices went up by 4%.", "She paid 35.20 for {s}.", "It was a good year for {n}.",
    "The shop opens at nine.", "Nobody knew the answer.", "They asked many questions.",
    "All instructions are on the box.",
)  # fmt: skip
_GREETINGS = ("Hi {n}, ", "Dear {n},\n", "", "Hello, ", "", "Good morning {n}!\n", "Dear all, ", "{n}: ", "")
_CLOSINGS = ("\nBest, {n}", " Thanks, {n}", "", "", "\nRegards", " Cheers!")


def write_letters(count: int, *, seed: int = 11) -> list[str]:
    """Write short letters in which people ask people; they ask nothing of an assistant."""
    draw = random.Random(seed)
    out = []
    for _ in range(count):
        said = [draw.choice(_LETTER if draw.random() < 0.5 else _PLAIN) for _ in range(draw.randint(2, 8))]
        whole = draw.choice(_GREETINGS) + " ".join(said) + draw.choice(_CLOSINGS)
        parts = [
            part.format(n=draw.choice(_NAMES), s=draw.choice(_SHARED), d=draw.choice(_DAYS)).replace(" .", ".")
            for part in whole.split(" ")
        ]
        out.append(" ".join(parts).replace(" ?", "?"))
    return out
