"""Sort words by what they do in an order to a machine: name its answer, tell it to add, to forget, to encode.

A model over these classes and their neighbours knows orders that it was never shown: what holds for `encode` holds for
`encrypt`. Knows no weight. The lists are ours; English in breadth, and the commonest words of seven more languages.
"""
# SPDX-License-Identifier: Apache-2.0

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from bylaw.measures.features import BUCKETS, hash_words

__all__ = ["CLASSES", "NUMBER", "class_of_bucket"]

_LISTS: dict[str, str] = {
    "answer": """answer answers answering reply replies replying response responses respond responding
        output outputs elucidation antworte antworten antwort réponse réponses réponds répondez
        respuesta responde responda risposta rispondi rispondere resposta ответ ответь ответе
        ответом отвечай""",
    "your": """your deine deiner deinem deinen ihre ihrer ihrem ta tes ton votre vos tu tus su sus tua
        tue tuo tuoi sua seu suas seus твой твоя твои твоего свой свои свою своем""",
    "you": "you yourself u du sie dir te vous usted você ты тебе вы вам",
    "me": "me my i mine myself ich mir mein meine moi mon ma mes mi mí mio eu mim meu minha мне мой я",
    "we": "we us our ours ourselves wir uns unser unsere unseren nous notre nos nosotros nuestra nuestro noi nostro "
    "nostra nós nossa nosso мы нам наш нашу",
    "users": "user users reader readers visitor visitors viewer viewers everybody whoever audience benutzer "
    "utilisateur usuario utente usuário пользователь пользователя",
    "assistant": """assistant assistants ai ais chatbot chatbots bot bots llm llms gpt chatgpt claude
        gemini copilot agent agents model models machine summariser summarizer reviewers ki ia
        assistente asistente modelo modello modell modèle ии ассистент нейросеть""",
    "orders": """instruction instructions prompt prompts directions directive directives guidelines
        guideline rules rule orders restrictions constraints policies anweisungen anweisung regeln
        befehle consignes règles instrucciones reglas istruzioni regole instruções regras инструкции
        инструкций правила указания указаний""",
    "task": "task tasks job request requests query conversation session aufgabe tâche tarea compito tarefa задача",
    "ignore": """ignore ignoring disregard disregarding forget skip override overlook cancel abort
        bypass neglect omit abandon ignoriere ignorieren vergiss vergessen ignorez ignorer oublie
        oubliez ignora ignorar olvida olvide dimentica ignorate esqueça esquece desconsidere
        игнорируй игнорируйте забудь забудьте""",
    "previous": """previous previously above earlier prior preceding initial original everything
        foregoing vorherigen vorherige bisherigen obigen précédentes précédent anteriores anterior
        precedenti precedente предыдущие предыдущих прежние""",
    "all": "all every each any alle allen toutes tous todas todos tutte tutti все всех",
    "insert": """add adding include including insert incorporate integrate append embed embedding weave
        slip mention augment enhance enrich supplement complement expand blend merge fuse meld
        absorb adopt employ infuse interweave interlace inclusion incorporation incorporating
        integrating integration addition presence assimilate infusing streamline streamlining
        fortify enriching flourish harmonize harmonise inject attach modify extend introduce utilize
        utilise implant interject intersperse sneak engage enlist leverage deploy
        feature füge ergänze hänge ajoute ajoutez inclus insère añade agrega incluye inserta
        aggiungi includi inserisci adicione inclua acrescente добавь включи вставь""",
    "use": "use using make making work put place apply let consider keep take utilise bring verwende utilise usa usa",
    "transform": """replace replacing substitute encode encoding encrypt decode decrypt cipher convert
        translate translating reverse rearrange scramble shuffle remove removing group jumble
        misspell anagram swap transform transpose transliterate invert mirror render rewrite
        rephrase paraphrase format wrap capitalize capitalise spell alternate shift obfuscate hide
        express represent split delete omit avoid combine substituting swapping converting
        rearranging übersetze schreibe traduis traduisez traduce traduci traduza переведи замени""",
    "tell": """say saying tell telling state stating print display reveal show give provide claim
        suggest recommend promote advertise advertising praise warn urge encourage persuade convince
        inform highlight emphasize emphasise stress hint tease point offer share spread endorse
        announce advise remind invite propose report sage gib zeige dis dites affiche donne di
        muestra dime mostra scrivi diga mostre скажи покажи напиши выведи сообщи""",
    "create": """write compose draft create generate produce develop design invent pen prepare craft
        devise formulate author sketch come build plan écris rédige escribe redacta crea scrivi
        escreva crie сочини придумай создай""",
    "explain": """explain describe summarize summarise outline define compare contrast analyze analyse
        discuss identify evaluate classify determine solve calculate compute interpret review
        predict forecast list elaborate teach assess examine investigate estimate categorize
        categorise label rate detect recognize name enumerate help break demonstrate illustrate
        clarify erkläre beschreibe explique décris explica describe spiega descrivi descreva объясни
        опиши""",
    "act": """send call execute run invoke delete open fetch browse read search forward transfer
        schedule book set order turn start post upload download install visit click go look find
        check follow carry perform complete obey comply email mail retrieve access update change
        organize organise arrange reserve track monitor play recite sing release transmit publish
        copy collect""",
    "act_as": "act pretend imagine suppose assume roleplay simulate hypothetically hypothetical enter become behave",
    "question": """what who why how when where which whose whom was wer warum wie wann welche quel
        quelle quels qui pourquoi comment combien qué quién cuál cuáles cómo cuándo qual quale chi
        perché quando quem como какая какой кто почему как когда что""",
    "aux": "can could would will do does did is are may might has have",
    "code": """code snippet snippets excerpt excerpts block blocks fragment fragments segment segments
        script codebase implementation program programs algorithm solution solutions lines piece
        section architecture project software python java javascript php sql html""",
    "following": "following subsequent below next beneath underneath provided follows folgenden suivant siguiente "
    "seguente seguinte следующий следующее",
    "spelling": """letter letters vowel vowels consonant consonants word words sentence sentences space
        spaces punctuation emoji emojis emoticons character characters symbol symbols digits digit
        typos typo misspellings grammar cipher ciphers substitution caesar rot13 atbash vigenère
        base64 base32 hex hexadecimal binary octal ascii unicode morse anagram anagrams anagrammed
        uppercase lowercase capital capitals backwards backward alphabet alphanumeric homophonic
        encoded encrypted reversed palindrome acrostic rhyme keyboard numeral numerals""",
    "language": """english french german spanish italian portuguese russian chinese japanese korean
        arabic hindi dutch swedish norwegian danish finnish polish turkish greek latin hebrew thai
        vietnamese indonesian ukrainian czech hungarian romanian bengali urdu swahili mandarin
        esperanto welsh""",
    "creative": """poem poems poetry story stories essay joke jokes song haiku limerick sonnet riddle
        slogan tale screenplay speech toast fable myth lyrics paragraph tweet quote proverb fact
        trivia anecdote outline gedicht geschichte poème histoire poema cuento storia racconto conto
        стихотворение рассказ""",
    "lure": """link links website websites url download coupon discount newsletter forum advertisement
        ad ads prize subscribe donation donations donate headline sensational shocking rumor rumour
        conspiracy scandal scam www http https com lien enlace ссылка""",
    "in": "in into within inside to at im dans en nel na no в на",
    "the": "the a an this that these those some der die das den le la les un une el los las il lo o os der eine ein",
    "third": "he she they his her their him them its",
    "not": "not never don t no nothing without nicht kein ne pas non não не",
    "only": "only just solely exactly nur seulement solo sólo apenas только",
    "must": """must should need needs ought shall ensure sure certain required supposed necessary
        remember aim strive seek""",
    "please": "please kindly bitte veuillez favor prego пожалуйста",
    "power": "system developer admin administrator mode root unrestricted jailbreak dan sudo filters filter moderation",
    "instead": "instead rather now henceforth anymore stattdessen plutôt vez invece вместо теперь",
    "be": "be been being am were s re ist sind est son è é",
    "letter": """regards sincerely thanks thank dear hi hello cheers greetings wishes best sorry
        welcome unsubscribe attached""",
    "if": "if because so but since when while whether although wenn si se если",
    "and": "and or und et y e и",
    "of": "of for with from by about on as that than through von für mit de del di da do des pour con per por с о",
}

CLASSES = ("other", "number", *_LISTS)
"""`other` is first; a `number` begins with a digit, and is in no list."""
NUMBER = 1


@lru_cache(maxsize=1)
def class_of_bucket() -> npt.NDArray[np.int64]:
    """Give the class of every bucket of words; shape (BUCKETS,). A word in two lists belongs to the first."""
    table = np.zeros(BUCKETS, np.int64)
    lists = [words.split() for words in _LISTS.values()]
    for place in range(len(lists) - 1, -1, -1):
        hashes = hash_words(lists[place])
        table[(hashes >> np.uint64(64 - BUCKETS.bit_length() + 1)).astype(np.int64)] = NUMBER + 1 + place
    return table
