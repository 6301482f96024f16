"""Which other documents a paper names, in which sentences, and whether it leans on them or only tells of them."""

import re
from collections.abc import Iterator
from functools import lru_cache

from kb.consistency.finding import Statement
from kb.consistency.paper import Paper, Sentence
from kb.language.dates import DATE
from kb.model import DocumentKind, Role
from kb.process.narrative import tells
from kb.register import alike

MENTION = "mention"
LEANS, TELLS, REPLACES = "leans", "tells", "replaces"  # what a mention does, in `value`
OR_LATER = "or_later"  # it leans on the document "or what comes in its place"

# What kinds of paper are called, as the last part of a word. The second row are plain words too: of those only
# a capital makes a name ("de Afspraken Woonhinder", not "de afspraken").
_CLEAR = (
    "convenant|overeenkomst|protocol|reglement|procesbeschrijving|werkafspraken|samenwerkingsafspraken|werkinstructie"
    "|handreiking|handleiding|leidraad|addendum|draaiboek|stappenplan|rapport|handboek|statuut|beleidsnota|startnotitie"
)
_PLAIN = "Afspraken|Werkwijze|Richtlijn|Beleidskader|Actieplan|Uitvoeringsplan|Toetsingskader|Notitie"
_KIND = rf"(?:(?i:(?:landelijke?\s+|regionaa?le?\s+)?[a-zà-ÿ]{{0,30}}(?:{_CLEAR}))|{_PLAIN})"
_ANY_KIND = tuple(f"{_CLEAR}|{_PLAIN}".lower().split("|"))
_JOIN = r"(?:(?:en|&|van|de|het|voor|in|op|der|ter|bij|tot|met|om|een)\s+){0,4}"
_YEARS = r"\d{4}(?:\s*[-–]\s*\d{4})?"
_NAME = re.compile(
    rf"\b(?P<kind>{_KIND})\s+[\"“„‘']?(?P<name>[A-Z][\w&'’-]*(?:\s+{_JOIN}(?:[A-Z&][\w&'’-]*|{_YEARS}))*)"
    r"(?P<tail>(?:\s[a-zà-ÿ]{2,20}){1,3}(?=\s?[.,;()\"”]))?"
)
# "de Werkafspraken voorkomen huisuitzetting Lindestroom": a capital within a sentence begins the name.
_RUNNING = re.compile(
    rf"(?<=[a-zà-ÿ,(] )(?=[A-Z])(?P<kind>{_KIND})"
    rf"(?P<name>(?:\s+[a-zà-ÿ]+){{1,6}}\s+[A-Z][\w-]+(?:\s+{_YEARS})?)(?P<tail>)"
)
_QUOTED = re.compile(rf"(?:(?P<kind>\b{_KIND})\s+)?[\"“„‘](?P<name>[A-Z][^\"”“„‘’.;]{{4,110}}[\w)])[\"”’](?P<tail>)")
_COMPOUND = re.compile(  # "het Privacyreglement": a name in one word
    r"\b(?:[Dd]e|[Hh]et|[Ee]en)\s+(?P<kind>)(?P<name>[A-Z][a-zà-ÿ]{3,25}(?:protocol|reglement|convenant|draaiboek))"
    r"(?P<tail>)\b(?!\s+[A-Z\"“„‘])"
)
_ANOTHER = re.compile(
    rf"\s+(?:(?:en|of|van|met|bij|tot)\s+){{0,2}}(?:de|het)\s+(?={_KIND}\b)|\s+(?:en|of)\s+(?={_KIND}\b)"
)
# The title of an appendix is no other document: "bijlage 3 (Werkwijze Bellen)", "- Bijlage 1: Privacyprotocol Bellen;".
_APPENDIX = re.compile(
    r"\bbijlage\s+\w{1,4}(?:\.\d+)*\s*\([^()]{3,90}\)|^\W*bijlage\s+\w{1,4}(?:\.\d+)*\s*[:.].+", re.I
)
_NO_NAME = re.compile(
    r"(?:De|Het|Een|Dit|Deze|Die|Dat|Zij|Hij|In|Op|Bij|Voor|Van|Met|Als|Partijen|Artikel|Bijlage|Gemeente|Stichting"
    r"|Hoofdstuk|Paragraaf|Lid)"
)
_VERB_LIKE = re.compile(r"(?:ge[a-z]+(?:d|t|en)|\w+steld|gelden|staat|staan|bepaalt|regelt|toe|is|zijn|wordt|worden)")

