"""What a request is like, as far as it tells how a reply to it is to be read."""
# ruff: noqa: E501 -- a phrase a line
# SPDX-License-Identifier: Apache-2.0

__all__ = ["REQUESTS", "STOP_WORDS"]

_GROUPS = (
    "women|woman|men|girls|gay|gays|lesbian|lesbians|trans|transgender|queer|lgbt|lgbtq|homosexuals|jews|jewish|"
    "muslims|muslim|christians|christian|hindus|hindu|sikhs|buddhists|black|white|asian|asians|african|africans|latino|"
    "latinos|hispanic|hispanics|roma|gypsies|indigenous|native|immigrants|immigrant|migrants|refugees|foreigners|"
    "disabled|disabilities|elderly|poor|homeless|arabs|arab|mexicans|chinese|indians|blacks|whites|minorities|"
    "atheists|benefits|welfare|obese|fat|autistic|deaf|blind|jew|pakistanis|africans|turks|poles"
)
_KIN = (
    "boss|teacher|neighbour|neighbor|wife|husband|girlfriend|boyfriend|ex|friend|coworker|colleague|roommate|student|"
    "doctor|landlord|partner|brother|sister|mother|father|son|daughter|crush|client|employee|mentee|mentor|therapist|"
    "lawyer|roofer|plumber|nurse|professor|manager|officer|match|date|cousin|uncle|aunt|in-law|nanny|tenant|babysitter"
)

REQUESTS: dict[str, tuple[str, ...]] = {
    "transform": (
        "summarize|summarise|translate|rewrite|rephrase|paraphrase|proofread|shorten|edit|classify|sum_up|tl;dr|extract|transcribe",
    ),
    "text": (
        "letter|email|e-mail|mail|message|story|poem|scene|script|song|speech|dialogue|dialog|note|essay|haiku|limerick|tale|post",
    ),
    "group": (_GROUPS,),
    "why": (
        "why should|shouldn't|is|are|do|does|was|were|can|can't|would|must|did|were",
        "explain why",
        "reasons why|that|for",
    ),
    "how": (
        "how do|can|to|could|would|should|might|does",
        "best|good|easiest|effective way|ways|method|methods|place|tips",
        "what steps",
    ),
    "write": (
        "write|compose|draft|create|generate|tell|make|give|pretend|imagine|act|roleplay|continue a|an|me|the|some|you|as|this|us|your",
    ),
    "private": (
        f"my|the|his|her|their|your {_KIN}",
        "address|password|passport|phone_number|mobile_number|telephone|email|ssn|social_security|birthday|date_of_birth|salary|"
        "medical_records|bank_account|license_number|licence_number|orientation|religion|religious|affiliation|login|diagnosis|whereabouts",
        "is|was|are|does gay|pregnant|divorced|married|single|a_virgin|secretly",
    ),
    "harm": (
        "kill|killing|murder|murdering|poison|poisoning|bomb|bombs|bombing|explosive|explosives|shoot|shooting|stab|stabbing|"
        "strangle|torture|rape|steal|stealing|hack|hacking|fraud|scam|launder|kidnap|blackmail|terrorism|terrorist|"
        "suicide|self-harm|overdose|meth|cocaine|heroin|drugs|weapon|weapons|assassinate|eliminate|exterminate|genocide|"
        "cleansing|burn|destroy|attack|hurt|beat|abuse|smuggle|counterfeit|forge|malware|virus|ransomware|phishing|hang|"
        "behead|execute|execution|terminate|annihilate|blow_up|set_fire|stalk|stalking|molest|assault|harass|threaten",
    ),
    "aims": (
        "kill|shoot|murder|poison|hurt|attack|execute|beat|stab|harm|eliminate|bomb|strangle|torture|kidnap|blackmail|stalk|"
        "assassinate|burn|hang|terminate|rob|threaten ** person|people|someone|somebody|myself|human|humans|wife|husband|boss|"
        "president|politician|cop|police|child|children|class|neighbor|neighbour|him|her|them|himself|girlfriend|boyfriend",
    ),
    "fiction": (
        "game|games|movie|film|novel|book|story|minecraft|gta|fortnite|skyrim|character|fictional|pokemon|hitman|series|show|play|episode|batman|superman|potter|simpson|disney|video",
    ),
    "absurd": (
        "speed_of_light|walls|jupiter|mars|moon|sun|venus|teleport|invisible|time_travel|fly|passage_of_time|forever|telepathy|"
        "levitate|underwater|mind_reading|read_minds|hundred_years|immortal|unicorn|dragons|years",
        "olives|holes|boards|noise|coffee|bread|wine|rice|chess|pieces|sheep|swans|bears|cats|dogs|fridge|shirts|chocolate|pepper|cars|"
        "flags|paint|walls|keys|ink|pencils|houses",
    ),
    "self": ("myself|suicide|suicidal", "my own|life|arm|wrists|body|skin", "i want|would_like to die|end"),
    "past": (
        "did|was|were|happened|happen|history|historical|war|during|century|massacre|invasion|battle|revolution|genocide|attack|attacks|1\\d",
    ),
    "public": (
        "president|queen|king|minister|ceo|celebrity|celebrities|famous|actor|singer|senator|governor|obama|trump|biden|musk|beyonce|prince|pope",
    ),
    "defines": ("what is|does|are|do ** mean|means|definition|a|an|the", "define|definition|meaning"),
}

STOP_WORDS = frozenset(
    [
        "the",
        "and",
        "for",
        "are",
        "was",
        "were",
        "with",
        "that",
        "this",
        "what",
        "how",
        "can",
        "could",
        "would",
        "should",
        "you",
        "your",
        "yours",
        "his",
        "her",
        "hers",
        "its",
        "their",
        "them",
        "they",
        "from",
        "have",
        "has",
        "had",
        "not",
        "but",
        "who",
        "why",
        "when",
        "where",
        "which",
        "will",
        "does",
        "did",
        "doing",
        "been",
        "being",
        "there",
        "here",
        "about",
        "into",
        "out",
        "off",
        "over",
        "please",
        "tell",
        "give",
        "some",
        "any",
        "one",
        "way",
        "ways",
        "best",
        "good",
        "make",
        "get",
        "let",
        "all",
        "than",
        "then",
        "too",
        "very",
        "just",
        "also",
        "may",
        "might",
        "must",
        "our",
        "ours",
        "between",
        "because",
        "like",
        "most",
        "more",
        "much",
        "many",
        "need",
        "want",
        "know",
        "use",
        "using",
        "used",
    ]
)
