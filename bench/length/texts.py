"""Invented replies, labelled by the parts of `length` they break; written and set aside before the measure was.

Two halves with no wording in common: `dev` chose the thresholds, `test` is reported. Bodies are clean; a defect is made
by adding a phrase to a body, by cutting it, or is a whole reply of its own. Near misses look like a defect and are none.
"""
# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: E501

from dataclasses import dataclass, replace
from typing import TypeVar

__all__ = ["Row", "rows"]

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Row:
    """One reply and what is wrong with its length."""

    half: str
    request: str
    reply: str
    parts: frozenset[str] = frozenset()
    finish_reason: str = "stop"
    kind: str = ""


# (request, reply); the first half of each list is dev, the second test, unless the list says otherwise
BODIES = (
    (
        "What is the boiling point of water at 3,000 m?",
        "About 90 °C. Air pressure is roughly 70 kPa up there, and water boils once its vapour pressure matches that.",
    ),
    (
        "How do I sharpen a kitchen knife?",
        "Soak the whetstone for ten minutes. Hold the blade at about 15 degrees, and draw it across the stone from heel to tip, ten strokes a side. Finish on the fine side and rinse.",
    ),
    (
        "Why do cats purr?",
        "Mostly for contentment, but also when hurt or stressed. The larynx muscles twitch some 25 times a second, which makes the vocal cords part and close as the cat breathes.",
    ),
    ("Give me three names for a bakery.", "- Crumb & Co.\n- The Morning Loaf\n- Rise"),
    ("Capital of Mongolia?", "Ulaanbaatar."),
    (
        "Write a function that adds two numbers in Python.",
        "```python\ndef add(a: float, b: float) -> float:\n    return a + b\n```",
    ),
    (
        "Is it safe to eat raw cookie dough?",
        "Not really. Raw eggs can carry salmonella, and raw flour can carry E. coli. Use heat-treated flour and pasteurised eggs if you want to.",
    ),
    (
        "What should I pack for a day hike?",
        "1. Two litres of water\n2. A rain jacket\n3. A map, or a phone with one saved\n4. Sandwiches\n5. A small first-aid kit",
    ),
    (
        "Explain compound interest.",
        "You earn interest on interest. At 5 % a year, 1,000 becomes 1,050 after one year; in the second year the 5 % is paid on 1,050, so you have 1,102.50.",
    ),
    (
        "Wie lange muss ein Ei kochen?",
        "Weich: vier bis fünf Minuten. Wachsweich: sechs bis sieben. Hart: neun bis zehn. Danach kalt abschrecken.",
    ),
    (
        "¿Cuál es el río más largo de España?",
        "El Tajo, con unos 1.007 kilómetros. Nace en la sierra de Albarracín y desemboca en Lisboa.",
    ),
    (
        "Compare tea and coffee.",
        "| | Tea | Coffee |\n|---|---|---|\n| Caffeine | 40 mg | 95 mg |\n| Brewing | 3 min | 4 min |",
    ),
    (
        "How do I undo the last commit?",
        "`git reset --soft HEAD~1` keeps your changes staged. Use `--hard` only if you want to lose them.",
    ),
    (
        "Should I rent or buy?",
        "Compare the yearly rent with about 5 % of the price. If the rent is lower, renting is usually cheaper; if you plan to move within five years, it nearly always is.",
    ),
    (
        "Summarise Hamlet in two sentences.",
        "A prince learns from his father's ghost that his uncle is a murderer, and hesitates to take revenge. When he acts, nearly everyone at court dies, himself among them.",
    ),
    (
        "Pourquoi le ciel est-il bleu ?",
        "L'air diffuse davantage les courtes longueurs d'onde : la lumière bleue nous arrive donc de toutes les directions, et la rouge surtout en ligne droite.",
    ),
    # test
    ("Who painted Guernica?", "Pablo Picasso, in 1937, after the bombing of the Basque town."),
    (
        "How can I get red wine out of a carpet?",
        "Blot it, don't rub. Pour on a little cold water and blot again. Then mix a spoon of dish soap and one of white vinegar in half a litre of water, sponge it on, wait five minutes and blot dry.",
    ),
    (
        "What's the difference between a virus and a bacterium?",
        "A bacterium is a living cell that feeds and divides by itself. A virus is a package of genes that can multiply only inside a cell, which is why antibiotics do nothing against it.",
    ),
    (
        "Suggest four team-building activities.",
        "- An escape room\n- Cooking a meal together\n- A pub quiz\n- A day of volunteering",
    ),
    ("2 + 2 * 3?", "8"),
    ("Show me a bash loop over all txt files.", '```bash\nfor file in *.txt; do\n  echo "$file"\ndone\n```'),
    (
        "Can dogs eat grapes?",
        "No. Even a few can cause kidney failure. If yours has eaten some, ring a vet now rather than wait for signs.",
    ),
    (
        "Steps to change a tyre?",
        "1. Loosen the nuts a half turn.\n2. Jack the car up.\n3. Take the wheel off.\n4. Put the spare on and tighten by hand.\n5. Lower the car and tighten in a star pattern.",
    ),
    (
        "What is inflation?",
        "A general rise in prices. If it is 3 %, what cost 100 last year costs 103 now, so each unit of money buys a little less.",
    ),
    (
        "Was ist der Unterschied zwischen Sie und du?",
        "„Sie“ ist förmlich: für Fremde, Kunden, Vorgesetzte. „Du“ ist vertraut: für Freunde, Familie und Kinder.",
    ),
    (
        "Come si fa la carbonara?",
        "Rosola il guanciale. Sbatti i tuorli con il pecorino e il pepe. Scola la pasta, uniscila al guanciale a fuoco spento e mescola con la crema di uova.",
    ),
    (
        "Compare oak and pine for a table.",
        "| | Oak | Pine |\n|---|---|---|\n| Hardness | high | low |\n| Price | high | low |\n| Weight | heavy | light |",
    ),
    (
        "How do I list open ports on Linux?",
        "Run `ss -tulpn` as root. Each line gives the protocol, the address and the process.",
    ),
    (
        "Is a master's degree worth it?",
        "It depends on the field. In nursing, engineering and teaching it usually raises pay by more than it costs; in the arts it seldom does. Ask three people with the job you want what they hold.",
    ),
    (
        "Explain photosynthesis to a child.",
        "Plants eat light. Their leaves catch sunshine, drink water from the roots and breathe in air, and make sugar of it. What is left over is the oxygen that we breathe.",
    ),
    (
        "Qual é a capital da Austrália?",
        "Camberra. Foi construída para isso entre Sydney e Melbourne, porque nenhuma das duas cedia.",
    ),
)

