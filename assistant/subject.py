"""Which agreement a question is about: by the words of its title, its kind, its region and its years."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from kb.language.compounds import parts
from kb.language.dutch import analyse
from kb.language.english import translations
from kb.language.lexicon import stem
from kb.language.words import IDLE_WORDS, STOP_WORDS
from kb.model import Document, DocumentKind, Reference

# What a paper is called, and which kinds that may be; an empty set is any agreement.
_ANY = frozenset[DocumentKind]()
_OVEREENKOMST = frozenset({DocumentKind.COOPERATION_AGREEMENT})
_CONVENANT = frozenset({DocumentKind.COVENANT})
_WORK = frozenset({DocumentKind.WORK_AGREEMENT})
_PROCESS = frozenset({DocumentKind.PROCESS_DESCRIPTION, DocumentKind.APPENDIX})
_PROTOCOL = frozenset({DocumentKind.PROTOCOL})
_GENERAL = """
afspraken afspraak afsprakenset document documenten stuk stukken regeling regelingen regels agreement agreements
documents paper papers arrangement arrangements contract contracten contracts akkoord papier papieren bestand
bestanden versie versies version versions one ones dossierstuk
"""
_KINDS: dict[str, frozenset[DocumentKind]] = {
    **dict.fromkeys(("overeenkomst", "overeenkomsten", "samenwerkingsovereenkomst", "ovk", "sok"), _OVEREENKOMST),
    "samenwerkingsovereenkomsten": _OVEREENKOMST,
    **dict.fromkeys(("convenant", "convenanten", "covenant", "covenants", "samenwerkingsconvenant"), _CONVENANT),
    **dict.fromkeys(("werkafspraken", "werkafspraak"), _WORK),
    "samenwerkingsafspraken": _OVEREENKOMST,
    **dict.fromkeys(("protocol", "protocollen", "protocols"), _PROTOCOL),
    **dict.fromkeys(("memo", "memos", "memo's", "notitie", "nota"), frozenset({DocumentKind.MEMO})),
    **dict.fromkeys(("handreiking", "procesbeschrijving", "werkinstructie", "handleiding", "guide"), _PROCESS),
    **dict.fromkeys(_GENERAL.split(), _ANY),
}
# Words around the name of a paper that tell nothing of which one it is.
_AROUND_WORDS = """
onze deze dit die dat huidige huidig lopende betreffende bovenstaande samenwerking samenwerkings samenwerken
regio regionale regionaal landelijk landelijke gemeente stad aanpak nieuwe nieuw oude oud vorige eerdere eerder
destijds toen vroeger jaar uit rond rondom omtrent this that these current existing old new previous earlier
city region regional municipality council national cooperation collaboration partnership working work approach
aub svp please s me je even weten zeggen vertellen laten zien kan kun kunt kunnen tell give show list could want
need there dan eigenlijk momenteel op elkaar met allemaal allen alle precies nog al officieel officiele formeel
toevallig gesloten gemaakt geldende bestaande ergens
"""
_AROUND = frozenset(_AROUND_WORDS.split())
_POINTING = re.compile(r"\b(?:dit|deze|dat|die|het|this|that|these|it|hij|zij|ze|they|ervan|erbij|erin)\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
_AGREEMENTS = _OVEREENKOMST | _CONVENANT | _WORK
_SWAPPED = _OVEREENKOMST | _CONVENANT  # what people call by these names may be any agreement


@dataclass(frozen=True)
class Named:
    """A paper that can be asked about: a document held, or one that the document only names.

    `text` gives the document's own words.
    """

    document: Document
    text: Callable[[], str]
    absent: Reference | None = None
    years: frozenset[str] = frozenset()

    @property
    def title(self) -> str:
        """What it is called."""
        return self.absent.name if self.absent else self.document.title

    @cached_property
    def terms(self) -> frozenset[str]:
        """The terms of its title."""
        return _terms(self.title)

    @cached_property
    def people(self) -> frozenset[str]:
        """The terms of the parties to the document, those of the title aside."""
        return frozenset[str]().union(*(_terms(party.name) for party in self.document.parties)) - self.terms


class Shelf:
    """The papers that may be asked about; threads may share one."""

    def __init__(self, papers: Iterable[Named]) -> None:
        self.papers = tuple(papers)
        self.regions = frozenset(paper.document.region for paper in self.papers)
        self.terms = frozenset[str]().union(*(paper.terms | paper.people for paper in self.papers))

    def knows(self, word: str, *, english: bool) -> bool:
        """Whether any of its papers may explain a word."""
        return any(of_region(word, region) for region in self.regions) or explained(word, self.terms, english=english)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a question is about; `topical` where it says more of it than its kind, `kind` where it says that."""

    named: tuple[Named, ...]
    topical: bool
    kind: bool
    pointing: bool
    years: frozenset[str]


def is_kind(word: str) -> bool:
    """Whether a word says what sort of paper it is: "convenant"."""
    return word in _KINDS


def kind_in(word: str) -> str | None:
    """The kind of paper that a word says, alone or at the end of a compound: "signaleringsconvenant"."""
    return next((one for one in (word, *parts(word)[-1:]) if is_kind(one)), None)


def kinds_of(word: str) -> frozenset[DocumentKind]:
    """The kinds of paper that a word means; none where it is any agreement, or no paper."""
    return _KINDS.get(word, _ANY)


@lru_cache(maxsize=4096)
def _terms(text: str) -> frozenset[str]:
    return frozenset(analyse(re.sub(r"[-–]", " ", text)))


