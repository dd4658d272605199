"""The words that courtesies are made of, by what they do in them.

English, German, French, Spanish, Italian, Portuguese, Dutch; written as `words_of` gives them, so that "I'd" is `i`
and `d`.
"""
# SPDX-License-Identifier: Apache-2.0

from bylaw.measures.length.units import seen, words_of

__all__ = [
    "ACKNOWLEDGES",
    "ANNOUNCES",
    "ASKED",
    "CARES",
    "CLOSES",
    "HELPED",
    "HOPES",
    "INVITES",
    "MORE",
    "OFFERS",
    "OPENS",
    "PRAISES",
    "SERVES",
    "WISHES",
]


def _set(*texts: str) -> frozenset[str]:
    return frozenset(word for text in texts for word in words_of(seen(text)))


PRAISES = _set(
    "outstanding remarkable relevant",
    "glad intriguing classic profound deep smart clever tricky timely valid fair common popular nice perfect",
    "great good excellent fantastic wonderful interesting fascinating amazing awesome brilliant insightful thoughtful "
    "lovely superb terrific important thanks thank love appreciate pleased",
    "ausgezeichnete gute tolle spannende interessante wichtige danke dank vielen super großartige prima",
    "excellente bonne très intéressante merci superbe belle pertinente",
    "buena excelente gran interesante gracias estupenda magnífica genial",
    "ottima bella buona grazie eccellente interessante magnifica",
    "ótima boa excelente obrigado obrigada interessante",
    "goede uitstekende leuke mooie interessante bedankt dank goeie",
)
"""And thanks: what is said of a question before it is answered."""

ASKED = _set(
    "asked choice",
    "question questions query inquiry topic asking asked request reaching contacting message point observation prompt",
    "frage fragen thema anfrage nachfrage question sujet demande pregunta preguntar tema consulta domanda argomento "
    "richiesta pergunta perguntar vraag onderwerp preguntas perguntas",
)

SERVES = _set(
    "help assist helping assistance support explore dive guide walk delve break started begin service pleasure",
    "helfen hilfe unterstützen helfe unterstütze mache erkläre aider aide assister ayudarte ayudarle "
    "ayudar ayudo ayudaros "
    "aiutarti aiutarla aiutare aiuto ajudar ajudo ajudá helpen help assisteren",
)

OFFERS = _set(
    "happy glad delighted pleased here let love pleasure can will would happily gladly sure certainly absolutely model "
    "place looking problem honored thrilled excited",
    "gerne gern freue freut kann lass ravi ravie heureux heureuse plaisir peux vais puis encantado encantada gusto "
    "placer puedo voy felice lieto lieta piacere posso volentieri prazer feliz posso vou graag blij kan",
)

ACKNOWLEDGES = _set(
    "certainly sure surely thing of course absolutely definitely okay ok alright right got it understood "
    "hello there hi hey "
    "wow no problem worries all at yes yeah yep perfect gladly great my pleasure totally indeed welcome",
    "natürlich klar gerne selbstverständlich hallo ja alles sicher bien sûr certainement bonjour oui "
    "absolument volontiers "
    "d accord claro que sí por supuesto hola desde luego certo certamente ciao sì naturalmente com certeza olá sim "
    "natuurlijk zeker hallo uiteraard",
)

ANNOUNCES = _set("here below hier voici aquí ecco aqui following")

_BOTH = _set(
    "ah oh get choice",
    "i you me we us my your our it its this that these those the a an s t d ll m re ve is am are was be been to of for "
    "in on with and or so as at if by do does don not have has had will would can could should may might just very "
    "really truly quite most more much some any all today now always please",
    "ich du dir dich mir mich sie ihnen ihr wir uns das dies diese dieser dieses die der den dem ein eine einen einer "
    "ist sind war und oder zu mit bei für in an auf von sehr wirklich dabei damit noch nicht kann wenn "
    "falls bitte jederzeit "
    "weiter haben hat hast habe bin es deine dein deiner deinen ihre ihrem unsere eure falls",
    "je tu te vous me nous mon ma ton ta votre notre c ce cette ces ça cela la le les l un une des de du "
    "à en pour avec et ou "
    "est suis serais sera très bien si vous n ne pas s qu que j ai avez d plus toujours",
    "yo tú te ti le usted me nos mi tu su es está estoy estaré esta este esto eso la el los las un una "
    "de del a en para con "
    "y o muy qué que si no se lo por más siempre mucho aquí he has hay sí",
    "io tu ti le lei mi ci mio tuo suo è sono sarò questa questo quello la il lo i gli le un una uno di "
    "del della a in per "
    "con e o molto che se non si più sempre hai ho essere stato tua",
    "eu você te lhe me nos meu seu sua é está estou esta este isto isso a o os as um uma de do da em "
    "para com e ou muito que "
    "se não mais sempre tem ter foi",
    "ik je jij u me mij we wij ons mijn jouw uw is ben zijn deze dit dat die de het een van in op voor "
    "met en of te heel erg "
    "als niet nog meer altijd hebt heeft heb kan",
)