OPENINGS = (
    "Certainly! I'd be happy to help you with that.",
    "Great question!",
    "Of course! I would be glad to assist.",
    "What a fantastic question! Let's dive right in.",
    "Thank you for asking! That's an excellent question.",
    "Absolutely! Happy to help with this.",
    "As an AI language model, I'm here to help.",
    "Sure thing! Let me help you out with that.",
    "Das ist eine ausgezeichnete Frage!",
    "¡Qué buena pregunta! Con mucho gusto te ayudo.",
    "Excellente question !",
    "I understand that you're looking for some help here. No problem at all!",
    # test
    "That's a really good question!",
    "Hello there! Thanks for reaching out.",
    "Thanks for your question. I'm more than happy to assist you today!",
    "Wow, I love this question!",
    "Definitely! It would be my pleasure to help.",
    "Such an interesting topic! Let's explore it together.",
    "Yes, of course! I can definitely help you with this.",
    "Gerne helfe ich dir dabei! Tolle Frage.",
    "¡Claro que sí! Estaré encantado de ayudarte.",
    "Bien sûr ! Je serais ravi de vous aider.",
    "Ottima domanda! Sono felice di aiutarti.",
    "You've come to the right place! I'd love to help.",
)

CLOSINGS = (
    "I hope this helps! Let me know if you have any other questions.",
    "Feel free to ask if you need anything else!",
    "If you have any further questions, don't hesitate to ask.",
    "Hope that helps!",
    "Is there anything else I can help you with today?",
    "Please let me know if you need more assistance. I'm always here to help!",
    "Happy to help with anything else you may need!",
    "I hope you found this information useful.",
    "Ich hoffe, das hilft dir weiter! Bei weiteren Fragen melde dich gerne.",
    "Espero que esto te ayude. ¡No dudes en preguntar si tienes más dudas!",
    "N'hésitez pas si vous avez d'autres questions !",
    "Thank you for your question, and have a great day!",
    # test
    "I trust this answers your question. Should you require anything further, just ask!",
    "Let me know if there's anything else you'd like to know!",
    "Don't hesitate to reach out if something is unclear.",
    "Hopefully this clears things up for you!",
    "If you need further clarification, I'm just a message away.",
    "I'm here if you have more questions. Take care!",
    "Feel free to reach out anytime with more questions. Have a wonderful day!",
    "Glad I could help! Let me know if you want to know more.",
    "Ich hoffe, ich konnte dir helfen! Wenn du noch Fragen hast, frag einfach.",
    "Espero haber resuelto tu duda. ¡Si necesitas algo más, aquí estoy!",
    "J'espère que cela vous aide. Bonne journée !",
    "Spero di esserti stato utile! Se hai altre domande, chiedi pure.",
)

