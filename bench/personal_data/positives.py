"""Texts that hold one datum each, marked `⟦…⟧`: templates for what is drawn, and texts written by hand."""
# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: E501 - a text a line

import base64
import random
from collections.abc import Callable, Iterator
from typing import NamedTuple

from bench.personal_data import data
from bench.personal_data.data import draw

__all__ = ["Sample", "positives"]


class Sample(NamedTuple):
    """A text, and what is in it."""

    kind: str
    variant: str
    """The country, the format or the disguise."""
    text: str
    """With the datum between ⟦ and ⟧; without them it holds none."""


_WITH_PHONE = {
    "US": "You can reach her at ⟦{}⟧ after six.", "CA": "His cell is ⟦{}⟧, text first.", "GB": "Ring Mrs Pell on ⟦{}⟧ before noon.",
    "DE": "Frau Ostermann erreichst du unter ⟦{}⟧.", "FR": "Appelle Lucie au ⟦{}⟧ ce soir.", "ES": "El móvil de Inés es ⟦{}⟧.",
    "IT": "Il cellulare di Paolo: ⟦{}⟧, chiamalo pure.", "NL": "Bel Joost even op ⟦{}⟧.", "PL": "Zadzwoń do Marty: tel. ⟦{}⟧.",
    "IN": "Rohan's mobile number: ⟦{}⟧", "BR": "O telefone da Camila é ⟦{}⟧.", "JP": "山本さんの電話番号は⟦{}⟧です。",
    "AU": "Call Bronte on ⟦{}⟧ about the bike.", "CH": "Ruf Reto an, Natel ⟦{}⟧.", "AT": "Telefon von Frau Haslinger: ⟦{}⟧",
    "SE": "Ring Elsa på ⟦{}⟧ i morgon.", "BE": "Het gsm-nummer van Lotte is ⟦{}⟧.", "PT": "O telemóvel do Rui é ⟦{}⟧.",
    "MX": "El teléfono de Lupita es ⟦{}⟧.", "ZA": "Phone Thabo: ⟦{}⟧.",
}  # fmt: skip
_BARE_PHONE = (
    "Ask Dana, ⟦{}⟧.",
    "Landlord – ⟦{}⟧ – wants the key back.",
    "| Jonas Reit | ⟦{}⟧ | Tuesday |",
    '{{"name": "Petra V.", "contact": "⟦{}⟧"}}',
    "⟦{}⟧ is where you find Tomas.",
)
_WITH_ID = {
    "US ssn": "SSN ⟦{}⟧", "US itin": "Her ITIN is ⟦{}⟧.", "GB nhs": "NHS number: ⟦{}⟧", "DE steuer-id": "Seine Steuer-ID lautet ⟦{}⟧.",
    "FR nir": "Numéro de sécurité sociale : ⟦{}⟧", "ES dni": "con DNI ⟦{}⟧, vecina de Lugo", "ES nie": "NIE ⟦{}⟧", "NL bsn": "BSN: ⟦{}⟧",
    "PL pesel": "PESEL ⟦{}⟧", "SE personnummer": "Personnummer ⟦{}⟧", "FI hetu": "henkilötunnus ⟦{}⟧", "DK cpr": "CPR-nr. ⟦{}⟧",
    "NO fodselsnummer": "fødselsnummer ⟦{}⟧", "BR cpf": "CPF ⟦{}⟧", "IN aadhaar": "Aadhaar no. ⟦{}⟧", "IN pan": "PAN ⟦{}⟧",
    "BE nn": "rijksregisternummer ⟦{}⟧", "CH ahv": "AHV-Nr. ⟦{}⟧", "CA sin": "Social insurance number ⟦{}⟧", "KR rrn": "주민등록번호 ⟦{}⟧",
    "CN id": "身份证号码 ⟦{}⟧", "ZA id": "SA ID number ⟦{}⟧", "TR tckn": "T.C. kimlik no ⟦{}⟧", "MX curp": "CURP: ⟦{}⟧", "PT cc": "NIF ⟦{}⟧",
    "RO cnp": "CNP ⟦{}⟧", "CZ rc": "rodné číslo ⟦{}⟧", "IL id": "Teudat Zehut ⟦{}⟧", "AU tfn": "tax file number ⟦{}⟧", "IT codice fiscale": "C.F. ⟦{}⟧",
}  # fmt: skip
_DISTINCT = (
    "US ssn",
    "BR cpf",
    "IT codice fiscale",
    "ES nie",
    "ES dni",
    "CH ahv",
    "FI hetu",
    "MX curp",
    "FR nir",
    "BE nn",
    "SE personnummer",
    "KR rrn",
    "CN id",
)
"""Written so that nothing else looks like them: found without a word beside them."""

