"""The direct object of a clause: the first noun phrase behind the verb that is no subject and no adverbial."""

from collections.abc import Sequence

from kb.process import words as w
from kb.process.actors import Mention
from kb.process.clauses import Clause
from kb.process.phrases import frequency, term
from kb.process.subject import Subject

_ASKS = frozenset({"waarom", "wat", "wie", "hoe", "welke", "welk", "of"})
_STOPS = w.PREPOSITIONS - {"van"} | w.ADVERBS | w.NEGATIONS | frozenset({"tijdens", "zodat"})
_NO_OBJECT_WORDS = """
zijn worden gaan komen blijven liggen gelden bestaan vallen eindigen vervallen beginnen deelnemen
"""
_NO_OBJECT = frozenset(_NO_OBJECT_WORDS.split())


def object_of(
    clause: Clause, text: str, mentions: Sequence[Mention], about: Subject, *, skip: int = 0
) -> tuple[int, int] | None:
    """Where the object stands; None where the clause has none that can be told. Nothing before `skip`."""
    return None if clause.verb in _NO_OBJECT else first_phrase(clause, text, mentions, about, skip=skip)


def first_phrase(
    clause: Clause, text: str, mentions: Sequence[Mention], about: Subject, *, skip: int = 0
) -> tuple[int, int] | None:
    """Where the first noun phrase behind the verb stands that is no adverbial and not what the clause is `about`."""
    ws = clause.words
    begin, end = about.place or (-1, -1)
    timed = [place for place in (term(text), frequency(text)) if place]
    rows = [i for i in clause.after if ws[i].start >= skip and not begin <= ws[i].start < end]
    at = 0
    while at < len(rows):
        i = rows[at]
        low = ws[i].low
        inside = next((place for place in timed if place[0] <= ws[i].start < place[1]), None)
        if inside:
            at += sum(1 for j in rows[at:] if ws[j].start < inside[1]) or 1
        elif low in w.PARTICLES and at + 1 < len(rows) and ws[rows[at + 1]].low in w.PREPOSITIONS:
            at += 1  # "deelt deze in volgens de tabel"
        elif low in w.PREPOSITIONS and not (low in w.PARTICLES and at == len(rows) - 1):
            at = _past_phrase(rows, at + 1, ws, mentions)
        elif low in (w.ADVERBS | w.PRONOUNS | w.PARTICLES | {",", "en", "of", "niet"}) and not _opens(rows, at, ws):
            at += 1
        elif low in _ASKS or (_verbal(low) and (at == len(rows) - 1 or _helped(clause, rows, at))):
            return None
        else:
            return _phrase(rows, at, ws)
    return None


def _opens(rows: Sequence[int], at: int, ws: Sequence[w.Word]) -> bool:
    """Whether "dit", "dat", "deze" or "die" stands before its noun."""
    if ws[rows[at]].low not in {"het", "dit", "dat", "deze", "die"} or at + 1 >= len(rows):
        return False
    after = ws[rows[at + 1]].low
    return after.isalpha() and after not in _STOPS | w.DETERMINERS | w.PARTICLES and not _verbal(after)


def _verbal(low: str) -> bool:
    return w.participle_of(low) is not None or (w.verb_of(low) == low)


def _helped(clause: Clause, rows: Sequence[int], at: int) -> bool:
    """Whether a word is the infinitive that the finite verb helps, the last one: "kan dat vragen via"."""
    forms = [i for i in rows if clause.words[i].low != "zijn" and w.verb_of(clause.words[i].low) == clause.words[i].low]
    return clause.verb in w.HELPERS and forms[-1:] == [rows[at]]


def _past_phrase(rows: Sequence[int], at: int, ws: Sequence[w.Word], mentions: Sequence[Mention]) -> int:
    """The first word past a prepositional phrase whose preposition stands before `at`."""
    while at < len(rows) and (ws[rows[at]].low in w.DETERMINERS or _adjective(rows, at, ws) or _number(rows, at, ws)):
        at += 1
    if at < len(rows):
        named = next((one for one in mentions if one.start <= ws[rows[at]].start < one.end), None)
        at += 1
        while named and at < len(rows) and ws[rows[at]].start < named.end:
            at += 1
            joined = at + 1 < len(rows) and ws[rows[at]].low in {"en", "of"}
            if joined and (other := next((m for m in mentions if m.start == ws[rows[at + 1]].start), None)):
                named, at = other, at + 1  # "met de huurder en Buurtkracht"
        while at < len(rows) and ws[rows[at]].low.isdigit():
            at += 1
    return at


def _number(rows: Sequence[int], at: int, ws: Sequence[w.Word]) -> bool:
    return ws[rows[at]].low[0].isdigit() and at + 1 < len(rows) and ws[rows[at + 1]].low.isalnum()


def _adjective(rows: Sequence[int], at: int, ws: Sequence[w.Word]) -> bool:
    low = ws[rows[at]].low
    after = ws[rows[at + 1]].low if at + 1 < len(rows) else ""
    if at + 2 == len(rows) and _verbal(after):
        return False
    return low.endswith("e") and after.isalpha() and after not in _STOPS | w.DETERMINERS | w.PARTICLES


def _phrase(rows: Sequence[int], at: int, ws: Sequence[w.Word]) -> tuple[int, int]:
    start, end = ws[rows[at]].start, ws[rows[at]].end
    bare = True  # no noun yet
    for place in range(at, len(rows)):
        i, low = rows[place], ws[rows[place]].low
        if place > at and i != rows[place - 1] + 1 and rows[place - 1] + 1 not in rows:
            break
        determiner = low in w.DETERMINERS or low in {"geen", "dit", "deze", "die", "dat"}
        stops = low in _STOPS - {"geen"} or (low in w.PARTICLES and low != "van") or low in _ASKS
        stops = stops or (not bare and _verbal(low))
        if place > at and stops:
            break
        if not bare and determiner and low != "geen" and ws[rows[place - 1]].low not in {"van", "en", "of", ","}:
            break
        if low in {",", "en", "of"} and (place + 1 >= len(rows) or ws[rows[place + 1]].low in _STOPS - {"geen"}):
            break
        bare = bare and (determiner or _adjective(rows, place, ws))
        end = ws[i].end
    return start, end