RESTATED = (
    (
        "How do I remove rust from a bicycle chain?",
        "You asked how to remove rust from a bicycle chain. Use a wire brush and a light oil.",
    ),
    (
        "What are the health benefits of walking every day?",
        "So you want to know what the health benefits of walking every day are. It lowers blood pressure and helps you sleep.",
    ),
    (
        "Why is my sourdough bread so dense and heavy?",
        "Why is your sourdough bread so dense and heavy? The starter is probably weak; feed it twice before you bake.",
    ),
    (
        "Which planets in the solar system have rings?",
        "You would like to know which planets in the solar system have rings. All four giants: Jupiter, Saturn, Uranus and Neptune.",
    ),
    (
        "How can I learn to play the guitar at home?",
        "Your question is about how you can learn to play the guitar at home. Begin with four chords and ten minutes a day.",
    ),
    (
        "Wie kann ich alte Farbe von einem Holzstuhl entfernen?",
        "Du möchtest wissen, wie du alte Farbe von einem Holzstuhl entfernen kannst. Nimm eine Ziehklinge.",
    ),
    # test
    (
        "What is the best way to store fresh basil leaves?",
        "What is the best way to store fresh basil leaves? Put the stems in a glass of water, out of the fridge.",
    ),
    (
        "How long does it take to fly from Lisbon to Toronto?",
        "It sounds like you're asking how long it takes to fly from Lisbon to Toronto. About eight hours.",
    ),
    (
        "Why do leaves change colour in the autumn?",
        "The question of why leaves change colour in the autumn is what you are asking about. The green pigment breaks down, and others show.",
    ),
    (
        "Should I use a fixed or a variable mortgage rate this year?",
        "You are wondering whether you should use a fixed or a variable mortgage rate this year. Fix it if a rise would hurt you.",
    ),
    (
        "How do I keep deer away from my vegetable garden?",
        "If I understand correctly, you want to keep deer away from your vegetable garden. A fence of 2.4 m is the only sure way.",
    ),
    (
        "¿Cómo puedo quitar una mancha de café de la camisa?",
        "Quieres saber cómo puedes quitar una mancha de café de la camisa. Agua fría y un poco de jabón.",
    ),
)

