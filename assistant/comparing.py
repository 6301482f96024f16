"""Whether a question asks to compare regions, and what: which regions, which facets, which intervention."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from assistant.agreements import from_register
from assistant.held import Held
from assistant.question import NO_PLACE, Language, Question, names_elsewhere, naming, without_regions
from assistant.table import Wanted, names_of
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

_ASKS: Final = re.compile(
    r"\bvergelijk\w*|\bvergeleken\b|\bverschil(?:len|t|de)?\b|\bverschillend\b.{0,80}\b(?:dan|tussen|geregeld)\b"
    r"|\b(?:naast|tegenover) elkaar\b|\bten opzichte van\b|\bin tegenstelling\b|\bversus\b|\bvs\b"
    r"|\banders\b.{0,80}\bdan\b|\b(?:hetzelfde|gelijk) (?:\w+ ){0,2}als\b|\bnet (?:zo )?als in\b"
    r"|\bcompar(?:e|es|ed|ing|ison)\b|\bdiffer(?:s|ent|ence|ences)?\b|\bside by side\b",
    re.I,
)
# "Hoe regelen Utrecht en Lindestroom toestemming?": one question of two regions at once.
_BOTH_DO: Final = re.compile(
    r"\b(?:hoe|wat)\s+(?:doen|regelen|regelt|organiseren|zeggen|pakken|gaan|hebben|spreken|handelen|werken|bepalen"
    r"|schrijven)\s+§|\b(?:how|what)\s+(?:do|did|have)\s+§|\bhoe\s+§.{1,80}\b(?:regelen|omgaan|doen|aanpakken|werken"
    r"|organiseren|geregeld|afgesproken|handelen)\b|\bhow\s+§.{1,9}§\s+(?:do|handle|arrange|deal|regulate|organi[sz]e)\b",
    re.I,
)
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
}
# Facets that are asked for in small words.
_SPOKEN: Final[tuple[tuple[Facet, re.Pattern[str]], ...]] = tuple(
    (facet, re.compile(rf"\b(?:{pattern})\b", re.I))
    for facet, pattern in (
        (
            Facet.SCOPE,
            r"voor wie(?: (?:het|iets|dit|dat))?(?: (?:geldt|is|bedoeld is))?|(?:for whom|who) (?:it|this) is",
        ),
        (Facet.SCOPE, r"wie (?:er )?(?:in aanmerking komt|komt er in aanmerking)|who is eligible"),
        (Facet.COSTS, r"wie (?:dat |het |wat )?betaalt(?: wat)?|who pays(?: what)?|geld"),
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


# Kinds of questions that no facet answers: the register does, or a passage.
_NO_FACET: Final = frozenset({QuestionKind.VALIDITY, QuestionKind.CONTACT, QuestionKind.DEFINITION})

_WHAT_ELSE: Final = re.compile(
    r"\b(?:wanneer|waarom|waar|hoeveel|hoe vaak|wie|when|why|where|how (?:many|often)|who)\b", re.I
)


class _Asked(NamedTuple):
    """What one question says of a comparison; `strange` are words that are no facet and no intervention held."""

    facets: frozenset[Facet]
    about: str
    strange: tuple[str, ...]


class Comparing:
    """Reads what is asked to be compared, among what is held on a day."""

    def __init__(self, held: Held, search: HybridSearch, on: date) -> None:
        self._held, self._search, self._on = held, search, on
        self._places = sorted({one.region for one in held.documents} - NO_PLACE)

    def wanted(self, question: Question, history: Sequence[Turn], region: str | None) -> Wanted | None:
        """What a question asks to compare; None where it does not, of fewer than two regions, or what no table has.

        `region` is the one that is set. A follow-up ("en de regie?") keeps what the questions that it leans on ask.
        """
        places, search = self._places, self._search
        turns = [_mended(one, places) for one in (*leaned_on(question.text, history), question.text)]
        if len(places) < 2 or not any(_asks(one, places) for one in turns):
            return None
        regions = _regions(turns, places, region)
        if len(regions) < 2 or names_elsewhere(without_regions(turns[-1], places)[0], search.vocabulary):
            return None
        names = [name for of_it in names_of(self._held, regions, self._on).values() for name in of_it]
        read = [_read(without_regions(one, places)[0], question.language, search, names) for one in turns]
        last = read[-1]
        if last.strange or not (len(read) == 1 or last.facets or last.about or _asks(turns[-1], places)):
            return None
        else_asked = question.kind in _NO_FACET or (not last.about and _WHAT_ELSE.search(turns[-1]))
        if not last.facets and (else_asked or self._told(question, regions[0])):
            return None
        return _together(regions, read)

    def _told(self, question: Question, region: str) -> bool:
        """Whether the register answers, as on parties, signatures and terms."""
        return from_register(question.model_copy(update={"region": region}), self._held, self._on) is not None


def _together(regions: tuple[str, ...], read: Sequence[_Asked]) -> Wanted | None:
    """What the questions ask together, the last before the others."""
    facets = next((one.facets for one in reversed(read) if one.facets), frozenset[Facet]())
    about = next((one.about for one in reversed(read) if one.about), "")
    unknown = not read[-1].about and any(one.strange for one in read)  # what went before is of something else
    return None if unknown else Wanted(regions=regions, facets=facets, about=about)


def _mended(text: str, places: Sequence[str]) -> str:
    """The text with typing errors out of what asks to compare, and out of names of regions."""
    known = _MENDED | {fold(part) for place in places for part in place.split("-")}

    def mended(found: re.Match[str]) -> str:
        word = fold(found[0].lower())
        new = mend([word], known)[0]
        return found[0] if new == word else new

    return re.sub(r"[^\W\d_]{5,}", mended, text)


def _asks(text: str, places: Sequence[str]) -> bool:
    if _ASKS.search(text):
        return True
    marked = text
    for place in places:
        marked = naming(place).sub("§", marked)
    return bool(_BOTH_DO.search(marked)) and bool(re.search(r"§\s*(?:,|en|and|of)\s*§", marked))


def _regions(turns: Sequence[str], places: Sequence[str], region: str | None) -> tuple[str, ...]:
    """The regions to compare, as they are named; fewer than two where one alone is asked about."""
    last = _named(turns[-1], places)
    if len(last) > 1:
        return last
    if last and not _asks(turns[-1], places):  # "en in Utrecht?" asks about one
        return last
    earlier = [name for one in reversed(turns[:-1]) for name in _named(one, places)]
    all_of_them = places if any(map(_REGIONS.search, turns)) else ()
    of_set = (region,) if region in places and (last or all_of_them) else ()
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
    strange: list[str] = []
    for word in search.read(kept, language).words:
        of_word, rest = _facets_of(word, search)
        facets |= of_word
        if rest and (name := _of_name(word, rest, search, names)):
            about.append(name)
        elif rest and not of_word and not word.idle and not all(map(_says_little, rest)):
            strange += rest
    return _Asked(frozenset(facets), " ".join(dict.fromkeys(about)), tuple(strange))


def _is_frame(word: str) -> bool:
    return word in _FRAME or word.endswith(("overeenkomst", "overeenkomsten", "convenanten", "afspraken"))


def _facets_of(word: Word, search: HybridSearch) -> tuple[set[Facet], tuple[str, ...]]:
    """The facets that a word asks for, and what it says beside them."""
    own = {part: announced(part) for part in word.written if part not in _ASKING}
    rest = tuple(part for part, facets in own.items() if not facets and fold(part) not in STOP_WORDS)
    found = {facet for facets in own.values() for facet in facets}
    if found:
        return found, rest
    concepts = search.thesaurus.concepts
    labels = [concepts[name].preferred("nl") for name in word.concepts if name in concepts]
    found = {_OF_CONCEPT[name] for name in word.concepts if name in _OF_CONCEPT}
    found |= {facet for label in (*labels, *word.dutch) for facet in announced(_plain(label))}
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


def _says_little(word: str) -> bool:
    """Whether a word is a verb, or somebody whom all agreements are about."""
    return bool(verb_of(word) or past_of(word)) or Roles.sort(word) is Sort.CLIENT
