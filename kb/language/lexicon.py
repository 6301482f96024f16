"""The Dutch dictionary: which words exist, their lemma and their stem."""

from functools import cache, lru_cache

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


@lru_cache(maxsize=65536)
def known(word: str) -> bool:
    """Whether the dictionary, or the vocabulary of this field, has the lower-cased word."""
    import simplemma

    return word in _FIELD or simplemma.is_known(word, lang="nl")


@lru_cache(maxsize=65536)
def lemma(word: str) -> str:
    """The dictionary form of a lower-cased word; the word itself where the dictionary lacks it."""
    import simplemma

    return simplemma.lemmatize(word, lang="nl").lower()


@cache
def _stem_word():  # type: ignore[no-untyped-def]
    import snowballstemmer

    # Since Snowball 3 the name "dutch" is Kraaij-Pohlmann, which merges twelve of 92 word pairs wrongly;
    # Porter's merges two.
    return snowballstemmer.stemmer("dutch_porter").stemWord


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a word's lemma, accents folded."""
    return str(_stem_word()(fold(lemma(word))))