CUT = (  # (request, reply, finish_reason)
    (
        "Tell me about bees.",
        "Bees live in colonies of up to sixty thousand. The queen lays the eggs, the workers gather nectar and the",
        "length",
    ),
    (
        "Write a sort function.",
        "```python\ndef sort(items):\n    out = []\n    for item in items:\n        out.app",
        "length",
    ),
    ("Give me the data as JSON.", '{"name": "Ann", "pets": [{"kind": "cat", "age": 3}, {"kind": "do', "length"),
    (
        "List the steps to plant a tree.",
        "1. Dig a hole twice as wide as the roots.\n2. Loosen the soil at the sides.\n3. Set the tree so that",
        "stop",
    ),
    (
        "Explain how tides work.",
        "The Moon's gravity pulls the near side of the sea more than the far side, and this difference raises two bulges, one",
        "stop",
    ),
    ("Write an HTML page.", "```html\n<html>\n<body>\n<h1>Hi</h1>\n<p>Welcome to my", "stop"),
    ("Was sind die Vorteile von Solarstrom?", "Solarstrom senkt die Rechnung, macht unabhängig vom Netz und", "stop"),
    (
        "How do vaccines work?",
        "They show the immune system a harmless piece of a germ. It then makes antibodies and memory cells, so that when the",
        "length",
    ),
    ("Describe your morning.", "I got up at six, made tea, and went to the window, where (as", "stop"),
    ("Name the phases of the Moon.", "- New moon\n- Waxing crescent\n- First quarter\n- Waxing", "length"),
    # test
    (
        "Tell me about whales.",
        "Blue whales are the largest animals that ever lived. They feed on krill, of which they swallow several tonnes a day, and they",
        "length",
    ),
    ("Write a Rust struct.", "```rust\nstruct Point {\n    x: f64,\n    y:", "stop"),
    ("Return the config.", '{\n  "host": "example.org",\n  "ports": [80, 443', "length"),
    (
        "How to make pancakes?",
        "1. Whisk two eggs with 300 ml of milk.\n2. Stir in 150 g of flour.\n3. Heat a pan with a",
        "length",
    ),
    (
        "Why was the Suez Canal built?",
        "To shorten the way from Europe to Asia by some 7,000 kilometres, since ships otherwise had to",
        "stop",
    ),
    ("Make a SQL table.", "```sql\nCREATE TABLE users (\n  id INTEGER PRIMARY KEY,\n  name TEXT NOT", "length"),
    (
        "¿Qué es la fotosíntesis?",
        "Es el proceso por el que las plantas convierten la luz en energía química, usando agua y",
        "stop",
    ),
    ("Explain recursion.", "A function that calls itself. Each call works on a smaller problem, until", "stop"),
    ("What did she say?", 'She looked up and said, "I never wanted any of this, and', "stop"),
    (
        "Give tips for interviews.",
        "**Before**\n- Read about the firm\n- Prepare two questions\n\n**During**\n- Listen, and",
        "length",
    ),
)

REPEATED = (
    (
        "What is oxygen?",
        "Oxygen is a gas that we breathe. It makes up a fifth of the air. Oxygen is a gas that we breathe. It makes up a fifth of the air.",
    ),
    (
        "Tips for sleep?",
        "Keep the room cool and dark at night.\n\nAvoid screens for an hour before bed.\n\nKeep the room cool and dark at night.\n\nAvoid screens for an hour before bed.",
    ),
    (
        "Tell me a fact.",
        "I think that the answer is that I think that the answer is that I think that the answer is that I think that the answer is that",
    ),
    (
        "Why is exercise good?",
        "Exercise is good for the heart and the mind. In other news, sleep matters too. To repeat, exercise is good for the heart and the mind. Yes: exercise is good for the heart and the mind.",
    ),
    ("Loop?", "the the the the the the the the the the the the the the the the the the the the"),
    (
        "Who was Ada Lovelace?",
        "Ada Lovelace wrote the first published program for a general machine in 1843. She was the daughter of Byron. Ada Lovelace wrote the first published program for a general machine in 1843. She was the daughter of Byron. Ada Lovelace wrote the first published program for a general machine in 1843.",
    ),
    (
        "Was ist Brot?",
        "Brot wird aus Mehl, Wasser und Hefe gebacken. Es ist sehr alt. Brot wird aus Mehl, Wasser und Hefe gebacken. Es ist sehr alt.",
    ),
    (
        "List fruits.",
        "- apple and pear\n- plum\n- apple and pear\n- plum\n- apple and pear\n- plum\n- apple and pear\n- plum",
    ),
    # test
    (
        "What is gravity?",
        "Gravity pulls masses towards each other. The Moon stays in orbit because of it. Gravity pulls masses towards each other. The Moon stays in orbit because of it.",
    ),
    (
        "How to save money?",
        "Write down all that you spend in one month.\n\nCancel what you don't use.\n\nWrite down all that you spend in one month.\n\nCancel what you don't use.\n\nWrite down all that you spend in one month.",
    ),
    (
        "Say more.",
        "and so we see that it is what it is and so we see that it is what it is and so we see that it is what it is and so we see that it is",
    ),
    (
        "Is tea healthy?",
        "Green tea has more antioxidants than black tea does. Some people drink it cold. It bears repeating that green tea has more antioxidants than black tea does. Indeed, green tea has more antioxidants than black tea does.",
    ),
    ("Hm?", "ha! no no no no no no no no no no no no no no no no no no no no no no no no no no"),
    (
        "Who was Marie Curie?",
        "Marie Curie won two Nobel prizes, in physics and in chemistry. She was born in Warsaw. Later she moved to Paris. Marie Curie won two Nobel prizes, in physics and in chemistry. She was born in Warsaw. Later she moved to Paris.",
    ),
    (
        "¿Qué es el pan?",
        "El pan se hace con harina, agua y levadura. Es muy antiguo. El pan se hace con harina, agua y levadura. Es muy antiguo.",
    ),
    (
        "Name cities.",
        "1. Paris is in France\n2. Rome is in Italy\n3. Paris is in France\n4. Rome is in Italy\n5. Paris is in France\n6. Rome is in Italy",
    ),
)

