"""Which places a question names: regions that are held, and those of which nothing is."""

import re
from collections.abc import Collection, Container, Sequence
from functools import cache, lru_cache
from typing import Final

from kb.language.compounds import parts
from kb.language.lexicon import known
from kb.language.municipalities import municipalities
from kb.language.typos import mend
from kb.language.words import STOP_WORDS, fold, tokens

NO_PLACE: Final = frozenset({"landelijk", "onbekend"})
_PLACE: Final = re.compile(
    r"\b(?:in|te|regio|gemeente|stad)\s+(?P<name>(?:Den |De |Sint |Nieuwe? )?[A-Z][a-zà-ÿ]{3,}(?:-[A-Z]\w+)?)"
)
_ASKS: Final = re.compile(
    r"\bvergelijk\w*|\bvergeleken\b|\bverschil(?:len|t|de)?\b|\bverschillend\b.{0,80}\b(?:dan|tussen|geregeld)\b"
    r"|\b(?:naast|tegenover) elkaar\b|\bten opzichte van\b|\bin tegenstelling\b|\bversus\b|\bvs\b"
    r"|\banders\b.{0,80}\bdan\b|\b(?:hetzelfde|gelijk) (?:\w+ ){0,2}als\b|\bnet (?:zo )?als in\b"
    r"|\bcompar(?:e|es|ed|ing|ison)\b|\bdiffer(?:s|ent|ence|ences)?\b|\bside by side\b",
    re.I,
)
_SAID_AROUND: Final = re.compile(
    rf"(?:\b(?:wat|what)\s+(?:is|zijn|are)\s+(?:(?:het|de|'?t|er|the)\s+)?)?(?:{_ASKS.pattern})(?:\s+(?:tussen|between)\b)?",
    re.I,
)
# "Hoe regelen Utrecht en Lindestroom toestemming?": one question of two regions at once.
_BOTH_DO: Final = re.compile(
    r"\b(?:hoe|wat)\s+(?:doen|regelen|regelt|organiseren|zeggen|pakken|gaan|hebben|spreken|handelen|werken|bepalen"
    r"|schrijven|bewaren|bewaart)\s+§|\b(?:how|what)\s+(?:do|did|have)\s+§|\bhoe\s+§.{1,80}\b(?:regelen|omgaan|doen"
    r"|aanpakken|werken|organiseren|geregeld|afgesproken|handelen)\b"
    r"|\bhow\s+§.{1,9}§\s+(?:do|handle|arrange|deal|regulate|organi[sz]e)\b",
    re.I,
)
_TOGETHER: Final = re.compile(r"§\s*(?:,|en|and|of)\s*§")
# What is written around the names of two places that are laid beside each other.
_BETWEEN: Final = (
    r"\s*(?:,|/|&|\+|\b(?:en|of|met|vs\.?|versus|dan|tegenover|naast|tov|t\.o\.v\.|ten opzichte van|and|with|to"
    r"|than)\b)\s*(?:(?:in|bij|van|voor|met|die|dat|dit|de|het|gemeente|regio|stad|the|of|city)\s+){0,3}"
)
_NAME: Final = (
    r"(?:'s-)?(?:(?:Den|De|Het|Sint|Nieuwe?|Oude?) )?[A-ZÀ-Ý][\w'’-]{2,}(?: (?:aan|op|bij) (?:(?:den?|het) )?[A-Z]\w+)?"
)
_AT: Final = re.compile(r"\b(?:in|te|met|gemeente|regio|stad) $", re.I)
_SMALL: Final = r"[a-zà-ÿ][\w'’-]{2,}"
_OPENS: Final = (
    r"\b(?:vergelijk\w*|verschil\w*|tussen|(?:anders|verschillend)\b[^.;?]{0,40}?\bdan|hetzelfde\b[^.;?]{0,40}?\bals"
    r"|opzichte van|compar\w+|differ\w*|between|than)\s+"
    r"(?:(?:het|dit|dat|deze|eens|es|even|ff|is|met|with|to|from|in|van|de|gemeente|regio|stad)\s+){0,4}"
)


@lru_cache(maxsize=512)
def naming(region: str) -> re.Pattern[str]:
    """What names a region in a question, with the small words before it."""
    words = re.escape(region).replace("\\-", "[ -]")
    return re.compile(rf"\b(?:(?:in|voor|van|bij) )?(?:de )?(?:regio |gemeente |stad )?{words}(?:s|se|er|ers)?\b", re.I)


