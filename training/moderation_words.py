"""Classes of words for the moderation model, from general knowledge; they are kept as hashes in its data file.

Some of these words are coarse. Slurs against groups aren't spelled out: `data/slurs.json` holds their hashes.
"""
# SPDX-License-Identifier: Apache-2.0

__all__ = ["CLASSES", "NEAR", "SEEDS"]

CLASSES: dict[str, str] = {
    "i": "i im ive my me myself mine ill id",
    "you": "you your youre ur u yourself yourselves ya",
    "they": "they them these those all every any their theyre",
    "wish": "want wanna going gonna should deserve deserves hope must need wish ought let lets ready planning plan "
    "thinking think thought tempted urge urges",
    "young": "child children kid kids boy boys girl girls daughter son niece nephew toddler baby preteen preteens teen "
    "teens teenage teenager teenagers schoolgirl schoolgirls schoolboy minor minors underage pupil student "
    "students loli shota lolita jailbait youngster adolescent pubescent prepubescent virgin cheerleader "
    "freshman sophomore kindergarten grader",
    "age": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "4 5 6 7 8 9 10 11 12 13 14 15 16 17 13yo 14yo 15yo 16yo 17yo 12yo 11yo 10yo 13f 14f 15f 16f 17f 12f",
    "years": "year years yo yr yrs old aged age y grade",
    "family": "mother mom mommy mum father dad daddy brother sister sis uncle aunt cousin stepmom stepdad stepsister "
    "stepbrother stepson stepdaughter grandfather grandma incest family parents",
    "act": "sex sexual sexually fuck fucked fucking fucks orgasm orgasms cum cumming cums cumshot thrust thrusts "
    "thrusting moan moans moaned moaning suck sucked sucking lick licked licking masturbate masturbating "
    "masturbation blowjob handjob penetrate penetrated penetration aroused arousal horny naked nude erotic "
    "porn lust lustful seduce seduced undress undressed stripped stroking stroked intercourse threesome "
    "gangbang bdsm dildo vibrator erection hentai nsfw ejaculate ejaculated rimming deepthroat creampie kink",
    "part": "cock cocks dick dicks penis pussy vagina clit clitoris tits titties boobs breasts breast nipples nipple "
    "ass butt anus anal balls cunt crotch thighs groin genitals semen panties bra shaft slit",
    "slave": "rape raped rapes raping rapist molest molested molesting molestation noncon grope groped groping "
    "pedophile pedo pedophilia",
    "group": "jews jew jewish muslims muslim islam islamic christians christian catholics hindus hindu sikhs blacks "
    "black whites white asians asian arabs arab mexicans mexican africans african indians indian chinese "
    "immigrants immigrant migrants refugees refugee foreigners gays gay lesbians lesbian homosexuals "
    "homosexual trans transgender queers queer women woman females female men feminists gypsies roma natives "
    "disabled autistic liberals conservatives zionists zionist israelis palestinians pakistanis turks latinos "
    "hispanics races race religion",
    "slur": "",
    "low": "vermin parasites parasite rats rat cockroaches cockroach pigs pig dogs dog animals animal apes ape monkeys "
    "monkey savages savage subhuman subhumans inferior filth filthy dirty scum trash garbage disease cancer "
    "plague invaders invading infest infested degenerate degenerates evil criminals rapists thieves "
    "terrorists disgusting abomination worthless primitive uncivilized breeding breed greedy lazy",
    "rid": "exterminate exterminated eradicate eradicated annihilate gas gassed genocide purge purged deport deported "
    "cleanse cleansing hang hanged lynch lynched exterminating wipe wiped eliminate eliminated banned expel "
    "holocaust hitler nazi nazis kkk enslave enslaved",
    "hate": "hate hates hated hating despise loathe detest hatred",
    "insult": "idiot idiots stupid moron morons dumb dumbass ugly loser losers pathetic retard retarded bitch bitches "
    "asshole assholes bastard bastards dickhead douche douchebag whore whores slut sluts skank twat wanker fat "
    "fatass imbecile fool clown creep disgrace coward worthless scumbag shithead dumbfuck motherfucker "
    "motherfuckers prick",
    "curse": "fuck fucking fucked shit shitty bullshit damn crap hell stfu wtf goddamn",
    "kill": "kill kills killed killing murder murdered murdering shoot shot shooting stab stabbed stabbing strangle "
    "strangled slaughter slaughtered execute executed behead beheaded beat beating beaten punch punched smash "
    "destroy attack attacked hurt burn bomb bombed massacre assassinate hunt choke",
    "die": "die dies died dead death dying kys rope rot",
    "suicide": "suicide suicidal kms unalive overdose overdosing hang hanging noose jump bridge pills hotline lethal",
    "harm": "cut cutting cuts selfharm razor razors blade blades scars wrists wrist burning bleeding starve starving "
    "purge purging anorexia anorexic bulimia thinspo proana bingeing",
    "end": "end ending disappear anymore goodbye worthless hopeless numb alone burden empty tired pain depressed "
    "depression living life alive exist existing",
    "gore": "blood bloody gore guts intestines entrails brains brain skull severed decapitated dismembered mutilated "
    "disemboweled eviscerated gutted flesh corpse corpses limbs torn ripped ripping torture tortured torturing "
    "screaming screamed screams gushing splattered bones impaled flayed skinned spurted sliced hacked",
    "weapon": "gun guns rifle knife knives axe machete sword bullet bullets pistol shotgun hammer chainsaw bomb "
    "grenade blade",
    "news": "police officials court investigators reported according government ministry percent study researchers "
    "article report hospital patients treatment law statistics history century historians",
}
"""Words by class; a word may be in several."""