_ADDRESSES = {
    "US": ("She lives at ⟦418 Larkspur Lane, Dayton, OH 45419⟧.", "Ship it to ⟦2207 N Halvorsen Ave Apt 5B, Tacoma, WA 98405⟧, please.", "He moved to ⟦77 Copper Ridge Road⟧ last May.", "Home: ⟦1309 SW 14th Street, Boise, ID 83702⟧", "mail goes to ⟦P.O. Box 1187, Elko, NV 89803⟧"),
    "GB": ("Mr Adeyemi, ⟦14 Thistle Crescent, Leith, Edinburgh EH6 7RT⟧", "They are at ⟦Flat 3, 92 Corbett Road, Cardiff CF10 3BE⟧ now.", "come round to ⟦7 Mill Close⟧ tonight", "⟦23a Saltmarsh Terrace⟧ is her gran's", "her new address, ⟦161 Old Foundry Way, Leeds LS9 8QN⟧, is secret"),
    "DE": ("Sie wohnt in der ⟦Lerchenfelder Straße 27, 80538 München⟧.", "Paket an Herrn Voss, ⟦Am Kirchberg 4a, 37139 Adelebsen⟧", "Anschrift: ⟦Holunderweg 9⟧", "Treffen bei Jana, ⟦Bismarckallee 112⟧, dritter Stock", "⟦Rosenstr. 33, 01159 Dresden⟧ gehört den Eltern"),
    "FR": ("Il habite ⟦18 bis rue des Tanneurs, 37000 Tours⟧.", "chez Mme Perrin, ⟦4, avenue Jean-Macé⟧", "Adresse : ⟦227 boulevard de la Liberté, 59800 Lille⟧", "Envoyez-le au ⟦9 impasse du Lavoir⟧.", "elle a quitté le ⟦56 chemin des Vignes, 69340 Francheville⟧"),
    "ES": ("Vive en la ⟦calle Pintor Sorolla 14, 3.º B, 46002 Valencia⟧.", "Domicilio: ⟦Avda. de la Constitución, 38⟧", "la casa de Nuria, ⟦C/ Olivares 7⟧", "manda el paquete a ⟦Plaza del Grano 2, 24003 León⟧", "reside en ⟦Paseo de los Tilos nº 51⟧"),
    "IT": ("Abita in ⟦via Garibaldi 45, 10122 Torino⟧.", "spedire a ⟦Viale dei Mille, 112/B⟧", "residente in ⟦Piazza San Leonardo 3⟧", "casa sua: ⟦Corso Umberto I, 208⟧", "la nonna sta in ⟦Vicolo Stretto 6⟧"),
    "NL": ("Hij woont op de ⟦Prinsengracht 403-II, 1016 HM Amsterdam⟧.", "Adres: ⟦Dorpsstraat 21⟧", "stuur het naar ⟦Kerklaan 118a, 9751 NN Haren⟧", "oma zit op de ⟦Molenweg 5⟧", "verhuisd naar ⟦Lindeplein 8⟧"),
    "PL": ("Mieszka przy ⟦ul. Długiej 14/6, 31-147 Kraków⟧.", "Adres: ⟦ul. Brzozowa 7⟧", "paczka na ⟦al. Niepodległości 132 m. 18⟧", "dom pani Nowak, ⟦os. Kolorowe 22⟧", "przeprowadził się na ⟦pl. Wolności 3⟧"),
    "BR": ("Ela mora na ⟦Rua das Acácias, 245, Curitiba⟧.", "Endereço: ⟦Av. Getúlio Vargas, 1820, apto 71⟧", "entregar na ⟦Travessa do Porto, 16⟧", "vive na ⟦Rua Sete de Setembro 90⟧", "casa da Joana: ⟦Alameda Santos, 415⟧"),
    "JP": ("住所は⟦東京都世田谷区桜丘3-14-9⟧です。", "⟦大阪府吹田市山田西2丁目8番1号⟧に住んでいます。", "自宅:⟦北海道札幌市北区北24条西5-1-12⟧", "送り先は⟦京都府宇治市槇島町17-3⟧", "実家は⟦神奈川県鎌倉市大町4-2-20⟧"),
    "SE": ("Hon bor på ⟦Björkvägen 12, 752 40 Uppsala⟧.", "Adress: ⟦Storgatan 55⟧", "skicka till ⟦Lillängsgränd 3⟧", "han flyttade till ⟦Vasagatan 8B⟧", "mormor, ⟦Strandvägen 140⟧"),
    "AU": ("⟦Unit 6, 48 Wattle Street, Fitzroy VIC 3065⟧ is Kate's", "drop it at ⟦310 Kurrajong Drive⟧", "he's renting ⟦15/202 Marine Parade, Coogee NSW 2034⟧", "Home address ⟦9 Banksia Court, Nedlands WA 6009⟧", "the party's at ⟦81 Gully Road⟧"),
}  # fmt: skip