def without_regions(text: str, regions: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The text without the names of regions, and the regions named: "Utrechtse" and "een Utrechter" name one too."""
    named: list[str] = []
    rest = text
    for name in regions:
        shape = naming(name)
        if name not in NO_PLACE and shape.search(text):
            named.append(name)
            rest = shape.sub(" ", rest)
    return rest, tuple(named)


def names_elsewhere(text: str, known_words: Container[str]) -> bool:
    """Whether the question is about a place that no text held knows: another place's rules are no answer."""
    return any(tokens(found["name"])[-1] not in known_words for found in _PLACE.finditer(text))


def asks_to_compare(text: str, places: Sequence[str]) -> bool:
    """Whether a question lays things beside each other, by its words or by asking one thing of two `places`."""
    if _ASKS.search(text):
        return True
    marked = _marked(text, places)
    return bool(_BOTH_DO.search(marked)) and bool(_TOGETHER.search(marked))


def without_comparing(text: str) -> str:
    """The text without the words that ask to compare: no text says them of what is asked."""
    return _SAID_AROUND.sub(" ", text)


def not_held(text: str, regions: Sequence[str], known_words: Collection[str]) -> tuple[str, ...]:
    """The places, named as regions are, that a comparison names and of which nothing is held; in the text's order.

    A place stands beside a region that is held ("Lindestroom en Zwolle"), or first where comparing begins
    ("verschil tussen Zwolle en ..."). It is the name of a municipality, or one that neither the texts nor the
    dictionary know as a word; a typing error in a region held is none.
    """
    marked = _marked(text, regions)
    found: list[str] = []
    while (name := _next(marked, regions, known_words)) is not None:
        found.append(name)
        marked = re.sub(rf"(?<!\w){re.escape(name)}(?:s|se|er|ers)?(?!\w)", "§", marked)
    places = {name: re.sub(r"\s+", "-", _plain(name)) for name in found}
    if not found or not asks_to_compare(text, (*regions, *places.values())):
        return ()
    return tuple(dict.fromkeys(places[name] for name in sorted(found, key=text.find)))


def _marked(text: str, places: Sequence[str]) -> str:
    for place in places:
        if place not in NO_PLACE:
            text = naming(place).sub(lambda found: " § " if found[0][:1].isspace() else "§", text)
    return text


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    """Where a place may be named, beside a region marked with § or by itself."""
    several = sorted((name for name in municipalities() if re.search(r"[ ']", name)), key=len, reverse=True)
    name = rf"(?<![\w'’-])(?P<name>(?i:{'|'.join(map(re.escape, several))})(?!\w)|{_NAME}|{_SMALL})"
    capital = rf"(?<![\w'’-])(?P<name>(?i:{'|'.join(map(re.escape, several))})(?!\w)|{_NAME})"
    opens = f"(?i:{_OPENS})"
    beside = (rf"§(?i:{_BETWEEN}){name}", rf"{name}(?i:{_BETWEEN})§")
    first = (rf"{opens}{capital}", rf"{opens}{name}(?i:{_BETWEEN})")
    return tuple(map(re.compile, (*beside, *first)))


def _next(marked: str, regions: Sequence[str], known_words: Collection[str]) -> str | None:
    for shape in _shapes():
        for found in shape.finditer(marked):
            # by itself a name may be anybody's: "anders dan Sanne zegt"
            told = (
                "§" in found[0]
                or _plain(found["name"]) in municipalities()
                or _AT.search(marked[: found.start("name")])
            )
            if told and _is_place(found["name"], regions, known_words, opens=found.start("name") == 0):
                return found["name"]
    return None


def _plain(name: str) -> str:
    """A name in small letters; of "Utrechtse" the municipality."""
    low = fold(name.lower())
    whole = low.removesuffix("se")
    return whole if whole in municipalities() and low not in municipalities() else low


def _is_place(name: str, regions: Sequence[str], known_words: Collection[str], *, opens: bool) -> bool:
    low = _plain(name)
    capital = name[:1].isupper() and not opens
    in_texts = low in known_words or any(word in known_words for word in tokens(low)[-1:])
    if low in municipalities():  # "buren" are neighbours, "Buren" is a town
        return capital or not in_texts
    if low in STOP_WORDS or in_texts or known(low) or mend([low], set(regions)) != [low]:
        return False
    return capital or not (parts(low) or not low.isalpha() or mend([low], known_words) != [low])
