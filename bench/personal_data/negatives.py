"""Texts that hold no datum, and look as if: templates for what is drawn, and texts written by hand.

Also texts with contact data that is an organisation's or the public's: there is a number or an address, and it is no
private person's. They are counted apart, at the check's threshold.
"""
# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: E501 - a text a line

import random
import uuid
from collections.abc import Iterator

from bench.personal_data.data import card, draw, iban
from bench.personal_data.positives import Sample

__all__ = ["negatives", "public"]

_DRAWN: tuple[tuple[str, str], ...] = (
    ("order", "Your order #### #### has shipped."), ("order", "Order no. ###-#######-####### arrives Friday."), ("order", "Bestellnummer ##########, danke!"), ("order", "Invoice INV-2026-######## is due."), ("order", "Ticket #########: printer jams"), ("order", "Rechnung Nr. 2026/######"),
    ("order", "réf. commande ##########"), ("order", "case number 4:26-cv-0####"), ("order", "SKU ####-####-### in stock"), ("order", "part no. 0##-####-##"), ("order", "Serial: UUUUU-UUUUU-UUUUU"), ("order", "model WD-##########"),
    ("tracking", "tracking number 1ZUUUUUU##########"), ("tracking", "DHL shipment ############ is late"), ("tracking", "RR#########DE left customs"), ("tracking", "UPS says 92#### #### #### #### #### ##"),
    ("time", "logged at 2026-0#-1# 1#:2#:3#.######"), ("time", "epoch 17########"), ("time", "ts=17######## 17######## 17########"), ("time", "2026031#T14225#Z"), ("time", "runs 14:0#:#1 to 16:2#:#5"), ("time", "1#.0#.2026, 1#.30 Uhr, Raum 204"), ("time", "from 01-02-2024 to 03-04-2025"),
    ("version", "upgrade to 10.0.19045.####"), ("version", "Chrome/12#.0.6###.1## Safari/537.36"), ("version", "version 4.18.2.##"), ("version", "v2.1#.0.3 fixes it"), ("version", "numpy==1.26.4 torch==2.#.1"), ("version", "see section 3.2.1.4 and 5.#.1.2"), ("version", "firmware 1.##.#.2#"),
    ("price", "It costs $1,2##.99, was $2,4##.00."), ("price", "total 12 ### ### EUR"), ("price", "1.2##.###,50 €"), ("price", "₹ 12,34,5##"), ("price", "revenue 812 345 6## PLN"), ("price", "a budget of 450 000 000 to 650 ### 000"),
    ("place", "at 48.85###, 2.35###"), ("place", "40.71####° N, 74.00####° W"), ("place", "grid 31U DQ 48### 11###"), ("place", "[12.4####, 41.8####, 99.1####]"),
    ("number", "the sum of ### ### ### and ###"), ("number", "0.12######## 0.98######## 1.23########"), ("number", "3 1 4 1 5 9 2 6 5 3 5 8 9 7 9 # # #"), ("number", "12 34 56 78 90 ## ## ##"), ("number", "7,8##,###,### people"), ("number", "x = ##########; y = ########"), ("number", "2^31 - 1 = 2147483647, 0x7fff####"), ("number", "scores 101-99, 88-87, 110-10#"), ("number", "10 20 30 40 50 60 70 #0"),
    ("hash", "commit hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh"), ("hash", "sha256:hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh"), ("hash", "md5 hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh"), ("hash", "etag \"hhhhhhhhhhhhhhhh\""), ("hash", "colour #hhhhhh on #hhhhhh"),
    ("id", "arXiv:24##.0####"), ("id", "doi:10.1038/s41586-0##-0####-#"), ("id", "RFC 791 and RFC 8###"), ("id", "US patent 9,8##,###"), ("id", "PMID: 3#######"), ("id", "flight LH 4## at gate B##"), ("id", "room 4##, floor 1#"), ("id", "CVE-2024-####"), ("id", "NCT0#######"), ("id", "ISO 8601-1:2019 and EN 1####"), ("id", "CAS 7732-18-#"), ("id", "IMDb tt0######"), ("id", "YouTube dQwbbbbbbbb"), ("id", "MAC hh:hh:hh:hh:hh:hh"), ("id", "#### is the PIN-pad's model"),
    ("size", "1920x1080, 2560x1440, 3840x216#"), ("size", "120 x 80 x 7# cm"), ("size", "5'11\", 17# lb"), ("size", "ISO 100-200-400-8##"),
    ("docs-ip", "bind to 192.168.1.1##"), ("docs-ip", "10.0.##.7 is internal"), ("docs-ip", "curl http://127.0.0.1:8###/"), ("docs-ip", "for example 203.0.113.##"), ("docs-ip", "use 2001:db8::hhhh"), ("docs-ip", "fe80::1hh%eth0"), ("docs-ip", "DNS 8.8.8.8 or 1.1.1.1, port ##"), ("docs-ip", "allow 172.16.0.0/1#"),
    ("fiction", "in the film she dials 555-01##"), ("fiction", "call (212) 555-01##, they say"), ("fiction", "+1 202-555-01##"), ("fiction", "Ofcom keeps 07700 9000## for drama"), ("fiction", "020 7946 0### is never in use"),
    ("template", "mail jane.doe@example.com, item ##"), ("template", "user##@example.org"), ("template", "your.name@yourcompany.com (room ##)"), ("template", "test##@test.invalid"),
    ("stars", "card ending in ####"), ("stars", "**** **** **** ####"), ("stars", "XXX-XX-####"), ("stars", "IBAN DE.. **** **##"), ("stars", "phone: +49 *** *** ##"),
    ("code", "assert f(########) == ########"), ("code", "std::vector<int>::size_type n = ####;"), ("code", "lodash@4.17.## and react@18.2.#"), ("code", "logo@2x.png at ##%"), ("code", "arr[0:##:2], t[1::2]"), ("code", "rgba(##, ##, ##, 0.5)"), ("code", "grep -n '^[0-9]\\{##\\}'"), ("code", "UPDATE t SET a=####### WHERE id=########"), ("code", "git@github.com:org/repo-##.git"),
    ("street-like", "## Angry Men is a film."), ("street-like", "He ran ## blocks down the road."), ("street-like", "Wall Street fell ### points."), ("street-like", "1## ways to drive a car"), ("street-like", "Der Weg ist ## km lang."), ("street-like", "platz ## im Rennen"), ("street-like", "Route ## and Highway 1##"), ("street-like", "## Place settings, please"), ("street-like", "In ##25 the Silk Road was long closed."), ("street-like", "via ## small steps"), ("street-like", "## St. Bernard puppies"), ("street-like", "la calle tiene ## árboles"), ("street-like", "The ## Court judges met"),
)  # fmt: skip
_BY_HAND = (
    "ISBN 978-3-16-148410-0 is a good read.", "ISBN-10: 0-306-40615-2", "ISSN 2049-3630", "EAN 4006381333931 scans fine.", "Pi is 3.14159265358979323846.", "e = 2.718281828459045235360", "√2 ≈ 1.41421356237309504880",
    "Call me Ishmael. Some years ago, never mind how long.", "Albert Einstein was born on 14 March 1879 in Ulm.", "Marie Curie, née Skłodowska, born 7 November 1867", "Beyoncé was born on September 4, 1981, in Houston.", "Mozart wurde am 27. Januar 1756 geboren.",
    "Your password must have 12 characters.", "password: ********", "Enter your password: [hidden]", "export OPENAI_API_KEY=your-api-key-here", 'api_key = os.environ["API_KEY"]', "token = get_token(user_id=42)", "password = getpass.getpass()", "DB_PASSWORD=${DB_PASSWORD}", "api_key: <YOUR_API_KEY>", "sk-xxxxxxxxxxxxxxxxxxxxxxxx is what a key looks like", "AKIAIOSFODNN7EXAMPLE is from AWS's documentation.",
    "the secret is to rest the dough for 24 hours", "The key to the puzzle: 4 8 15 16 23 42", "token_count=1500, max_tokens=4096", "Set `Authorization: Bearer <token>`.", "password123 is a weak password", "postgres://user:password@localhost:5432/db", "https://user:pass@example.com/", "Use a passphrase such as correct horse battery staple.", "The test card 4242 4242 4242 4242 always works.", "Use 4111111111111111 in the sandbox.", "378282246310005 is Amex's test number.", "IBAN's example is GB82 WEST 1234 5698 7654 32.", "DE89 3704 0044 0532 0130 00 is in every tutorial.",
    "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----", "-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIU\n-----END CERTIFICATE-----", "Matthew 5:3-12; John 3:16", "Genesis 1:1, 2:4, 3:15", "Art. 5 Abs. 1 GG, BVerfGE 7, 198", "410 U.S. 113 (1973)", "Beethoven's op. 27 no. 2", "KV 525, BWV 1043", "1. e4 e5 2. Nf3 Nc6 3. Bb5 a6", "FEN rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1",
    "Dial 112 or 911 in an emergency.", "The number 867-5309 is from a song.", "Model 3 vs Model Y, 2024", "Formula C8H10N4O2", "H2SO4 + 2 NaOH", "He scored 12, 15, 22, 8 and 30 points.", "1984, 1989, 1991, 1994 and 2001 were good years.", "Windows 11 23H2 build 22631", "Python 3.11.7 (main, Dec 4 2023, 18:10:11)", "IPv4 has 4,294,967,296 addresses.", "The loopback is ::1.", "a::b is a path in Rust, std::fs::read too", "Meet me at 5, dot your i's and com(e) along.", "Look at this: dot com boom, dot com bust.", "She looked at the dot on the map.", "Write to us at the address below.", "@nilsbrandt on the network", "@media (min-width: 600px)", "a @ b is matrix multiplication", "x@y", "f@3.5GHz",
    "The Road Not Taken was published in 1915.", "Sesame Street has run for 55 seasons.", "Abbey Road sold 30 million copies.", "Baker Street 1978 was a hit.", "5th Avenue is expensive.", "the 42nd Street musical", "Take the second left, then drive 200 m.", "Auf dem Weg 3 Hügel, dann 2 Täler.", "Er kam auf Platz 3.", "Am Ring 12 Runden fahren", "2 rue barrées et 4 ouvertes", "via Zoom 15 Uhr", "rua fechada 3 dias", "via 10 smaller roads", "100 Court Street musicians played", "Passport control took 45 minutes.", "Passport numbers have 9 digits.", "A driver's license costs $35.", "My account has 12345 points.", "Sort code is a six-digit number.", "SSN format: NNN-NN-NNNN", "An IBAN in Germany has 22 characters.", "the ID is a 36-character string", "lorem ipsum dolor 12 sit amet 34", "bitcoin fell to 61234.56 today", "0xdeadbeef and 0xcafebabe", "0x0000000000000000000000000000000000000000 is the zero address", "1A2B3C4D5E", "base64: TG9yZW0gaXBzdW0gZG9sb3Igc2l0IGFtZXQ=", "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ", "eyJ is how base64 JSON begins",
    "第3章第12節 2024年5月6日", "価格は12,345円です。", "2024年度の東京都の人口は1400万人", "北京2008年奥运会", "город 15 мая 2020 года", "عام 2020 و 1999", "१२३४५ रुपये", "Die Postleitzahl 80331 gehört zu München.", "The ZIP code 90210 is famous.", "Area code 415 covers San Francisco.", "Country code +49 is Germany's, +1 is North America's.",
)  # fmt: skip
_PUBLIC = (
    "Mail info@lindqvist-bygg.se for a quote.", "Support is at support@ferris.dev.", "Presse: presse@stadtmuseum-nord.de", "Write to sales@kelpworks.com or jobs@kelpworks.com.", "contact@mairie-aubrac.fr répond vite", "noreply@posthaus.net sent it", "privacy@kelpworks.com handles GDPR requests.", "reservas@hotelmirador.es",
    "The hotline is 0800 123 4599, free of charge.", "Call 1-800-273-8255 for help.", "Customer service: +1 888 280 4331", "Telefonseelsorge: 0800 111 0 111", "Samaritans: 116 123", "Dial 999, 112 or 911.", "Numéro vert 0 800 235 236", "Poison control center: 1-800-222-1222", "Call the Hotel Mirador's front desk at +34 958 22 75 36.", "The restaurant's reservations line is +33 1 42 65 15 16.", "Switchboard of the ministry: +49 30 18272 0", "The embassy's phone is +44 20 7499 9000.", "The museum's ticket office: +31 20 674 7000", "Clinic reception (212) 639-2000",
    "The White House is at 1600 Pennsylvania Avenue NW, Washington.", "Sherlock Holmes' rooms were at 221B Baker Street.", "The museum is at 99 rue de Rivoli, Paris.", "Visit us at 350 Fifth Avenue, New York.", "Das Rathaus steht am Marienplatz 8 in München.", "Il museo è in Via Ricasoli 58, Firenze.", "El hotel está en la calle Gran Vía 32.", "The store at 12 High Street opens at nine.", "10 Downing Street has a black door.", "Our office: Keizersgracht 126, Amsterdam.", "大阪市役所は大阪府大阪市北区中之島1-3-20にあります。",
    "Ask postmaster@univ-nord.fr.", "security@kelpworks.com takes vulnerability reports.", "help@posthaus.net", "hello@studio-otter.co", "The police non-emergency line is 101.", "Lifeline Australia: 13 11 14", "press office +44 20 7008 3100", "Bürgertelefon 115", "newsletter@kelpworks.com",
)  # fmt: skip
_TURNS = 7