# Publications of bodies outside any region: they are found there, as laws are.
_OUTSIDE = re.compile(
    r"\b(?:van|door)\s+(?:de\s+|het\s+)?(?:VNG|Rijk\w*|ministerie|NVVK|Divosa|Aedes|Autoriteit|Nederlandse|KNMG|NZa)\b"
    r"|\((?:VNG|NVVK|Divosa|Aedes|KNMG)\b",
    re.I,
)
_NEAR = 40  # characters behind a name in which its publisher stands
_REPLACING = re.compile(
    r"\b(?:vervang(?:t|en)(?!\s+door)|in de plaats (?:van|treedt)|opvolger van|ingetrokken|verval(?:t|len)"
    r"|trek(?:t|ken)\b[^.;]{0,80}\bin)\b",
    re.I,
)
_IF = re.compile(r"\b(?:als|indien|wanneer|zodra|mocht)\b", re.I)
_OR_LATER = re.compile(
    r"\b(?:of|dan wel)\b[^.;]{0,60}\b(?:in de plaats|opvolg\w*|vervang\w*)|\b(?:rechts)?opvolger\b", re.I
)
_NOT_YET = re.compile(
    r"\b(?:op te stellen|vast te stellen|in voorbereiding|nog niet vastgesteld|wordt (?:nog )?(?:opgesteld|ontwikkeld)"
    r"|zal worden opgesteld|worden nog opgesteld|voorbeeld van|naar (?:het )?model van)\b",
    re.I,
)
_LEANING = re.compile(
    r"\b(?:op basis van|op grond van|volgens|conform|overeenkomstig|uitwerking|zoals\b[^.;]{0,40}\bin|sta(?:at|an) in"
    r"|(?:beschreven|vastgelegd|geregeld|opgenomen|bepaald) in|geld(?:t|en)|van toepassing|val(?:t|len) onder"
    r"|bepaalt|regelt|schrijft|voorschrijft|voorziet in|aanvulling op|(?:onder)?deel van|zie)\b",
    re.I,
)
_PAST = re.compile(r"\b(?:was|waren|werd|werden|had|hadden|afgelopen|geëvalueerd|liep|eindigde)\b", re.I)


def state(paper: Paper) -> Iterator[Statement]:
    """A mention for each other document that a sentence of the body names, in reading order."""
    title, region = paper.document.title, paper.document.region
    for sentence in paper.sentences:
        for name in names(_APPENDIX.sub(_blank, sentence.text.replace("\t", ";"))):  # no name runs on over cells
            own = alike(name, title, region) and _years(name) in ("", _years(title))
            if not own:
                yield Statement(sort=MENTION, words=name, value=_does(paper, sentence), place=paper.at(sentence))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def names(text: str) -> tuple[str, ...]:
    """The documents that a text names, each once, in the order of their places."""
    return _names(text) if _speaks_of_papers(text) else ()


def _speaks_of_papers(text: str) -> bool:
    low = text.lower()
    return any(kind in low for kind in _ANY_KIND)


@lru_cache(maxsize=4096)  # several rules ask for the names in each sentence
def _names(text: str) -> tuple[str, ...]:
    found: dict[int, str] = {}
    taken = bytearray(len(text))
    for shape in (_QUOTED, _NAME, _RUNNING, _COMPOUND):
        at = 0
        while match := shape.search(text, at):
            begin = match.start("name") if match["kind"] is None else match.start("kind")
            name, end = _own_part(match, begin)
            at = max(end, match.start() + 1)
            if name and not taken[begin]:
                found[begin] = name
                taken[begin:end] = b"\1" * (end - begin)
    return tuple(dict.fromkeys(found[place] for place in sorted(found)))


def _own_part(match: re.Match[str], begin: int) -> tuple[str, int]:
    """The name without what follows it: a second document, or the rest of the sentence; empty where it is none."""
    text = match.string
    end = match.start("tail") if match["tail"] is not None else match.end("name")
    other = _ANOTHER.search(text, match.end("kind") if match["kind"] else begin, end)
    if other:
        end = other.start()
    name = text[match.start("name") : end]
    if match["kind"] is None and not _speaks_of_papers(name):
        return "", match.end()
    if _NO_NAME.fullmatch(name.split()[0]):
        return "", match.end("kind") if match["kind"] else match.end()
    if _OUTSIDE.search(name) or _OUTSIDE.match(text[end : end + _NEAR].lstrip()):
        return "", end
    # one capital and then small letters is half a name: "convenant Persoonsgerichte aanpak"
    if match["tail"] and not other and len(name.split()) == 1 and not _VERB_LIKE.fullmatch(match["tail"].split()[-1]):
        end = match.end("tail")
    whole = re.sub(r"[\"“„‘”]", "", text[begin:end])
    return re.sub(r"(?<=\w)-\s+(?=[A-Z])", "-", " ".join(whole.split())).strip(" .,;:'’"), end


def _does(paper: Paper, sentence: Sentence) -> str:
    text = sentence.text
    replacing = _REPLACING.search(text)
    if _OR_LATER.search(text):
        return OR_LATER
    if replacing and not (replacing[0].lower().startswith("verval") and _IF.search(text)):
        return REPLACES
    leaning = bool(_LEANING.search(text)) and not _PAST.search(text)
    if _NOT_YET.search(text):
        return TELLS
    told = sentence.passage.role in (Role.RECITAL, Role.NARRATIVE) or tells(text, sentence.headings)
    if paper.document.kind is DocumentKind.MEMO or told or _PAST.search(text):
        return LEANS if leaning else TELLS
    return LEANS


def _years(name: str) -> str:
    return " ".join(re.findall(r"\b\d{4}\b", re.sub(DATE, "", name)))