_SECRETS: tuple[tuple[str, str], ...] = (
    ("aws", "aws_access_key_id = ⟦AKIAUUUUUUUUUUUUUUUU⟧"), ("aws", "The key ID was ⟦ASIAUUUUUUUUUUUUUUUU⟧, temporary."),
    ("aws-secret", "aws_secret_access_key = ⟦bbbbbbbbbb/bbbbbbbbbbbb+bbbbbbbbbbbbbbbb⟧"), ("aws-secret", 'AWS_SECRET_ACCESS_KEY="⟦bbbbbbbb+bbbbbbbbbbbbbb/bbbbbbbbbbbbbbbb⟧"'),
    ("github", "git clone with ⟦ghp_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb⟧ as token"), ("github", "⟦github_pat_11bbbbbbbbb0bbbbbbbbbb_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb⟧"),
    ("github", "GH_TOKEN: ⟦gho_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb⟧"), ("gitlab", "PRIVATE-TOKEN: ⟦glpat-bbbbbbbbbbbbbbbbbbbb⟧"),
    ("slack", "SLACK=⟦xoxb-############-############-bbbbbbbbbbbbbbbbbbbbbbbb⟧"), ("slack", "post to ⟦https://hooks.slack.com/services/TUUUUUUUU/BUUUUUUUU/bbbbbbbbbbbbbbbbbbbbbbbb⟧"),
    ("stripe", "stripe.api_key = '⟦sk_live_bbbbbbbbbbbbbbbbbbbbbbbb⟧'"), ("stripe", "webhook secret ⟦whsec_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb⟧"),
    ("google", "maps key ⟦AIzabbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb⟧"), ("google", "client_secret: ⟦GOCSPX-bbbbbbbbbbbbbbbbbbbbbbbbbbbb⟧"),
    ("openai", "OPENAI_API_KEY=⟦sk-proj-bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb⟧"), ("openai", "use ⟦sk-bbbbbbbbbbbbbbbbbbbbT3BlbkFJbbbbbbbbbbbbbbbbbbbb⟧ for now"),
    ("anthropic", "x-api-key: ⟦sk-ant-api03-bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb⟧"), ("huggingface", "hf login --token ⟦hf_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb⟧"),
    ("npm", "//registry/:_authToken=⟦npm_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb⟧"), ("pypi", "password = ⟦pypi-AgEIcHlwaS5vcmcCJbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb⟧"),
    ("sendgrid", "⟦SG.bbbbbbbbbbbbbbbbbbbbbb.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb⟧"), ("telegram", "bot token ⟦##########:AAbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb⟧"),
    ("generic", "API key: ⟦hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh⟧"), ("generic", 'client_secret="⟦bbbbbbbbbbbbbbbbbbbbbbbbbbbb⟧"'), ("generic", "Authorization: Bearer ⟦bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb⟧"),
    ("generic", "the access token is ⟦bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb⟧"), ("generic", "Schlüssel (API-Key) lautet ⟦bbbbbbbbbbbbbbbbbbbbbbbb⟧"),
    ("password", "Her password is ⟦Krokus!47zwei⟧."), ("password", "wifi password: ⟦mauve-Otter-92⟧"), ("password", "Passwort: ⟦Zp7$kkw2Lq⟧"), ("password", "mot de passe : ⟦Vg!83tropik⟧"),
    ("password", "DB_PASSWORD=⟦q9X!vv20-Lund⟧"), ("password", "la contraseña es ⟦Tr1gal#Norte⟧"), ("password", "PIN/pw: ⟦b7Wq%%31xa⟧"), ("password", "login jreit / pass: ⟦Rh9!uu-kelp⟧"),
    ("url-password", "postgres://app:⟦h4Tz-91kkwe⟧@db.lindqvist-bygg.se:5432/prod"), ("url-password", "https://deploy:⟦bbbbbbbbbbbbbbbb⟧@git.ferris.dev/r.git"),
    ("url-password", "redis://:⟦bbbbbbbbbbbbbbbbbb⟧@10.2.0.9:6379/0"), ("url-password", "mongodb+srv://svc:⟦bbbbbbbbbbbb⟧@cluster7.mongodb.net"), ("url-password", "ftp://nils:⟦w1nd-Kanter⟧@files.posteo.net/"),
)  # fmt: skip
_PEM = "-----BEGIN {0}PRIVATE KEY-----\n{1}\n-----END {0}PRIVATE KEY-----"