def _stems(word: str, english: bool) -> frozenset[str]:
    """The forms a word of the question may be met by, as a stem each."""
    words = [word, *(translations(word) if english else ())]
    return frozenset(stem(one) for said in words for one in said.split())


def explained(word: str, terms: frozenset[str], *, english: bool = False) -> bool:
    """Whether the terms of a name have a word, or all the parts it is made of that are no kind of paper."""
    if _stems(word, english) & terms:
        return True
    found = parts(word)
    return bool(found) and all(stem(part) in terms or is_kind(part) for part in found)


def of_region(word: str, region: str) -> bool:
    """Whether a word is a region's name or made of it: "Utrechtse", "Lindestroomse"."""
    return any(word.startswith(name) and len(word) - len(name) <= 3 for name in region.split("-") if len(name) > 3)


def silent(word: str) -> bool:
    """Whether a word tells nothing of what is asked about."""
    return word in STOP_WORDS or word in IDLE_WORDS or word in _AROUND or len(word) == 1


_PAIRS = {
    **dict.fromkeys(
        ("working agreement", "working agreements", "work agreement", "work agreements"), ("werkafspraken",)
    ),
    **dict.fromkeys(("cooperation agreement", "collaboration agreement"), ("samenwerkingsovereenkomst",)),
}


def paired(words: Sequence[str], english: bool) -> list[str]:
    """The words, two that are one in Dutch put together: "early detection" is "vroegsignalering"."""
    out: list[str] = []
    skip = False
    for word, following in pairwise([*words, ""]):
        pair = f"{word} {following}"
        dutch = _PAIRS.get(pair) or translations(pair) if english and following and not skip else ()
        if skip:
            skip = False
        else:
            out.append(dutch[0] if dutch and " " not in dutch[0] else word)
            skip = bool(dutch and " " not in dutch[0])
    return out


def find(words: Sequence[str], shelf: Shelf, *, english: bool, said: str) -> Subject | None:
    """The papers that these words are about, best matches only; None where a word is left that no name explains.

    A year in the words must be one of the paper's. Words that only name the region or a party count for
    nothing. What is held goes before what is only named, unless the name or the kind is that of the other.
    """
    told = [word for word in paired(words, english) if not silent(word)]
    kinds = [kind for word in told if (kind := kind_in(word))]
    years = frozenset(year for word in told for year in _YEAR.findall(word))
    topic = [word for word in told if not is_kind(word) and not _YEAR.match(word)]
    asked = frozenset[DocumentKind]().union(*(_KINDS[word] for word in kinds)) if kinds else _ANY
    if not all(shelf.knows(word, english=english) for word in topic):
        return None
    scored = [
        (score, paper)
        for paper in shelf.papers
        if (score := _score(paper, topic, years, asked, english=english)) is not None
    ]
    pointing = bool(_POINTING.search(said))
    if not scored:
        return None
    topical = any(score[0] for score, _ in scored) or bool(years)
    best = _best(scored, topical)
    return Subject(tuple(best), topical, bool(kinds), pointing, years)


_Score = tuple[int, bool, bool]


def _best(scored: Sequence[tuple[_Score, Named]], topical: bool) -> list[Named]:
    """The best matches: of all where the question names a topic, else of each region."""
    if topical:
        highest = max(score for score, _ in scored)
        return [paper for score, paper in scored if score == highest]
    out: list[Named] = []
    for region in dict.fromkeys(paper.document.region for _, paper in scored):
        own = [(score, paper) for score, paper in scored if paper.document.region == region]
        highest = max(score for score, _ in own)
        out += [paper for score, paper in own if score == highest]
    return out


def _score(
    paper: Named, topic: Sequence[str], years: frozenset[str], kinds: frozenset[DocumentKind], *, english: bool
) -> _Score | None:
    """How well a paper fits: topic words, kind, held; None where it does not."""
    if years - paper.years:
        return None
    document, region, terms = paper.document, paper.document.region, paper.terms
    named = [word for word in topic if not of_region(word, region) and not explained(word, paper.people)]
    if not all(explained(word, terms, english=english) and not _inside(word, paper) for word in named):
        return None
    titled = any(kinds_of(word) & kinds for word in paper.title.lower().split())
    if paper.absent is not None:  # it is asked about by all of its name
        return (len(named), not kinds or titled, False) if _in_full(paper, topic, english=english) else None
    if not kinds:
        return len(named), bool(named) or (document.kind in _AGREEMENTS and not document.part_of), True
    swapped = kinds <= _SWAPPED and document.kind in _AGREEMENTS
    of_kind = document.kind in kinds or titled
    return (len(named), of_kind, True) if of_kind or swapped else None


def _in_full(paper: Named, topic: Sequence[str], *, english: bool) -> bool:
    """Whether all that tells which paper it is stands among the words."""
    own = _topic_of(paper.title, paper.document.region)
    said = {form for word in topic for form in _stems(word, english)}
    return bool(own) and own <= said | {stem(part) for word in topic for part in parts(word)}


def _inside(word: str, paper: Named) -> bool:
    """Whether a compound names a paper that the agreement speaks of, as the last-chance agreement with a tenant."""
    made = any(is_kind(part) for part in parts(word)) and stem(word) not in _terms(paper.title)
    return made and word in paper.text().lower()


def _topic_of(title: str, region: str) -> frozenset[str]:
    """The stems of a name that tell which one it is: no kind, no region, no words around it."""
    words = re.findall(r"[^\W\d_]+", title.lower())
    return frozenset(
        stem(word) for word in words if not is_kind(word) and not silent(word) and not of_region(word, region)
    )
