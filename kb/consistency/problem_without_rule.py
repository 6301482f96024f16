"""The rule problem_without_rule: a gap or a dispute that a paper describes, and that no rule in it settles."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from kb.consistency.finding import Found, Relation, Rule
from kb.consistency.headed import heading_words
from kb.consistency.paper import Paper, Sentence
from kb.consistency.telling import only_tells
from kb.language.dutch import stems
from kb.model import Role

_WHO = r"(?:wie|welke?|wat|of|hoe|waar|wanneer|waarvoor|waarheen|door wie|bij wie|wiens)"
_STRIFE = (
    r"(?:discussie\w*|onduidelijkheid|onduidelijkheden|verwarring|onenigheid|misverstand\w*|vertraging\w*|irritatie\w*"
    r"|meningsverschil\w*|wrijving\w*|verschil van (?:mening|inzicht)|problemen|onbegrip)"
)
_OFTEN = (
    r"(?:(?:er|dan|nog|ook|hierover|daarover|in de praktijk|regelmatig|geregeld|vaak|soms|steeds|telkens|nogal"
    r"|wel ?eens|veel|herhaaldelijk|af en toe|daardoor|hierdoor|de nodige|tot|nu|toe|enige) )*"
)
# Present tense only: what went wrong before led to the agreement that tells of it.
_CUES: Final[dict[str, re.Pattern[str]]] = {
    sort: re.compile(pattern, re.I)
    for sort, pattern in {
        "unregulated": (
            rf"\b(?:is|zijn|wordt|staat) {_OFTEN}(?:\w+ ){{0,3}}?(?:niet|nergens|niets) {_OFTEN}(?:geregeld|belegd"
            rf"|(?:afgesproken|bepaald|vastgelegd|uitgewerkt|beschreven)(?=[^.;]{{0,30}}\b{_WHO}\b))"
            rf"|\b{_WHO}\b[^.;]{{3,90}}\b(?:is|zijn|staat) {_OFTEN}(?:\w+ ){{0,3}}?(?:niet|nergens) {_OFTEN}(?:geregeld"
            r"|belegd|afgesproken|bepaald|vastgelegd|uitgewerkt|beschreven)\b"
            rf"|\b(?:bestaa[nt]|er (?:is|zijn)|(?:is|zijn) er) {_OFTEN}(?:\w+ ){{0,2}}?geen (?:enkele )?(?:afspraak"
            r"|afspraken|regeling|regels?|procedure|oplossing|werkwijze)\b(?! nodig)"
            r"|\bontbre(?:ekt|ken) (?:\w+ ){0,2}?(?:een |duidelijke )*(?:afspraak|afspraken|regeling|regels?"
            r"|procedure)\b|\bval(?:t|len) (?:\w+ ){0,3}?tussen wal en schip\b|\bval(?:t|len) (?:\w+ ){0,2}?buiten de"
            r" boot\b"
        ),
        "unclear": (
            rf"\b(?:is|zijn|blijft|wordt) {_OFTEN}(?:\w+ ){{0,2}}?(?:niet|onvoldoende) {_OFTEN}(?:altijd )?(?:duidelijk"
            rf"|helder|scherp|zeker)\b[^.;]{{0,30}}?\b{_WHO}\b"
            rf"|\b(?:is|blijft) {_OFTEN}(?:\w+ ){{0,3}}?onduidelijk\b(?! voor)"
            rf"|\b{_WHO}\b[^.;]{{3,90}}\b(?:is|blijft) {_OFTEN}(?:niet duidelijk|onduidelijk)\b"
            r"|\bniet (?:altijd )?(?:haarscherp|scherp|precies|goed|eenduidig|strak)\b[^.;]{0,30}\b(?:af te bakenen"
            r"|aan te geven|te trekken|te bepalen|te onderscheiden|afgebakend)\b"
            r"|\b(?:moeilijk|lastig) (?:af te bakenen|te trekken|te onderscheiden|aan te geven)\b"
            rf"|\b(?:weet|weten) {_OFTEN}niet {_OFTEN}{_WHO}\b"
            r"|\b(?:loopt|lopen) (?:\w+ ){0,3}?door elkaar\b"
        ),
        "dispute": (
            rf"\b(?:ontstaa[nt]|bestaa[nt]|leidt|leiden|is|zijn|geeft|geven|heerst) {_OFTEN}(?:\w+ )?{_OFTEN}"
            rf"(?<!geen ){_STRIFE}\b"
            r"|\b(?:lopen|verschillen)\b[^.;]{0,30}\b(?:meningen|opvattingen)\b|\b(?:meningen|opvattingen)\b[^.;]{0,40}"
            r"\b(?:uiteen|verschillen|verdeeld)\b|\bverschillend (?:\w+ )?(?:gedacht|uitgelegd|geïnterpreteerd"
            r"|opgevat)\b|\bde ander(?:e \w+)? (?:aan zet|verantwoordelijk) is\b"
            r"|\b(?:wijzen|wijst) (?:\w+ ){0,3}naar elkaar\b"
            r"|\bniemand (?:\w+ )?(?:zich )?(?:\w+ )?(?:verantwoordelijk|aan zet)\b"
        ),
        "open": (
            rf"\b(?:{_WHO}|vraag|kwestie|punt)\b[^.;]{{3,120}}\bblijf(?:t|ven) (?:\w+ ){{0,5}}?(?:open|liggen"
            rf"|in het midden)\b|\bblijf(?:t|ven) (?:\w+ ){{0,5}}?(?:open|in het midden)\b,? {_WHO}\b"
            r"|\bblijf(?:t|ven) (?:\w+ ){0,5}?(?:onbesproken|onbeslist|onbeantwoord|onopgelost)\b"
            r"|\b(?:is|vormt) (?:\w+ )?een (?:\w+ )?(?:open vraag|knelpunt|twistpunt|discussiepunt|grijs gebied)\b"
        ),
    }.items()
}
# Without one of these a sentence tells no problem of the sort: looked for first, as they are quick to find.
_NEEDS: Final[dict[str, frozenset[str]]] = {
    "unregulated": frozenset({"niet", "nergens", "geen", "ontbre", "tussen wal", "de boot"}),
    "unclear": frozenset(
        {"duidelijk", "helder", "scherp", "zeker", "bakenen", "gebakend", "te bepalen", "te geven", "te trekken"}
        | {"te onderscheiden", "weet", "weten", "door elkaar"}
    ),
    "dispute": frozenset(
        {"discussie", "onduidelijk", "verwarring", "onenig", "misverstand", "vertraging", "irritatie", "verschil"}
        | {"wrijving", "problemen", "onbegrip", "mening", "opvatting", "de ander", "naar elkaar", "niemand"}
    ),
    "open": frozenset({"blijf", "blijv", "open vraag", "knelpunt", "twistpunt", "discussiepunt", "grijs"}),
}
_UNDER = re.compile(
    r"\b(?:als|indien|wanneer|zodra|zolang|tenzij|mits|totdat|ingeval|voordat|nadat|voor zover|om|opdat|zonder dat"
    r"|voorkom\w*|gevallen (?:waarin|die))\b[^,;:]*$",
    re.I,
)
_VERB_FIRST = re.compile(
    r"\W*(?:\d+\.|[a-z]\.)?\s*(?:Is|Zijn|Ontsta(?:at|an)|Besta(?:at|an)|Blijkt|Blijft|Blijven|Komt|Verschil\w+|Lopen"
    r"|Leidt|Ontbre\w+|Weet|Weten|Staat|Wordt|Worden|Val(?:t|len)|Mocht(?:en)?|Geeft)\b"
)
_POINTS_BACK = re.compile(
    r"^\W*(?:\d+\.\s*)?(?:dat|dit|die|deze|zij|hij|hier\w+|daar\w+|ook)\b|\b(?:dan|dat geval|dat niet|daarover|hierover"
    r"|daarvan|die (?:vraag|rekening|kosten|zaak|zaken|gevallen|persoon|inwoner|groep))\b",
    re.I,
)
# A problem told there led to the agreement.
_WHY = re.compile(r"\b(?:aanleiding|achtergrond|waarom|inleiding|terugblik|overwegingen|voorgeschiedenis)\b", re.I)
_SETTLES = re.compile(
    r"^\W*(?:\d+\.\s*|[a-z]\.\s*)?(?:daarom|dan|in (?:dat|die|deze|zulke|zo'n) (?:geval|gevallen|situaties?)"
    r"|om (?:dit|dat|deze|die)\b.*\bte\b|hiervoor|daarvoor|sindsdien|inmiddels|sinds|voortaan|tot die tijd"
    r"|bij twijfel|als (?:dat|dit) (?:gebeurt|speelt|zo is)|de volgende)\b"
    r"|\b(?:daarom|voortaan|sindsdien|inmiddels|vanaf nu|opgelost|een einde? aan|hakt|doorslag)\b"
    r"|\b(?:beslis(?:t|sen)|beslu(?:it|iten)|bepa(?:alt|len)) (?:\w+ ){0,3}?(?:dan|hierover|daarover|daarin|samen)\b"
    r"|\b(?:dan|hierover|daarover|daarin) (?:beslis(?:t|sen)|beslu(?:it|iten)|bepa(?:alt|len)|geldt|gaat|ligt)\b",
    re.I,
)
_IN_ITSELF = re.compile(
    rf"(?:;|[,:]\s*(?:en )?(?:daarom|dan|vandaar|maar)\b)(?!\s*{_WHO}\b)[^.]*\b(?:beslis\w*|beslu\w+|bepa\w+|geldt"
    r"|gelden|betaalt|betalen|spreken|spreekt|wijst|wijzen|draagt|voert|overleg\w*|legt|neemt|kiest|kiezen)\b",
    re.I,
)
_COMMON = frozenset(
    stems(
        "partij partijen overeenkomst convenant afspraak afspraken werkafspraken inwoner bewoner huurder betrokkene"
        " organisatie organisaties situatie vraag geregeld regelmatig discussie onduidelijk duidelijk verwarring mening"
        " meningen geval praktijk probleem problemen medewerker medewerkers vertraging leiden ontstaan bestaan blijven"
        " gemeente gemeenten corporatie verhuurder wijkteam politie melden krijgen"
    )
)
_RARE = 3  # sentences of a paper that a word of the topic stands in
_LONGEST = 1500  # characters of a sentence that are read
_NEXT = 2  # sentences in which a settlement points back


def find(paper: Paper) -> Iterator[Found]:
    """Problems told as they stand, each with the sentences that tell it; those next to each other are one."""
    told: list[tuple[int, int, str, str]] = []
    for n, one in enumerate(paper.sentences):
        cue = _cue(one)
        if cue is None:
            continue
        first = _begin(paper.sentences, n)
        if told and told[-1][1] >= first - 1 and paper.sentences[told[-1][1]].passage is one.passage:
            told[-1] = (told[-1][0], n, *told[-1][2:])
        else:
            told.append((first, n, *cue))
    rules = _Rules(paper) if told else None
    for first, last, sort, words in told:
        if rules and not rules.settle(first, last):
            yield _found(paper, first, last, sort, words)


def _found(paper: Paper, first: int, last: int, sort: str, words: str) -> Found:
    place = paper.place(paper.sentences[first].start, paper.sentences[last].end)
    heading = heading_words(" ".join(paper.sentences[last].headings[-1:]))
    return Found(
        rule=Rule.PROBLEM_WITHOUT_RULE,
        case="memo" if only_tells(paper) else "",
        relation=Relation.NOT_MENTIONED,
        facts={"words": words},
        sides=(place,),
        subject=f"{heading} {sort}",
    )


def _cue(one: Sentence) -> tuple[str, str] | None:
    """The sort of problem that a sentence tells as it stands, and the words it does it with."""
    if one.passage.role in {Role.DEFINITION, Role.RECITAL, Role.TABLE_ROW}:
        return None
    low = one.text.lower()
    sorts = [sort for sort, needed in _NEEDS.items() if any(word in low for word in needed)]
    if not sorts or any(_WHY.search(heading) for heading in one.headings[-2:]):
        return None
    text = " ".join(one.text[:_LONGEST].split())
    for sort in sorts:
        found = _CUES[sort].search(text)
        if found and not _conditional(text, found) and not _IN_ITSELF.search(text, found.start()):
            return sort, found[0]
    return None


def _conditional(text: str, cue: re.Match[str]) -> bool:
    """Whether the problem is the case in which a rule holds: "is niet duidelijk wie, dan beslist ..."."""
    if _UNDER.search(text[: cue.start()]):
        return True
    return bool(_VERB_FIRST.match(text)) and cue.start() < 25 and "," in text[cue.start() :]


def _begin(sentences: Sequence[Sentence], n: int) -> int:
    """The sentence to begin the quote with: the one before where this one points back at it."""
    same = n > 0 and sentences[n - 1].passage is sentences[n].passage
    return n - 1 if same and _POINTS_BACK.search(sentences[n].text) else n


class _Rules:
    """The rules of a paper, as far as they may settle a problem."""

    def __init__(self, paper: Paper) -> None:
        self._sentences = paper.sentences
        self._topics = [_topic(one.text) for one in paper.sentences]
        self._often = Counter(word for topic in self._topics for word in topic)
        acting = [act.span.start for act in paper.acts if act.actors and not act.narrative]
        starts = [one.start for one in paper.sentences]
        self._ruling = {bisect_right(starts, start) - 1 for start in acting}

    def settle(self, first: int, last: int) -> bool:
        """Whether a sentence behind the problem ends it, or a rule anywhere is about the same words."""
        for after in self._sentences[last + 1 : last + 1 + _NEXT]:
            if after.headings == self._sentences[last].headings and _SETTLES.search(after.text):
                return True
        topic = frozenset().union(*self._topics[first : last + 1]) - _COMMON
        rare = {word for word in topic if self._often[word] <= _RARE}
        return any(
            _same_subject(topic & self._topics[n], rare) and _cue(self._sentences[n]) is None
            for n in self._ruling
            if not first <= n <= last
        )


def _same_subject(shared: frozenset[str], rare: set[str]) -> bool:
    return len(shared & rare) >= 2 or (len(shared) >= 3 and not shared.isdisjoint(rare))


def _topic(text: str) -> frozenset[str]:
    """The stems of what a sentence is about; names tell where and by whom."""
    return frozenset(stems(re.sub(r"(?<=[a-z,] )[A-Z][\w-]*", " ", text)))
