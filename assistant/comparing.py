"""Whether a question asks to compare regions, and what: which regions, which facets, which intervention."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple

from assistant.agreements import from_register
from assistant.held import Held
from assistant.places import NO_PLACE, asks_to_compare, names_elsewhere, naming, not_held, without_regions
from assistant.question import Language, Question
from assistant.table import SAID, Narrower, Wanted, names_of
from assistant.turns import Turn, leaned_on
from kb.answer import QuestionKind
from kb.consistency.interventions.compare import named_alike
from kb.consistency.interventions.facet_words import announced
from kb.language.typos import mend
from kb.language.words import STOP_WORDS, fold, tokens
from kb.model import Facet
from kb.process.actors import Roles, Sort
from kb.process.words import past_of, verb_of
from kb.search.asked import Word
from kb.search.hybrid import HybridSearch

_REGIONS: Final = re.compile(
    r"\bregio(?:['’]?s|nen)\b|\b(?:elke|iedere|per) regio\b|\bregions\b|\b(?:each|every|per) region\b", re.I
)
# What is said of any comparison: nothing of what is to be compared.
_FRAME_WORDS: Final = """
vergelijk vergelijken vergelijking vergelijkt vergelijkend vergeleken verschil verschillen verschilt verschillend
verschillende naast tegenover elkaar opzichte tegenstelling versus vs anders hetzelfde gelijk zelfde
regel regelen regelt regels regeling regelingen geregeld afspraak afspraken afgesproken spreken af gemaakt maken
gaan gaat om omgaan omgaat aanpak aanpakken aangepakt pakken pakt aan doen doet werken werkt staat staan zegt zeggen
bepalen bepaalt schrijven schrijft organiseren organiseert handelen geef laat zien toon tabel overzicht onderling
regio regios regio's regio’s regionen gemeente gemeenten stad steden convenant convenanten overeenkomst
overeenkomsten document documenten allebei beide alle elke iedere twee qua rond rondom betreft gebied onderwerp punt
ff effe even es ns svp aub hoi vraagje plus plaats
kader alles facet facetten interventie interventies wat welke welk zit zetten zet leggen leg graag eens mij wil weten
compare compares compared comparing comparison differ differs different difference differences side arrange arranged
handle handled regulate say rule rules agreement agreements covenant covenants region regions city cities table
both each every all organise organize deal set out work please show regarding concerning about regulated way
"""
_FRAME: Final = frozenset(_FRAME_WORDS.split())
_MENDED: Final = frozenset(fold(word) for word in _FRAME if len(word) > 6)
_ASKING: Final = frozenset(("wat", "hoe", "wie", "wanneer", "welke", "welk", "waar", "waarom"))
# Concepts of the thesaurus that are a facet by another name than the texts give it.
_OF_CONCEPT: Final[Mapping[str, Facet]] = {
    "akkoord": Facet.CONSENT,
    "verantwoordelijk": Facet.LEAD,
    "voorzitter": Facet.MEETINGS,
    "overlegfrequentie": Facet.MEETINGS,
    "bewaartermijn": Facet.TERMS,
}
_SAID_BY: Final[Mapping[str, tuple[str, ...]]] = {"bewaartermijn": ("vernietigen", "verwijderen", "wissen")}
# What is asked in these words is a whole facet; in another word that tells a facet it is a part of it.
_WHOLE_WORDS: Final = """
doel doelen doelstelling bedoeling doelgroep reikwijdte toepassing afbakening partijen deelnemers deelnemende partners
samenwerkingspartners betrokken betrokkenen taken rollen taakverdeling regie leiding trekker coordinatie coordineert
verantwoordelijk verantwoordelijke verantwoordelijkheid werkwijze werkproces proces procedure stappen stap uitvoering
volgorde opvolging toestemming instemming akkoord vrijwillig vrijwillige privacy avg gegevens persoonsgegevens
gegevensdeling gegevensuitwisseling informatie-uitwisseling informatieuitwisseling geheimhouding grondslag grondslagen
termijn termijnen tijdpad duur wanneer registratie registreren registreert geregistreerd registraties vastleggen
vastlegging monitoring rapportage rapporteren rapportages verslag cijfers verantwoording dossier dossiers overleg
overleggen vergaderingen vergadering vergaderen bijeenkomsten sturing kosten financiering financien bekostiging budget
tarieven betalen betaalt bijlage bijlagen consent permission privacy data lead goal scope parties steps registration
costs meetings appendices appendix
"""
_WHOLE: Final = frozenset(_WHOLE_WORDS.split())
# Facets that are asked for in small words.
_SPOKEN: Final[tuple[tuple[Facet, re.Pattern[str]], ...]] = tuple(
    (facet, re.compile(rf"\b(?:{pattern})\b", re.I))
    for facet, pattern in (
        (
            Facet.SCOPE,
            r"voor wie(?: (?:het|iets|dit|dat))?(?: (?:geldt|is|bedoeld is))?|(?:for whom|who) (?:it|this) is",
        ),
        (Facet.SCOPE, r"wie (?:er )?(?:in aanmerking komt|komt er in aanmerking)|who is eligible"),
        (
            Facet.COSTS,
            r"wie (?:dat |het |wat )?betaal[td]t?(?: wat)?|betaal[td]t? wie|who pays(?: what)?|geld|bedrag(?:en)?",
        ),
        (
            Facet.TERMS,
            r"hoe (?:lang|snel|gauw)|hoeveel tijd|binnen hoeveel (?:dagen|weken|tijd)|how (?:long|soon|fast)",
        ),
        (Facet.TERMS, r"deadlines?|time limits?|tijdslimiet\w*"),
        (Facet.PARTIES, r"wie (?:er )?(?:meedoet|meedoen|mee doet|mee doen|doet er mee|deelneemt)|who takes? part"),
        (Facet.LEAD, r"wie (?:de )?(?:baas is|leidt|trekt)|(?:the |in the |case )?lead|who leads"),
        (Facet.MEETINGS, r"meetings?|consultations?"),
        (
            Facet.DATA,
            r"(?:gegevens|informatie|info) (?:delen|uitwisselen|doorgeven|verstrekken)|data ?sharing|shar\w+ data",
        ),
    )
)


_SHORTEST: Final = 3  # letters of a word that is asked for
# Kinds of questions that no facet answers: the register does, or a passage.
_NO_FACET: Final = frozenset({QuestionKind.VALIDITY, QuestionKind.CONTACT, QuestionKind.DEFINITION})

_WHAT_ELSE: Final = re.compile(
    r"\b(?:wanneer|waarom|waar|hoeveel|hoe vaak|wie|when|why|where|how (?:many|often)|who)\b", re.I
)


class _Asked(NamedTuple):
    """What one question says of a comparison.

    `narrower` are words for less than a facet ("bewaartermijn"), or beside one ("de kosten van een tolk"); `strange`
    tells that they are all that is asked.
    """

    facets: frozenset[Facet]
    about: str
    narrower: tuple[Narrower, ...]
    strange: bool


class Comparing:
    """Reads what is asked to be compared, among what is held on a day."""

    def __init__(self, held: Held, search: HybridSearch, on: date) -> None:
        self._held, self._search, self._on = held, search, on
        self._places = sorted({one.region for one in held.documents} - NO_PLACE)

    def wanted(self, question: Question, history: Sequence[Turn], region: str | None) -> Wanted | None:
        """What a question asks to compare; None where it does not, of fewer than two regions, or what no table has.

        `region` is the one that is set. A follow-up ("en de regie?") keeps what the questions that it leans on ask.
        """
        search, vocabulary = self._search, self._search.vocabulary
        turns = [_mended(one, self._places) for one in (*leaned_on(question.text, history), question.text)]
        absent = dict.fromkeys(place for one in turns for place in not_held(one, self._places, vocabulary))
        places = (*self._places, *absent)
        if len(places) < 2 or not any(asks_to_compare(one, places) for one in turns):
            return None
        regions = _regions(turns, places, region, self._places)
        near = [one for one in regions if one not in absent]
        if len(regions) < 2 or not near or names_elsewhere(without_regions(turns[-1], places)[0], vocabulary):
            return None
        names = [name for of_it in names_of(self._held, regions, self._on).values() for name in of_it]
        read = [_read(without_regions(one, places)[0], question.language, search, names) for one in turns]
        last = read[-1]
        if not (len(read) == 1 or last.facets or last.about or asks_to_compare(turns[-1], places)):
            return None
        else_asked = question.kind in _NO_FACET or (not last.about and _WHAT_ELSE.search(turns[-1]))
        if not last.facets and (else_asked or self._told(question, near[0])):
            return None
        return self._silent(_together(regions, read))

    def _silent(self, wanted: Wanted | None) -> Wanted | None:
        """The same with the regions in which no text says what is asked for."""
        if wanted is None:
            return None

        def said(region: str, part: Narrower) -> bool:
            near = frozenset({region})
            return any(self._search.known(word, near).here >= SAID for word in part.ways)

        silent = {region for region in wanted.regions for part in wanted.narrower if not said(region, part)}
        nowhere = bool(wanted.narrower) and not wanted.facets and silent >= set(wanted.regions)
        return None if nowhere else replace(wanted, silent=frozenset(silent))

    def _told(self, question: Question, region: str) -> bool:
        """Whether the register answers, as on parties, signatures and terms."""
        return from_register(question.model_copy(update={"region": region}), self._held, self._on) is not None


def _together(regions: tuple[str, ...], read: Sequence[_Asked]) -> Wanted | None:
    """What the questions ask together, the last before the others."""
    facets = next((one.facets for one in reversed(read) if one.facets), frozenset[Facet]())
    about = next((one.about for one in reversed(read) if one.about), "")
    unknown = not read[-1].about and any(one.strange for one in read[:-1])  # what went before is of something else
    narrower = next((one.narrower for one in reversed(read) if one.facets or one.strange), ())
    return None if unknown else Wanted(regions=regions, facets=facets, about=about, narrower=narrower)


def _mended(text: str, places: Sequence[str]) -> str:
    """The text with typing errors out of what asks to compare, and out of names of regions."""
    known = _MENDED | {fold(part) for place in places for part in place.split("-")}

    def mended(found: re.Match[str]) -> str:
        word = fold(found[0].lower())
        new = mend([word], known)[0]
        return found[0] if new == word else new

    return re.sub(r"[^\W\d_]{5,}", mended, text)


def _regions(turns: Sequence[str], places: Sequence[str], region: str | None, held: Sequence[str]) -> tuple[str, ...]:
    """The regions to compare, as they are named; fewer than two where one alone is asked about."""
    last = _named(turns[-1], places)
    if len(last) > 1:
        return last
    if last and not asks_to_compare(turns[-1], places):  # "en in Utrecht?" asks about one
        return last
    earlier = [name for one in reversed(turns[:-1]) for name in _named(one, places)]
    all_of_them = held if any(map(_REGIONS.search, turns)) else ()
    of_set = (region,) if region in held and (last or all_of_them) else ()
    return tuple(dict.fromkeys((*filter(None, of_set), *last, *earlier, *all_of_them)))


def _named(text: str, places: Iterable[str]) -> tuple[str, ...]:
    """The regions that a text names, in its order."""
    found = {place: one.start() for place in places if (one := naming(place).search(text))}
    return tuple(sorted(found, key=lambda place: found[place]))


def _read(text: str, language: Language, search: HybridSearch, names: Sequence[str]) -> _Asked:
    """What a question without its regions says of a comparison."""
    facets: set[Facet] = set()
    for facet, spoken in _SPOKEN:
        if spoken.search(text):
            facets.add(facet)
            text = spoken.sub(" ", text)
    kept = " ".join(word for word in re.findall(r"[\w'’-]+", text) if not _is_frame(fold(word.lower())))
    about: list[str] = []
    narrower: list[Word] = []
    odd: list[Word] = []
    for word in search.read(kept, language).words:
        of_word, rest = _facets_of(word, search)
        facets |= of_word
        if rest and (name := _of_name(word, rest, search, names)):
            about.append(name)
        elif of_word and set(map(fold, word.written)) - STOP_WORDS - _WHOLE:
            narrower.append(word)
        elif rest and not of_word and not word.idle and not all(_says_little(one, text) for one in rest):
            odd.append(word)
    less = (
        *(_narrower(word, search) for word in narrower),
        *(_narrower(word, search, beside=bool(facets)) for word in odd),
    )
    return _Asked(frozenset(facets), " ".join(dict.fromkeys(about)), less, bool(odd) and not facets)


def _narrower(word: Word, search: HybridSearch, *, beside: bool = False) -> Narrower:
    """A word with what else says the same of a facet: how long something is kept, by when it is destroyed."""
    likewise = [other for name in word.concepts for other in _SAID_BY.get(name, ())]
    ways = (word, *(one for other in likewise for one in search.read(other, "nl").words))
    concepts = search.thesaurus.concepts
    labels = [concepts[name].preferred("nl") for name in word.concepts if name in concepts]
    return Narrower(called=labels[0] if len(labels) == 1 else " ".join(word.written), ways=ways, beside=beside)


def _is_frame(word: str) -> bool:
    return (
        word in _FRAME
        or word.startswith(("vergelijk", "verschil"))
        or word.endswith(("overeenkomst", "overeenkomsten", "convenanten", "afspraken"))
    )


def _facets_of(word: Word, search: HybridSearch) -> tuple[set[Facet], tuple[str, ...]]:
    """The facets that a word asks for, and what it says beside them."""
    if named := {_OF_CONCEPT[name] for name in word.concepts if name in _OF_CONCEPT}:
        return named, ()
    own = {part: announced(part) for part in word.written if part not in _ASKING}
    rest = tuple(part for part, facets in own.items() if not facets and fold(part) not in STOP_WORDS)
    found = {facet for facets in own.values() for facet in facets}
    if found:
        return found, rest
    concepts = search.thesaurus.concepts
    labels = [concepts[name].preferred("nl") for name in word.concepts if name in concepts]
    found = {facet for label in (*labels, *word.dutch) for facet in announced(_plain(label))}
    return found, () if found else rest


def _plain(label: str) -> str:
    return " ".join(word for word in tokens(label) if word not in _ASKING)


def _of_name(word: Word, rest: Sequence[str], search: HybridSearch, names: Collection[str]) -> str:
    """The word as some intervention is called; empty where none is."""
    thesaurus = search.thesaurus
    labels = [thesaurus.concepts[name].preferred("nl") for name in word.concepts if name in thesaurus.concepts]
    dutch = word.dutch if word.dutch != word.written else ()  # of an English word
    ways = (" ".join(rest), *labels, *dutch)
    return next((way for way in ways if any(named_alike(way, name, thesaurus.synonyms) for name in names)), "")


def _says_little(word: str, text: str) -> bool:
    """Whether a word is a verb in the text, no noun ("de tolk"), or somebody whom all agreements are about."""
    if len(word) < _SHORTEST:
        return True  # "t", "zn": how people write
    noun = re.search(rf"\b(?:de|een|van|voor)\s+{re.escape(word)}\b", text, re.I) is not None
    return (not noun and bool(verb_of(word) or past_of(word))) or Roles.sort(word) is Sort.CLIENT
