"""The rule problem_without_rule: a gap or a dispute that a paper describes, and that no rule in it settles."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from kb.consistency.finding import Found, Relation, Rule
from kb.consistency.gaps.problem_words import Problem, problem
from kb.consistency.paper import Paper, Sentence
from kb.consistency.wording.headed import heading_words
from kb.consistency.wording.telling import only_tells
from kb.language.dutch import stems
from kb.model import Role

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
    r"|\bvoorziet (?:hier|daar)in\b"
    r"|\b(?:beslis(?:t|sen)|beslu(?:it|iten)|bepa(?:alt|len)) (?:\w+ ){0,3}?(?:dan|hierover|daarover|daarin|samen)\b"
    r"|\b(?:dan|hierover|daarover|daarin) (?:beslis(?:t|sen)|beslu(?:it|iten)|bepa(?:alt|len)|geldt|gaat|ligt)\b"
    r"|^\W*(?:\d+\.\s*)?(?:dat|dit|hoe dat \w+)\b[^.;]{0,40}?\b(?:staat|is|wordt)\b[^.;]{0,60}\bin (?:bijlage|artikel"
    r"|paragraaf|hoofdstuk|het|de)\b",
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
        cue = _told(one)
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


def _told(one: Sentence) -> Problem | None:
    """The problem that a sentence tells, where it does not stand in what led to the agreement."""
    if one.passage.role in {Role.DEFINITION, Role.RECITAL, Role.TABLE_ROW}:
        return None
    found = problem(" ".join(one.text[:_LONGEST].split()))
    return None if found and any(_WHY.search(heading) for heading in one.headings[-2:]) else found


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
            _same_subject(topic & self._topics[n], rare) and _told(self._sentences[n]) is None
            for n in self._ruling
            if not first <= n <= last
        )


def _same_subject(shared: frozenset[str], rare: set[str]) -> bool:
    return len(shared & rare) >= 2 or (len(shared) >= 3 and not shared.isdisjoint(rare))


def _topic(text: str) -> frozenset[str]:
    """The stems of what a sentence is about; names tell where and by whom."""
    return frozenset(stems(re.sub(r"(?<=[a-z,] )[A-Z][\w-]*", " ", text)))