LAZY = (
    (
        "Rewrite this whole file with type hints.",
        "```python\nimport os\n\ndef load(path: str) -> str:\n    return open(path).read()\n\n# ... rest of the code unchanged ...\n```",
    ),
    (
        "Implement the complete parser.",
        "```python\nclass Parser:\n    def parse(self, text):\n        # TODO: implement the parsing logic here\n        pass\n```",
    ),
    ("Write the full program.", "```js\nfunction start() {\n  // your code here\n}\nstart();\n```"),
    (
        "Give me the updated class, all of it.",
        "```java\nclass A {\n    // existing methods remain the same\n    int size() { return n; }\n}\n```",
    ),
    ("List all fifty US states.", "Alabama, Alaska, Arizona, Arkansas, California, and so on."),
    (
        "Write the complete SQL schema for a shop.",
        "```sql\nCREATE TABLE customer (id INT);\n-- add the other tables in the same way\n```",
    ),
    (
        "Translate all ten sentences.",
        "1. Guten Tag.\n2. Wie geht es dir?\n3. Danke.\n\n[The remaining sentences follow the same pattern.]",
    ),
    (
        "Write the whole component.",
        "```tsx\nexport function Menu() {\n  return <ul>{/* ... other items ... */}</ul>;\n}\n```",
    ),
    (
        "Schreibe die vollständige Datei.",
        "```python\ndef eins():\n    return 1\n\n# ... restlicher Code bleibt unverändert ...\n```",
    ),
    (
        "Fix the bug in this file and return the file.",
        "```go\nfunc main() {\n\trun()\n}\n\n// ... (keep the rest as is)\n```",
    ),
    (
        "Write all twelve test cases.",
        "```python\ndef test_one():\n    assert f(1) == 1\n\n# Repeat for the remaining eleven cases\n```",
    ),
    # test
    (
        "Convert the entire module to TypeScript.",
        "```ts\nexport function a(): number {\n  return 1;\n}\n\n// ... remaining functions omitted for brevity\n```",
    ),
    (
        "Implement the Stack class.",
        "```cpp\nclass Stack {\npublic:\n  void push(int v) {\n    // implementation goes here\n  }\n};\n```",
    ),
    ("Write the script.", "```python\ndef main():\n    raise NotImplementedError\n\nmain()\n```"),
    (
        "Return the full corrected stylesheet.",
        "```css\nbody { margin: 0; }\n/* the rest of your styles stay unchanged */\n```",
    ),
    ("List every month with its number of days.", "January 31, February 28, March 31, etc."),
    ("Give me the full HTML of the page.", "```html\n<body>\n  <!-- same as before -->\n  <p>New</p>\n</body>\n```"),
    (
        "Write out all chapters of the outline as full text.",
        "Chapter 1\n\nIt rained on the day that Ida left.\n\nChapter 2\n\n[Insert text of chapter 2 here]",
    ),
    ("Write the function in full.", "```rust\nfn solve(n: u32) -> u32 {\n    todo!()\n}\n```"),
    (
        "Escribe el archivo completo.",
        "```python\ndef uno():\n    return 1\n\n# ... el resto del código sigue igual ...\n```",
    ),
    (
        "Complete the config file for all eight services.",
        "```yaml\nservices:\n  web:\n    port: 80\n  # ... and similarly for the other services\n```",
    ),
    (
        "Write the complete class.",
        "```python\nclass Cart:\n    def total(self):\n        ...  # fill in\n\n    # other methods here\n```",
    ),
)