_BORN = (
    "DOB: ⟦03/14/1987⟧", "Date of birth: ⟦14 March 1987⟧", "date of birth is ⟦1987-03-14⟧", "Geburtsdatum: ⟦14.03.1987⟧", "geb. am ⟦2. Mai 1991⟧, Steuer-ID folgt", "Date de naissance : ⟦02/05/1991⟧",
    "née le ⟦2 mai 1991⟧, tél. 06 12 48 90 33", "fecha de nacimiento: ⟦21/11/1978⟧", "nacida el ⟦21 de noviembre de 1978⟧, DNI 29051114K", "data di nascita ⟦07/08/1969⟧", "nato il ⟦7 agosto 1969⟧, C.F. DLPVPS61C24D612P", "geboortedatum ⟦30-09-1983⟧",
    "data urodzenia: ⟦12.12.1995⟧", "data de nascimento: ⟦01/02/1974⟧", "生年月日:⟦1980年5月6日⟧", "födelsedatum ⟦1999-10-04⟧", "D.O.B. ⟦Aug 7, 1990⟧", "birthdate ⟦1990/08/07⟧",
    "birthday (DOB) ⟦7th August 1990⟧", "Date of Birth ⟦07-Aug-1990⟧", '"date_of_birth": "⟦1979-01-30⟧"', "DoB=⟦30/01/1979⟧", "patient born ⟦1/30/1979⟧, SSN 141-77-7631", "dob ⟦19790130⟧",
)  # fmt: skip
_DOCUMENTS = (
    ("passport", "US passport number ⟦#########⟧"), ("passport", "Passport No. ⟦X########⟧"), ("passport", "Reisepass-Nr. ⟦C01X00T47⟧"), ("passport", "passeport n° ⟦##AA#####⟧"), ("passport", "pasaporte ⟦AAA######⟧"), ("passport", "numero di passaporto ⟦AA#######⟧"),
    ("passport", "paspoortnummer ⟦AA##UUU##⟧"), ("passport", "Her passport is ⟦AA#######⟧."), ("passport", "numer paszportu ⟦AA#######⟧"), ("passport", "パスポート番号 ⟦AA#######⟧"),
    ("licence", "driver's license ⟦D#######⟧"), ("licence", "California DL number ⟦A#######⟧"), ("licence", "driving licence no. ⟦OSTER80##2####9AB⟧"), ("licence", "Führerscheinnummer ⟦B072RRE2I55⟧"), ("licence", "permis de conduire n° ⟦##AA#####⟧"),
    ("licence", "patente di guida ⟦AA#######A⟧"), ("licence", "License number: ⟦A###-####-####⟧ (driver)"), ("licence", "carné de conducir ⟦########X⟧"),
    ("id-card", "Personalausweisnummer ⟦L01X00T471⟧"), ("id-card", "national ID card no. ⟦AA######⟧"), ("id-card", "carta d'identità n. ⟦AA####### ⟧"), ("id-card", "numer dowodu osobistego ⟦AAA ######⟧"), ("medical", "medical record number ⟦########⟧"), ("medical", "Health insurance member ID ⟦AAA#########⟧"),
)  # fmt: skip
_BANK = (
    "account number ⟦##########⟧, at the branch", "Account no: ⟦########⟧", "acct # ⟦############⟧", "checking account ⟦#########⟧", "bank account number is ⟦##########⟧", "Kontonummer ⟦##########⟧", "Kto.-Nr. ⟦########⟧", "numéro de compte ⟦###########⟧",
    "número de cuenta ⟦####-####-##-##########⟧", "conto corrente n. ⟦############⟧", "sort code ⟦20-45-##⟧", "Sort code: ⟦608371⟧", "routing number ⟦021000021⟧", "ABA routing no. ⟦122105155⟧", "rekeningnummer ⟦#########⟧", "A/C No. ⟦###########⟧",
    "BSB ⟦062-000⟧", "numer konta ⟦########⟧", "conta corrente ⟦#####-#⟧", "savings acct: ⟦##########⟧",
)  # fmt: skip
_SPELLED = (
    "⟦marta.voss at gmail dot com⟧", "⟦j.kowalczyk [at] wp [dot] pl⟧", "⟦nils(at)posteo.net⟧", "⟦d.ohara AT proton DOT me⟧", "⟦tom_ferris{at}ferris{dot}dev⟧", "⟦hanna.vuori (at) outlook (dot) com⟧",
    "⟦lucie.moreau arobase orange point fr⟧", "⟦ines.prado arroba gmail punto com⟧", "⟦sofia-brandt @ gmx.de⟧", "⟦chen.wei88 at mail dot ru⟧", "⟦priya.raman @ gmail . com⟧", "⟦p.raman＠gmail．com⟧",
)  # fmt: skip
_AROUND = (
    "Write to {} about it.",
    "Her mail: {}",
    "{} answered.",
    "- contact {} (private)",
    "Try {}; she reads it daily.",
)

