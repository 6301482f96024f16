"""Whether a consent is needed: what sentences and table rows that speak of one are asked."""

import re
from typing import Final

from assistant.learning.asked import Asked, CaseKind, clear
from assistant.learning.others import Others
from assistant.processes import Frame
from kb.model import Span
from kb.process.act import ConsentKind, Polarity

YES, NO, DEPENDS = "Ja", "Nee", "Dat hangt van de situatie af"
_WORD: Final = r"(?:toestemming|instemming|goedkeuring)"
_WHOSE: Final = r"(?P<whose>(?: van (?:de|het|een|beide|alle) \w+)?)"
_GIVES: Final = (
    rf"(?:daarvoor |hiervoor )?(?:(?:schriftelijk|uitdrukkelijk|vooraf) )?"
    rf"(?:(?P<word>{_WORD}) (?:heeft|hebben|geeft|geven)(?: gegeven)?"
    rf"|daarmee (?:heeft )?(?:instemt|instemmen|ingestemd)|dat goedvindt)\s*$"
)
_ONLY_IF: Final = re.compile(
    rf",? (?:alleen |pas |slechts )?(?:als|indien|nadat|zodra|mits) (?P<who>(?:de|het|een|alle)? ?[\w ]+?) {_GIVES}",
    re.I,
)
_ONLY_WITH: Final = re.compile(
    rf" alleen (?P<infinitive>\w+en )?met (?:schriftelijke |uitdrukkelijke )?(?P<word>{_WORD}){_WHOSE}\s*$", re.I
)
_WITHOUT: Final = re.compile(rf" zonder (?P<word>{_WORD}){_WHOSE}(?= )", re.I)
_DROPPED: Final = re.compile(r"\b(?:alleen|pas|slechts) ?(?=\w|$)", re.I)
_LABEL: Final = re.compile(r"(?:- |\(?(?:[a-z]|\d{1,2})[.)] )")


def consent(frame: Frame, others: Others) -> Asked | None:
    """Whether what the sentence tells needs a consent; by the cells of a table too."""
    said = frame.step.act.consent
    if said is None or said.kind is ConsentKind.SIGNATURE:
        return None
    if "\t" in frame.citation.quote:
        return _consent_cell(frame)
    # under a lead-in, or with an exception, the sentence is not the whole rule
    if frame.lead is not None or frame.step.act.exceptions or re.search(r"[:;\n]", frame.citation.quote):
        return None
    if said.polarity is Polarity.NEEDED:
        return _asked(frame, (_ONLY_IF, _ONLY_WITH), YES, others)
    return _asked(frame, (_WITHOUT,), NO, others) if said.polarity is Polarity.NOT_NEEDED else None


def _asked(frame: Frame, forms: tuple[re.Pattern[str], ...], right: str, others: Others) -> Asked | None:
    """The sentence without what it says of a consent, and the question whether one is needed."""
    quote = (
        _LABEL.sub("", frame.citation.quote, count=1) if _LABEL.match(frame.citation.quote) else frame.citation.quote
    )
    quote = quote.rstrip(" .")
    found = next((match for form in forms if (match := form.search(quote))), None)
    if found is None:
        return None
    told = f"{quote[: found.start()]} {found.groupdict().get('infinitive') or ''}{quote[found.end() :]}"
    told = _DROPPED.sub("", told) if right == YES else told
    told = " ".join(told.split()).removesuffix(",")
    if not clear(told, others):
        return None
    words = found[0].strip(" ,")
    low = frame.citation.start + frame.citation.quote.index(words)
    return Asked(
        CaseKind.CONSENT,
        f"{told[:1].upper()}{told[1:]}.",
        f"Is daarvoor {_which(found)} nodig?",
        right,
        (NO if right == YES else YES,),
        Span(start=low, end=low + len(words)),
        fixed=True,
    )


def _which(found: re.Match[str]) -> str:
    """The consent in words: `toestemming van de huurder`."""
    named = found.groupdict()
    word = named["word"].lower() if named.get("word") else "toestemming" if "goedvindt" in found[0] else "instemming"
    whose = f" van {named['who'].strip()}" if named.get("who") else named.get("whose") or ""
    return word if re.match(r" van (?:hij|zij|ze|die|dat|deze)\b", whose) else word + whose


def _consent_cell(frame: Frame) -> Asked | None:
    """A row of a table that has a column for the consent."""
    if frame.lead is None:
        return None
    heads, cells = frame.lead.quote.split("\t"), frame.citation.quote.split("\t")
    column = next((at for at, head in enumerate(heads) if re.match(r"toestemming\b", head.strip(), re.I)), None)
    if column is None or len(heads) != len(cells):
        return None
    cell = cells[column].strip()
    right = next((answer for form, answer in _CELLS if form.fullmatch(cell)), None)
    if right is None:
        return None
    told = ". ".join(
        f"{head.strip()}: {own.strip()}"
        for at, (head, own) in enumerate(zip(heads, cells, strict=True))
        if at != column and own.strip() not in ("", "–", "-")
    )
    head = heads[column].strip()
    text = f"Is {head[:1].lower() + head[1:]} nodig?"
    low = frame.citation.start + sum(len(one) + 1 for one in cells[:column]) + cells[column].index(cell)
    wrong = tuple(one for one in (YES, NO, DEPENDS) if one != right)
    return Asked(CaseKind.CONSENT, f"{told}.", text, right, wrong, Span(start=low, end=low + len(cell)), fixed=True)


_CELLS: Final = (
    (re.compile(r"(?:nee|niet nodig)\.?", re.I), NO),
    (re.compile(r"(?:ja|nodig|schriftelijk\w*|verplicht|altijd nodig)\.?", re.I), YES),
    (re.compile(r"(?:ja|nodig|schriftelijk\w*); (?:voor|bij|tenzij|behalve)\b.* niet(?: nodig)?\.?", re.I), DEPENDS),
)