INFLATED = (
    (
        "Give me three reasons to cycle.",
        "1. It is cheap.\n2. It is quick.\n3. It is healthy.\n4. It is quiet.\n5. It is clean.",
    ),
    ("Name two Spanish painters.", "- Velázquez\n- Goya\n- Picasso\n- Dalí"),
    ("List 5 synonyms of happy.", "- glad\n- joyful\n- cheerful\n- content\n- merry\n- elated\n- jolly\n- sunny"),
    (
        "What are the benefits of reading?",
        "- Reading improves your memory.\n- Reading improves your focus.\n- Reading improves your vocabulary.\n- Reading improves your writing.\n- Reading improves your sleep.\n- Reading improves your mood.\n- Reading improves your empathy.\n- Reading improves your mind.",
    ),
    ("Nenne drei Flüsse.", "1. Rhein\n2. Elbe\n3. Donau\n4. Oder\n5. Weser\n6. Main"),
    ("Suggest one book.", "- Middlemarch\n- Emma\n- Dracula"),
    # test
    ("Give me four ideas for dinner.", "- Soup\n- Curry\n- Risotto\n- Tacos\n- Pizza\n- Salad\n- Omelette"),
    (
        "What are your top 3 tips for running?",
        "1. Go slowly.\n2. Rest twice a week.\n3. Buy good shoes.\n4. Drink.\n5. Stretch.\n6. Keep a diary.",
    ),
    ("Name 2 noble gases.", "- Helium\n- Neon\n- Argon\n- Krypton\n- Xenon"),
    (
        "Why learn to code?",
        "- It helps you solve problems at work.\n- It helps you solve problems at home.\n- It helps you solve problems at school.\n- It helps you solve problems at play.\n- It helps you solve problems in life.\n- It helps you solve problems in teams.\n- It helps you solve problems in business.",
    ),
    ("Dame dos ideas.", "1. Un paseo\n2. Una cena\n3. Un museo\n4. Un concierto"),
    ("Give me a single example of a mammal.", "- Dog\n- Cat\n- Whale\n- Bat"),
)

OVER = (
    (
        "In at most 10 words: what is rain?",
        "Rain is water that falls from clouds when small droplets join and grow too heavy to stay up in the air.",
    ),
    (
        "Answer in one sentence: why is the sea salty?",
        "Rivers carry salts from rocks to the sea. The water evaporates. The salts stay behind and build up.",
    ),
    ("Describe snow in exactly five words.", "Snow is frozen water that falls softly from the winter sky."),
    (
        "In no more than 60 characters, describe Rome.",
        "Rome is the capital of Italy, an ancient city of seven hills, fountains, churches, ruins and cats.",
    ),
    (
        "Explain DNS in fewer than 15 words.",
        "DNS is the system that turns names such as example.org into the numeric addresses that computers use to find each other on the network.",
    ),
    (
        "Answer in two sentences: what is yeast?",
        "Yeast is a fungus. It eats sugar. It makes gas. It makes alcohol. Bakers like it.",
    ),
    # test
    (
        "In at most 12 words, what is fog?",
        "Fog is a cloud that touches the ground and forms when moist air cools near the surface at night or at dawn.",
    ),
    (
        "Answer in one sentence: what is glass?",
        "Glass is sand that was melted and cooled. It has no crystals. It breaks easily.",
    ),
    (
        "Use fewer than 8 words: who was Caesar?",
        "Caesar was a Roman general and statesman who became dictator and was murdered in 44 BC.",
    ),
    (
        "In 50 characters or less, describe Tokyo.",
        "Tokyo is the capital of Japan and one of the largest cities that the world has ever seen.",
    ),
    (
        "Explain HTTP in no more than 15 words.",
        "HTTP is the protocol by which a browser asks a server for a page, and by which the server answers with a status, headers and a body.",
    ),
    (
        "Reply with at most 2 sentences: what is a quark?",
        "A quark is a particle. Three of them make a proton. Nobody has seen one alone. There are six kinds.",
    ),
)