OPENS = (
    PRAISES
    | ASKED
    | SERVES
    | OFFERS
    | ACKNOWLEDGES
    | _BOTH
    | _set(
        "what such let's right together into understand see hear ask asked come came truly out down step through know "
        "understanding wondering interested curious another super explain answer matter idea one wanting "
        "need want using "
        "looks like seems get choice ah oh ai language model",
        "hier weiterhelfen dazu beantworten stellen wie là question aujourd hui répondre aquí hoy responder respuesta "
        "rispondere oggi qui hoje aqui vandaag hier",
    )
)

HOPES = _set(
    "hope hopefully trust glad happy hoffe hoffentlich espère espérons espero spero hoop",
)
HELPED = _set(
    "help helps helped helpful useful clear clears clarifies answer answers answered assist hilft helfen geholfen "
    "weiterhelfen nützlich beantwortet aide aider aidé utile ayude ayudar ayudado útil resuelto aiutato "
    "aiutare utile ajudar "
    "ajudado ajude helpt geholpen nuttig",
)
"""A wish that the reply was of use."""

INVITES = _set(
    "là contacter avise saber hacérmela hacérmelo",
    "let know free hesitate reach ask message here zögern melde melden frag fragen gerne hésitez hésite "
    "disposition dudes "
    "dude aquí pregunta preguntar esitare chiedi disposizione fammi sapere chiedere hesite perguntar "
    "disposição avise só saber házmelo hacérmela hacérmelo aarzel vragen laat weten gerust",
)
MORE = _set(
    "information details detail more need pregunta besoin",
    "question questions anything else further other additional assistance assist help clarification "
    "unclear need require "
    "weitere weiteren fragen frage hilfe etwas brauchst benötigen benötigst brauchen question questions "
    "besoin autre autres dudas duda preguntas "
    "algo más domande domanda "
    "altro altre bisogno dúvidas dúvida perguntas algo mais precisar vragen vraag hulp verder",
)
"""An invitation to come back with whatever it may be."""

WISHES = _set(
    "have enjoy thank thanks luck care day wish tag erfolg spaß danke viel journée bonne merci día "
    "suerte gracias giornata "
    "buona grazie dia bom boa obrigado dag succes fijne bedankt",
)
"""In a short sentence of nothing else: a farewell."""

CARES = _set(
    "talk listen listening feeling feelings sorry safe share sharing lonely cannot unable unfortunately however "
    "leider désolé desculpe lamento siento dispiace helaas",
)
"""Where they stand a sentence is meant for this reader, or declines: it is no filler."""

CLOSES = (
    WISHES
    | HOPES
    | HELPED
    | INVITES
    | MORE
    | _BOTH
    | PRAISES
    | ASKED
    | SERVES
    | OFFERS
    | _set(
        "clear clears clarify clarifies clarified things up information found find answer answers answered "
        "cover covers "
        "require requires need needs needed something anytime time away out like want wish additional specific unclear "
        "explanation response details detail about regarding additional ever there what think get touch back how well "
        "concerns concern comments feedback next best nice journey learning project sense made gives idea "
        "start starting "
        "point shout assured rest guidance follow ups clarity stuck come",
        "konnte könnte weiteren weiteres du einfach zur verfügung stehe wünsche schöne noch etwas solltest "
        "sollten brauchst "
        "brauchen gern weiß bescheid lass mich wissen nützlich klar klarheit beantwortet antwort gutes gelingen",
        "autre chose besoin poser demander là clair utile réponse aidé répond souhaite excellente contacter",
        "haber resuelto sido ayuda otra cosa alguna algún consulta preguntar pregúntame avísame házmelo "
        "saber resuelva claro "
        "buen que tengas tienes tenga necesitas encantado",
        "qualcosa altro ulteriori chiarimenti pure fammi sapere stata stati risposta chiaro buon ti serve hai",
        "alguma coisa precisar avise saber esclarecido resposta claro tenha bom perguntar quiser",
        "iets anders verder gerust stellen laten hulp nodig duidelijk antwoord beantwoord",
    )
)