FULL_WIDTH = str.maketrans("0123456789+-()", "０１２３４５６７８９＋－（）")


def positives(chance: random.Random) -> Iterator[Sample]:
    """Give every text that holds a datum."""
    yield from _phones(chance)
    for at in range(32):
        number = data.card(chance)
        said, form = _CARDS[at % len(_CARDS)]
        yield Sample("card", "", said.format(form(number)))
    for at, country in enumerate([*data.IBANS, *data.IBANS]):
        made = data.iban(chance, country)
        spaced = " ".join(made[i : i + 4] for i in range(0, len(made), 4))
        said = ("IBAN ⟦{}⟧", "Überweise an ⟦{}⟧ bitte.", "send it to ⟦{}⟧, today", "iban: ⟦{}⟧")[at % 4]
        yield Sample("iban", country, said.format((spaced, made, spaced, made.lower())[at % 4]))
    for name, said in _WITH_ID.items():
        for at in range(4):
            made = data.national_id(chance, name)
            around = ("{}", "The form says: {} – keep it.", "Name: D. Ohara; {}; city: Lund", "{} (checked)")[at]
            yield Sample("national-id", name, around.format(said.format(made)))
        if name in _DISTINCT:
            yield Sample("national-id", f"{name} alone", f"On file for Mr Reit: ⟦{data.national_id(chance, name)}⟧.")
    for at in range(32):
        yield Sample("email", "plain", _AROUND[at % 5].format(f"⟦{data.email(chance)}⟧"))
    for at, spelled in enumerate(_SPELLED):
        yield Sample("email", "spelled", _AROUND[at % 5].format(spelled))
    for country, said_here in _ADDRESSES.items():
        for text in said_here:
            yield Sample("address", country, text)
    for at in range(18):
        ip = ".".join(
            str(n)
            for n in (
                chance.choice([23, 31, 46, 62, 77, 81, 92, 109, 151, 178, 185, 213]),
                chance.randint(1, 254),
                chance.randint(1, 254),
                chance.randint(1, 254),
            )
        )
        said = (
            "He logged in from ⟦{}⟧.",
            "ssh root@⟦{}⟧",
            "Last seen IP ⟦{}⟧ (home)",
            '⟦{}⟧ - - [12/Mar/2026] "GET /"',
            "server=⟦{}⟧:8443",
            "http://⟦{}⟧/cam",
        )[at % 6]
        yield Sample("ip", "v4", said.format(ip))
    for at in range(8):
        groups = [draw(chance, "2a02"), draw(chance, "8hhh"), *(draw(chance, "hhhh") for _ in range(6))]
        ip6 = ":".join(groups) if at % 2 else ":".join(groups[:4]) + "::" + groups[4]
        yield Sample("ip", "v6", ("Her router has ⟦{}⟧ today.", "ping6 ⟦{}⟧")[at % 2].format(ip6))
    for variant, said in _SECRETS:
        head, datum, tail = _split(said)
        fixed = _FIXED.get(variant, ())
        start = next((each for each in fixed if datum.startswith(each)), "")
        stays = variant in {"password"} or (variant == "url-password" and "bbb" not in datum)
        made = datum if stays else start + draw(chance, datum[len(start) :])
        if "hooks.slack" in datum:
            made = "https://hooks.slack.com/services/" + draw(chance, "TUUUUUUUU/BUUUUUUUU/bbbbbbbbbbbbbbbbbbbbbbbb")
        yield Sample("secret", variant, f"{head}⟦{made}⟧{tail}")
    for _ in range(3):
        yield Sample("secret", "jwt", f"cookie: session=⟦{data.jwt(chance)}⟧")
    for name in ("", "RSA ", "EC ", "OPENSSH "):
        body = base64.b64encode(chance.randbytes(150)).decode()
        yield Sample(
            "secret",
            "pem",
            f"his key:\n⟦{_PEM.format(name, chr(10).join(body[i : i + 64] for i in range(0, len(body), 64)))}⟧\n",
        )
    for text in _BORN:
        yield Sample("date-of-birth", "", text)
    for variant, said in _DOCUMENTS:
        head, datum, tail = _split(said.replace(" ⟧", "⟧"))
        made = datum if any(each in datum for each in ("C01X", "L01X", "B072")) else _number(chance, datum)
        yield Sample("document", variant, f"{head}⟦{made}⟧{tail}")
    for said in _BANK:
        head, datum, tail = _split(said)
        yield Sample("bank-account", "", f"{head}⟦{draw(chance, datum)}⟧{tail}")
    for at in range(20):
        coin = ("ethereum", "bitcoin", "segwit", "litecoin")[at % 4]
        said = ("Send the rest to ⟦{}⟧.", "his wallet ⟦{}⟧ got it", f"{coin} address: ⟦{{}}⟧", "⟦{}⟧")[at // 4 % 4]
        yield Sample("wallet", coin, said.format(data.wallet(chance, coin)))


_CARDS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("card ⟦{}⟧ exp 09/28", lambda n: n), ("Visa/MC: ⟦{}⟧", lambda n: " ".join(n[i : i + 4] for i in range(0, len(n), 4))), ("She paid with ⟦{}⟧.", lambda n: "-".join(n[i : i + 4] for i in range(0, len(n), 4))),
    ("credit card number: ⟦{}⟧, cvv later", lambda n: n), ("⟦{}⟧", lambda n: " ".join(n[i : i + 4] for i in range(0, len(n), 4))), ("Kreditkarte ⟦{}⟧", lambda n: n.translate(FULL_WIDTH)),
    ('{{"cc": "⟦{}⟧"}}', lambda n: n), ("carte bancaire ⟦{}⟧", lambda n: "\u200b".join(n[i : i + 4] for i in range(0, len(n), 4))),
)  # fmt: skip
_FIXED = {
    "aws": ("AKIA", "ASIA"), "github": ("ghp_", "github_pat_", "gho_"), "gitlab": ("glpat-",), "slack": ("xoxb-",), "stripe": ("sk_live_", "whsec_"), "google": ("AIza", "GOCSPX-"),
    "openai": ("sk-proj-", "sk-"), "anthropic": ("sk-ant-api03-",), "huggingface": ("hf_",), "npm": ("npm_",), "pypi": ("pypi-AgEIcHlwaS5vcmcCJ",), "sendgrid": ("SG.",),
}  # fmt: skip