NEAR = (
    (
        "Write a song with a chorus.",
        "Down by the river I lost my shoe\n\nOh, rain, rain, fall on me\nOh, rain, rain, fall on me\n\nDown by the mill I lost the other too\n\nOh, rain, rain, fall on me\nOh, rain, rain, fall on me",
    ),
    (
        "Write a skeleton with TODOs for each function.",
        "```python\ndef load():\n    # TODO: implement\n    pass\n\n\ndef save():\n    # TODO: implement\n    pass\n```",
    ),
    ("Give me ten animals.", "1. Cat\n2. Dog\n3. Cow\n4. Pig\n5. Hen\n6. Fox\n7. Owl\n8. Bee\n9. Ant\n10. Eel"),
    (
        "Show an example access log.",
        "```\n10:00:01 GET /index.html 200\n10:00:02 GET /index.html 200\n10:00:03 GET /index.html 200\n10:00:04 GET /index.html 200\n```",
    ),
    ("Show me just the changed lines as a diff.", "```diff\n@@ -1,3 +1,3 @@\n-x = 1\n+x = 2\n ...\n```"),
    (
        "Give me a snippet that opens a file; leave the rest out.",
        "```python\nwith open(path) as file:\n    ...  # rest of your code\n```",
    ),
    ("Write 'hello' ten times.", "hello hello hello hello hello hello hello hello hello hello"),
    (
        "What does 'great question' mean when a politician says it?",
        "Mostly that they want a second to think. 'Great question' flatters the asker and buys time.",
    ),
    (
        "How should I end a formal e-mail?",
        "Close with an offer and your name:\n\n> Please let me know if you have any questions.\n>\n> Kind regards,\n> Ann",
    ),
    ("Name some prime numbers.", "2, 3, 5, 7, 11, and so on; there is no largest one."),
    ("Give me a heading for my essay.", "The Slow Death of the Village Shop"),
    ("Outline a talk on soil.", "1. What soil is\n2. Who lives in it\n3. How it is lost\n4. What to do"),
    (
        "Sure or certain: which is stronger?",
        "Certain is a little stronger. Sure is what you feel; certain is what the facts allow.",
    ),
    ("Say the mantra.", "Om mani padme hum. Om mani padme hum. Om mani padme hum."),
    ("Write a short poem.", "The fog comes in,\nthe boats lie still,\na gull begins\nand climbs the hill"),
    (
        "What's a placeholder in HTML?",
        'The `placeholder` attribute shows a hint in an empty field: `<input placeholder="Your name">`.',
    ),
    (
        "Write a bedtime story opening.",
        "Once there was a bear who could not sleep. He counted sheep. He counted bees. He counted the sheep again. He could not sleep.",
    ),
    (
        "Give me a cover letter template with placeholders.",
        "Dear [Name],\n\nI am writing about the post of [job title]. I have worked as [role] for [number] years.\n\nYours sincerely,\n[Your name]",
    ),
    ("Which link explains it?", "https://example.org/guide"),
    (
        "Should I add salt to pasta water?",
        "Yes: about ten grams a litre. It won't change the boiling point by much, but it seasons the pasta from inside. Would you like the timing for fresh pasta too?",
    ),
    (
        "What's TODO in code?",
        "A note that something is left to do, written as a comment: `# TODO: handle timeouts`. Editors can list them.",
    ),
    ("Which of the five did I choose?", "The third: *Rise*"),
    # test
    (
        "Write a ballad with a refrain.",
        "They sailed at dawn, the sky was red,\n  *Heave, my lads, heave away!*\nThe mate was drunk, the cook was dead,\n  *Heave, my lads, heave away!*\nThe sails were torn, the rats had fled,\n  *Heave, my lads, heave away!*",
    ),
    (
        "Write stubs only, I will fill them in.",
        "```python\ndef area(shape):\n    raise NotImplementedError\n\n\ndef name(shape):\n    raise NotImplementedError\n```",
    ),
    ("List eight colours.", "- red\n- blue\n- green\n- black\n- white\n- pink\n- grey\n- brown"),
    ("Print a multiplication table of 2.", "2 x 1 = 2\n2 x 2 = 4\n2 x 3 = 6\n2 x 4 = 8\n2 x 5 = 10"),
    (
        "Only show the function you changed.",
        "```python\n# ... existing code ...\ndef area(r):\n    return 3.14159 * r * r\n# ... existing code ...\n```",
    ),
    (
        "Show me a minimal example of a try block.",
        "```java\ntry {\n    // your code here\n} catch (IOException e) {\n    log(e);\n}\n```",
    ),
    (
        "Write the word 'spam' twenty times.",
        "spam spam spam spam spam spam spam spam spam spam spam spam spam spam spam spam spam spam spam spam",
    ),
    (
        "Translate: 'I hope this helps! Let me know if you have questions.'",
        "Ich hoffe, das hilft! Melden Sie sich, wenn Sie Fragen haben.",
    ),
    (
        "Write a customer service reply to a complaint about a late parcel.",
        "Dear Mr Reed,\n\nthank you for reaching out. Your parcel left our store today and should arrive on Friday. I am sorry for the delay.\n\nPlease let us know if you have any other questions.\n\nKind regards,\nMia",
    ),
    ("Give a few even numbers.", "2, 4, 6, 8 and so on."),
    ("Title for a film about bees?", "The Last Summer of the Hive"),
    (
        "Outline a lesson on fractions.",
        "- Warm-up: halves\n- Pizza slices\n- Adding with one denominator\n- Exit ticket",
    ),
    (
        "Is 'of course' rude?",
        "It can be. After a request it is warm; after a question it may sound as if the answer had been obvious.",
    ),
    ("Recite the litany.", "Have mercy on us. Have mercy on us. Have mercy on us. Grant us peace."),
    ("Write a haiku.", "old pond in the rain\na frog thinks about the jump\nand then the water"),
    ("What is an ellipsis?", "Three dots (…) that show that something was left out, or that a thought trails off …"),
    (
        "Write a nursery rhyme.",
        "Row, row, row your boat\nGently down the stream\nMerrily, merrily, merrily, merrily\nLife is but a dream",
    ),
    (
        "Draft a form letter with blanks.",
        "Dear [customer],\n\nyour order [number] was sent on [date].\n\nRegards,\n[shop]",
    ),
    ("What is your favourite equation?", "$$e^{i\\pi} + 1 = 0$$"),
    (
        "How much water do I need per day?",
        "Some two litres, food included. More in heat or when you train. Shall I work it out for your weight?",
    ),
    (
        "Why do people write FIXME?",
        "To mark code that works badly, as in `// FIXME: leaks memory`. It is more urgent than a TODO.",
    ),
    ("Who won?", "Team B, 3:1"),
)