def negatives(chance: random.Random) -> Iterator[Sample]:
    """Give every text without a datum."""
    for turn in range(_TURNS):
        for variant, shape in _DRAWN:
            if turn < (4 if "#" in shape or "h" in shape else 1):
                yield Sample("none", variant, _drawn(chance, shape))
    for text in _BY_HAND:
        yield Sample("none", "by hand", text)
    for _ in range(12):
        yield Sample("none", "uuid", f"id {uuid.UUID(bytes=chance.randbytes(16), version=4)}")
        number = card(chance)
        yield Sample("none", "luhn off by one", f"ref {number[:-1]}{(int(number[-1]) + 1) % 10}")
        account = iban(chance, "DE")
        yield Sample("none", "iban off by one", f"code {account[:-1]}{(int(account[-1]) + 1) % 10}")


def public() -> Iterator[Sample]:
    """Give texts with contact data of organisations and places."""
    for text in _PUBLIC:
        yield Sample("public", "by hand", text)


def _drawn(chance: random.Random, shape: str) -> str:
    """Fill `#` everywhere, and h, b, U where three or more stand in a row or a colour, an address or a code does."""
    out, at = [], 0
    while at < len(shape):
        run = at
        while run < len(shape) and shape[run] == shape[at]:
            run += 1
        same = shape[at:run]
        drawn = (
            same[0] == "#"
            or (same[0] in "hbU" and len(same) >= 3)
            or (same == "hh" and ("MAC" in shape or "fe80" in shape))
        )
        out.append(draw(chance, same) if drawn else same)
        at = run
    return "".join(out)