def _phones(chance: random.Random) -> Iterator[Sample]:
    for at, region in enumerate(data.PHONES):
        for style in ("international", "e164", "national"):
            yield Sample("phone", f"{region} {style}", _WITH_PHONE[region].format(data.phone(chance, region, style)))
        number = data.phone(chance, region, "international")
        yield Sample("phone", f"{region} bare", _BARE_PHONE[at % 5].format(number))
        disguise = (
            lambda n: n.translate(FULL_WIDTH), lambda n: n.replace(" ", "."), lambda n: n.replace(" ", "\u00a0").replace("-", "\u2011"), lambda n: "\u200b".join(n), lambda n: n.replace("+", "00"),  # noqa: PLW0108
        )[at % 5]  # fmt: skip
        number = data.phone(chance, region, "international")
        yield Sample("phone", f"{region} disguised", _WITH_PHONE[region].format(disguise(number)))
    for region in ("US", "GB", "FR", "JP", "BR", "IT"):
        yield Sample("phone", f"{region} national bare", _BARE_PHONE[0].format(data.phone(chance, region, "national")))


def _split(said: str) -> tuple[str, str, str]:
    head, rest = said.split("⟦")
    datum, tail = rest.split("⟧")
    return head, datum, tail


def _number(chance: random.Random, shape: str) -> str:
    return (
        draw(chance, shape.replace("X", "A")) if "OSTER" not in shape else "OSTER80" + draw(chance, "##2####9") + "AB"
    )
