"""Where a text refers to an appendix by its number, with the words around it that tell which one is meant."""

import re
from collections.abc import Iterator

from kb.consistency.finding import Statement
from kb.consistency.paper import Paper, Sentence
from kb.consistency.references.appendix_lists import NUMBER, declares, points
from kb.consistency.references.numbering import label
from kb.consistency.references.owners import Owner, Owners

_JOIN = r"\s*(?:,|\ben\b|\bof\b|\bt/m\b|\btot\s+en\s+met\b)\s*"
_MENTION = re.compile(
    rf"\b(?:bijlagen\s+(?P<several>(?:{NUMBER})(?:{_JOIN}(?:{NUMBER}))*)|bijlage\s+(?P<one>{NUMBER}))", re.I
)
_OWNER = re.compile(r"\s+(?:bij|van|uit)\s+(?:(?:dit|deze|het|de|ons|onze|dat|die)\s+)?[\w-]+", re.I)
_ENDS = re.compile(rf"\bbijlagen?\s+(?:[\w.,]{{1,20}}\s+){{0,6}}?(?:{NUMBER})\.(?=(\s+)(?-i:[A-Z]))", re.I)
_AROUND = 160  # characters of the sentence on either side


def state(paper: Paper) -> Iterator[Statement]:
    """Every reference to an appendix by number; `facts` hold what stands before and after it in its sentence.

    `value` names the paper whose appendix it is; empty for this one's. `sure` is a fact where the sentence
    names no other paper that may be meant.
    """
    owners = Owners(paper)
    first = min((one.start for one in paper.headings), default=0)
    for sentence in paper.sentences:
        if "ijlage" not in sentence.text or (sentence.start < first and not sentence.headings):
            continue
        for piece in _pieces(sentence):
            lists = declares(piece)
            others = owners.others(piece.text)
            for found in _MENTION.finditer(piece.text):
                if not lists or points(piece.text, found.start()):
                    yield from _mentions(paper, owners, piece, found, others=others)


def _pieces(sentence: Sentence) -> Iterator[Sentence]:
    """A sentence, or two where the first ends in "bijlage A." which looks like an initial."""
    begin = 0
    for found in _ENDS.finditer(sentence.text):
        yield Sentence(sentence.text[begin : found.end()], sentence.start + begin, sentence.passage)
        begin = found.end() + len(found[1])
    yield Sentence(sentence.text[begin:], sentence.start + begin, sentence.passage)


def _numbers(words: str) -> list[str]:
    """The numbers of "1, 2 en 4", "1 tot en met 3" or "A t/m C"."""
    numbers: list[str] = []
    for found in re.finditer(rf"(?P<range>(?:t/m|tot\s+en\s+met)\s*)?(?P<number>{NUMBER})", words, re.I):
        number = found["number"]
        pair = [*numbers[-1:], number]
        if found["range"] and len(pair) == 2 and re.fullmatch(r"[1-9]{2}|[A-Z]{2}", "".join(pair)):
            numbers += [chr(one) for one in range(ord(numbers[-1]) + 1, ord(number))]
        numbers.append(number)
    return numbers


def _mentions(
    paper: Paper, owners: Owners, sentence: Sentence, found: re.Match[str], *, others: bool
) -> Iterator[Statement]:
    numbers = _numbers(found["several"] or found["one"])
    inside = label(sentence.headings[0]) if sentence.headings else None
    said = _OWNER.match(sentence.text, found.end())
    owner = owners.after(sentence.text, found.end()) if said else Owner(own=True)
    if owner is None:
        return  # of a law, or of a paper that nobody can tell
    before = sentence.text[max(0, found.start() - _AROUND) : found.start()]
    for number in numbers:
        if inside and inside.word == "bijlage" and inside.number == number:
            continue
        yield Statement(
            sort="appendix_mention",
            about=(number,),
            value="" if owner.own else owner.name,
            facts={
                "reference": f"bijlage {number}",
                "before": before.rpartition("\t")[2],
                "after": sentence.text[found.end() : found.end() + _AROUND].partition("\t")[0]
                if len(numbers) == 1
                else "",
                **({"sure": "yes"} if said or not others else {}),
            },
            place=paper.at(sentence),
        )
