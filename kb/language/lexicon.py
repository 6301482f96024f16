"""The Dutch dictionary: which words exist, their lemma and their stem."""

import re
from functools import lru_cache

from kb.language.words import fold

# Words of this field that the dictionary of simplemma lacks; compounds are split on them too.
_FIELD_WORDS = """
aanmelder aanmelding aanspreekpunt afspraak akkoord beschikking bijstand casus casusregie casusregisseur
cliënt corporatie corporaties dossier escalatie hulpverlening hulpverlener huisuitzetting intake
interventie jeugdhulp jeugdzorg ketenpartner ketenpartners klacht mantelzorg mediation melder melding
meldingen minima monitoring ontruiming overlast privacy protocol regie regisseur schuldhulp signalering
triage uithuiszetting uitkering verhuurder verhuurders verwijzer verwijzing vroegsignalering verwerking
vesting woning woningen zorgaanbieder zorgverlener convenant convenanten budget bewind bewindvoerder
bewindvoering beslag loonbeslag aanvraag bezwaar gegevens persoonsgegevens
"""
_FIELD = frozenset(_FIELD_WORDS.split())
_DOUBLED = re.compile(r"([bfglmnprs])\1$")


@lru_cache(maxsize=65536)
def known(word: str) -> bool:
    """Whether the dictionary, or the vocabulary of this field, has the lower-cased word."""
    import simplemma

    return word in _FIELD or simplemma.is_known(word, lang="nl")


# Where the dictionary takes another word than this field means: "leden" for "geleden", "gegevens" for "gegeven".
_OWN_LEMMAS = {
    "deelnemer": "deelnemer",
    # ... and a number for its rank: "derde" is also somebody else.
    **{rank: rank for rank in ("tweede", "derde", "vierde", "vijfde", "zesde", "derden")},
    "eerst": "eerst",
    "eerste": "eerst",
    "gegevens": "gegevens",
    "leden": "lid",
    "ouder": "ouder",
    "ouders": "ouder",
    "stap": "stap",
    "stappen": "stap",
    "werkgever": "werkgever",
    "werknemer": "werknemer",
    "weten": "weten",
}


@lru_cache(maxsize=65536)
def lemma(word: str) -> str:
    """The dictionary form of a lower-cased word; the word itself where the dictionary lacks it."""
    if word in _OWN_LEMMAS:
        return _OWN_LEMMAS[word]
    import simplemma

    # The dictionary takes one step: "stelt" to "stellen", but "stellen" to "stel". A second step brings
    # the forms together, unless it leads back ("huur" to "huren" to "huur").
    first = simplemma.lemmatize(word, lang="nl").replace("_", "").lower()
    second = simplemma.lemmatize(first, lang="nl").replace("_", "").lower()
    return first if second == word or first in _OWN_LEMMAS.values() else second


# Forms of the verbs in -aan, which the dictionary takes for nouns ("staat") or leaves alone.
_IN_AAN = {
    form: f"{root}aan"
    for root, forms in {
        "st": "sta staat stond stonden gestaan staan",
        "g": "ga gaat ging gingen gegaan gaan",
        "sl": "sla slaat sloeg sloegen geslagen slaan",
    }.items()
    for form in forms.split()
}


@lru_cache(maxsize=65536)
def infinitive(word: str) -> str | None:
    """The infinitive of a lower-cased verb form; None where the word is no form of a verb in -en or -aan."""
    if word in _IN_AAN:
        return _IN_AAN[word]
    import simplemma

    found = simplemma.lemmatize(word, lang="nl").replace("_", "").lower()
    return next((form for form in (found, word) if form.endswith("en") and known(form)), None)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a word's lemma, accents folded: equal for the forms of one word."""
    # Since Snowball 3 the name "dutch" is Kraaij-Pohlmann, which merges twelve of 92 word pairs wrongly;
    # Porter's merges two. Taken by its class: asked by name, snowballstemmer hands over to PyStemmer
    # where that is installed, which is older and does not have it.
    from snowballstemmer.dutch_porter_stemmer import DutchPorterStemmer

    # A stemmer works on the word it holds, so two threads cannot share one; making one takes no time.
    # Porter's stemmer for Dutch leaves most doubled consonants: "overlegg" beside "overleg".
    return _DOUBLED.sub(r"\1", DutchPorterStemmer().stemWord(fold(lemma(word))))