NEAR: tuple[tuple[str, str, int], ...] = (
    ("age", "years", 2),
    ("age", "act", 30),
    ("young", "act", 15),
    ("young", "part", 20),
    ("family", "act", 15),
    ("young", "slave", 10),
    ("act", "part", 10),
    ("i", "act", 6),
    ("you", "insult", 4),
    ("you", "curse", 3),
    ("you", "kill", 4),
    ("you", "die", 4),
    ("wish", "die", 4),
    ("i", "suicide", 6),
    ("i", "harm", 4),
    ("i", "end", 4),
    ("i", "die", 4),
    ("wish", "suicide", 5),
    ("group", "low", 6),
    ("group", "rid", 8),
    ("group", "kill", 6),
    ("group", "insult", 5),
    ("group", "hate", 4),
    ("hate", "group", 4),
    ("they", "group", 2),
    ("they", "low", 5),
    ("slur", "kill", 8),
    ("i", "kill", 4),
    ("wish", "kill", 4),
    ("kill", "they", 3),
    ("kill", "group", 4),
    ("weapon", "kill", 8),
    ("kill", "gore", 12),
    ("gore", "gore", 8),
)
"""The first class, and the second within so many words after it."""

SEEDS: dict[str, str] = {
    "acts": "sex sexual orgasm fuck fucked fucking aroused horny erotic thrust moan moaned lust naked nude",
    "parts": "penis cock dick pussy vagina breasts tits nipples ass clit erection anal",
    "young": "child children girl boy daughter son teen teenage schoolgirl kid kids virgin innocent younger student",
    "family": "mother father brother sister daughter son uncle aunt mom dad",
    "groups": "jews muslims christians blacks whites immigrants gays homosexuals women mexicans asians arabs refugees "
    "jewish muslim islam african transgender feminists",
    "base": "filthy dirty disgusting inferior vermin scum trash parasites savages pigs animals evil criminals rats",
    "insult": "stupid idiot moron dumb ugly loser pathetic worthless ignorant fool bitch asshole bastard",
    "curse": "fuck shit damn bitch crap hell bastard",
    "kill": "kill murder shoot stab strangle slaughter execute beat punch destroy attack threaten",
    "rid": "exterminate eradicate annihilate genocide massacre holocaust nazi hitler eliminate",
    "gore": "blood bloody guts flesh corpse severed skull mutilated torture organs screaming wounds",
    "weapon": "gun knife rifle bomb explosives weapon sword bullet",
    "suicide": "suicide suicidal overdose hanging dead dying die",
    "harm": "cutting razor wrists scars pills starve anorexia bleeding hurting",
    "despair": "hopeless depressed worthless lonely miserable hate pain tired crying alone",
    "bully": "bully harass stalk insult mock ridicule humiliate threaten abuse",
    "politics": "president government election republican democrat vote",
    "news": "police officials court investigators reported military war troops",
}
"""Words that a word is compared with by its vector: how near it comes to the nearest two."""