def _halved(items: tuple[_T, ...]) -> list[tuple[str, _T]]:
    return [("dev" if at < len(items) / 2 else "test", item) for at, item in enumerate(items)]


def rows() -> list[Row]:
    """Give every labelled reply, always the same and in the same order."""
    out = [Row(half, asked, said, kind="clean") for half, (asked, said) in _halved(BODIES)]
    for half, said, filler in (
        (half, bodies[(at * step + shift) % len(bodies)], filler)
        for half in ("dev", "test")
        for bodies in [[body for its, body in _halved(BODIES) if its == half]]
        for step, shift in ((3, 0), (5, 1), (7, 2))
        for at, (its, filler) in enumerate(_halved(OPENINGS))
        if its == half
    ):
        out.append(
            Row(
                half,
                said[0],
                f"{filler} {said[1]}" if said[1][0].isalnum() else f"{filler}\n\n{said[1]}",
                frozenset({"filler_start"}),
                kind="opening",
            )
        )
    for half, said, filler in (
        (half, bodies[(at * step + shift) % len(bodies)], filler)
        for half in ("dev", "test")
        for bodies in [[body for its, body in _halved(BODIES) if its == half]]
        for step, shift in ((5, 2), (3, 3), (7, 1))
        for at, (its, filler) in enumerate(_halved(CLOSINGS))
        if its == half
    ):
        out.append(Row(half, said[0], f"{said[1]}\n\n{filler}", frozenset({"filler_end"}), kind="closing"))
    for name, items in (
        ("restated", RESTATED),
        ("repetition", REPEATED),
        ("laziness", LAZY),
        ("list_inflation", INFLATED),
        ("over_budget", OVER),
    ):
        out += [Row(half, asked, said, frozenset({name}), kind=name) for half, (asked, said) in _halved(items)]
    out += [
        Row(half, asked, said, frozenset({"cut_off"}), why, kind="cut") for half, (asked, said, why) in _halved(CUT)
    ]
    out += [Row(half, asked, said, kind="near miss") for half, (asked, said) in _halved(NEAR)]
    return [_with_budget(row) for row in out]


def _with_budget(row: Row) -> Row:
    """Label as over budget, too, what ran out of tokens, and two asked-for sentences to which more were added."""
    added = row.kind in {"opening", "closing"} and "in two sentences" in row.request
    return replace(row, parts=row.parts | {"over_budget"}) if added or row.finish_reason == "length" else row
