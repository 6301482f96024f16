"""Who else acts in a region, and who of them is certainly not the one that is asked for."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from itertools import pairwise
from typing import Final

from assistant.held import Held
from kb.language.dutch import sentences, stems
from kb.model import SILENT_ROLES, Document, Passage, Role
from kb.process.act import Act
from kb.process.actors import Mention, Sort
from kb.process.anybody import anybody

# Names for whoever it may be, beside those that name nobody at all: everybody else may be one of them too.
_ANYBODY: Final = re.compile(
    r"(?:\w*partij|\w*partner|medewerker|collega|deelnemer|lid|ontvanger"
    r"|afzender|contactpersoon|leidinggevende|professional|hulpverlener|begeleider|vertegenwoordiger|aanbieder"
    r"|bestuurder|verantwoordelijke|verwerker|functionaris|voorzitter|team|afdeling|experts?|overleg|groep)\b.*",
    re.I,
)
# Somebody who works for one of the others, or may.
_FUNCTION: Final = re.compile(
    r"\w*(?:regisseur|coördinator|coordinator|manager|medewerker|consulent|adviseur|burgemeester|wethouder|agent|arts"
    r"|secretaris|directeur|ambtenaar|bemiddelaar|deurwaarder|coach|werker|rechter|vrijwilliger|leider|trekker)\b.*",
    re.I,
)
# Sentences in which one stands in for another, or is a part of it.
_STANDS_IN: Final = re.compile(
    r"\b(?:namens|onderdeel|ondergebracht|in dienst|wijs\w* .*\baan|aangewezen|aanwijzen|vervul\w+|treed\w* op|hierna"
    r"|bestaat uit|bestaan uit|als \w*verwerker|taken van|taak van|optreden als|vorm(?:t|en)|in opdracht|mandaat"
    r"|vertegenwoordig\w*|bemen\w+|opdracht\w*|zorgt voor|is (?:de|het|een)|zijn (?:de|het|een)|levert|leveren"
    r"|plaats van|vervang\w*|in stand|beheer\w*|bekostig\w*|heeft een|hebben een|leiding van|ook wel"
    r"|valt onder|vallen onder|als \w+punt)\b",
    re.I,
)
_OF: Final = re.compile(r"\s*(?:\(|(?:van|bij|uit|namens|in|voor)\s+|,\s*(?:de|het|een)\s)$", re.I)
_VAGUE: Final = re.compile(
    r"\b(?:die|dat|wie|deze|dezelfde|hun|zijn|haar|(?:andere?|betrokken|tweede|eigen))\b|,", re.I
)
_SMALL: Final = re.compile(r"(?<![^\W_])[^\W\d_A-Z][^\W\d_]*")
_FIRST: Final = re.compile(r"[^\W\d_]+")
_ITEMS: Final = re.compile(r"^(?:- |\(?[a-z\d]{1,2}[.)] )(.{1,60})$", re.M)  # short: names, not sentences
_SAME_DEED: Final = 0.5  # of the content words of the shorter of two: it may be the same
_ONE_DEED: Final = 0.8  # it surely is


class Others:
    """Everybody who acts in the documents of one region, with what each does. Threads may share one.

    `governing` are the ids of the documents that hold; only they can contradict one another.
    """

    def __init__(self, held: Held, documents: Sequence[Document], governing: Set[str]) -> None:
        self._roles, self._governing = held.roles, governing
        passages = [one for document in documents for one in held.passages(document.id)]
        self._acts = [act for one in passages for act in held.acts(one)]
        self._said = [(act, frozenset(stems(_words(act)))) for act in self._acts]
        self._forms: dict[str, Counter[str]] = {}
        self._here: dict[str, set[str]] = {}
        for act in self._acts:
            for actor in act.actors:
                self._forms.setdefault(self.lane(actor.text), Counter())[actor.text] += 1
                self._here.setdefault(act.document_id, set()).add(self.lane(actor.text))
        self._small = {word[0] for one in passages for word in _SMALL.finditer(one.text)}
        written = (name for one in documents for party in one.parties for name in (party.name, *party.aliases))
        self._capitals = tuple(name for name in written if name[:1].isupper())
        # sentences and rows of the papers that hold, each with its content words
        self.rules = tuple(
            (text, frozenset(stems(text)))
            for one in passages
            if one.document_id in governing and one.role not in SILENT_ROLES
            for text in (one.text[low:high] for low, high in sentences(one.text))
        )
        self._together, self._related = self._met(passages)
        for document in documents:
            parties = [{self.lane(name) for name in (party.name, *party.aliases)} for party in document.parties]
            for at, names in enumerate(parties):
                self._related |= {frozenset((a, b)) for a in names for b in names if a != b}
                self._together |= {frozenset((a, b)) for other in parties[:at] for a in names for b in other if a != b}

    def lane(self, name: str) -> str:
        """Whom a name stands for: the same for its plural and its aliases."""
        return self._roles.canonical(name)

    def mentions(self, text: str) -> list[Mention]:
        """Everybody named in a text."""
        return self._roles.mentions(text)

    def mid(self, words: str) -> str:
        """Words that begin a sentence, as they are written in the middle of one: names keep their capital."""
        first = _FIRST.match(words)
        if first is None or first[0].lower() not in self._small or words.startswith(self._capitals):
            return words
        return words[:1].lower() + words[1:]

    def bare(self, name: str) -> str:
        """A name without its article, as tables write it; that of a proper name stays."""
        return name if name.startswith(self._capitals) else re.sub(r"^(?:de|het) ", "", name, flags=re.I)

    def anybody(self, lane: str) -> bool:
        """Whether the name is one for whoever it may be."""
        return anybody(lane) or bool(_ANYBODY.fullmatch(lane))

    def not_them(self, act: Act, sentence: str) -> tuple[str, ...]:
        """Names of others that surely do not do this act, as the texts write them; none where anybody may.

        They are different roles of the same sort, met in the same sentences, neither is a part of the
        other, and nowhere in the region is the same said of them. `sentence` names nobody of them.
        """
        own = [self.lane(actor.text) for actor in act.actors]
        doers = self._doers(act)
        if any(map(self.anybody, (*own, *doers))) or self._disputed(act, own):
            return ()
        doers |= {self.lane(one.core) for one in self.mentions(sentence)} | self._leaders(act)
        plural = len(own) > 1 or self._plural(act.actors[0].text)
        others = (
            self.written(lane)
            for lane in sorted(self._here.get(act.document_id, ()))
            if not self.anybody(lane) and not any(self._roles.same(lane, doer) for doer in doers)
            if all(self.differ(lane, one) for one in own)
        )
        found = [name for name in others if name and self._plural(name) == plural]
        # one for whom the work is done is beside the point where nobody else can be chosen
        found.sort(key=lambda name: self._client(name) != self._client(own[0]))
        return tuple(found) if found and self._client(found[0]) == self._client(own[0]) else ()

    def same_deeds(self, act: Act) -> list[Act]:
        """Other acts of these people that may be the same deed, in the documents that hold."""
        wanted, own = frozenset(stems(_words(act))), {self.lane(actor.text) for actor in act.actors}
        return [
            other
            for other, said in self._said
            if other != act and other.document_id in self._governing and _alike(act, wanted, other, said)
            if own & {self.lane(one.text) for one in other.actors}
        ]

    def _client(self, name: str) -> bool:
        return self._roles.sort(self.lane(name)) is Sort.CLIENT

    def written(self, lane: str) -> str:
        """The name of a lane as most texts write it; empty where it stands only as one of many kinds."""
        forms = self._forms[lane]
        best = max(sorted(forms), key=lambda form: (_definite(form), forms[form]))
        return "" if _VAGUE.search(best) else best

    def _plural(self, name: str) -> bool:
        return any(one.plural for one in self.mentions(self.mid(name)))

    def _doers(self, act: Act) -> set[str]:
        """Everybody of whom somewhere the same is said."""
        wanted = frozenset(stems(_words(act)))
        same = (other for other, said in self._said if _alike(act, wanted, other, said))
        return {self.lane(actor.text) for other in same for actor in other.actors}

    def _disputed(self, act: Act, own: Sequence[str]) -> bool:
        """Whether the same paper says of others what the sentence of this act says of these people."""
        paper = [(other, said) for other, said in self._said if other.document_id == act.document_id]
        deeds = [(one, said) for one, said in paper if one.span == act.span]
        return any(
            one.verb == other.verb and len(wanted & said) >= max(2, _ONE_DEED * min(len(wanted), len(said)))
            for one, wanted in deeds
            for other, said in paper
            if other.span != act.span and other.actors
            if not any(self._roles.same(mine, self.lane(actor.text)) for mine in own for actor in other.actors)
        )

    def may_tell_of(self, rule: str, subject: str) -> bool:
        """Whether a sentence names somebody of these words, or nobody who works by the agreements."""
        named = {self.lane(one.core) for one in self.mentions(rule) if not self._client(one.core)}
        return not named or bool(named & {self.lane(one.core) for one in self.mentions(subject)})

    def _leaders(self, act: Act) -> set[str]:
        """Everybody who somewhere has the same sort of lead; nobody where the act gives none."""
        same = (other for other in self._acts if act.leads is not None and other.leads == act.leads)
        return {self.lane(actor.text) for other in same for actor in other.actors}

    def alike(self, one: str, other: str) -> bool:
        """Whether two lanes may be one, or one a part of the other."""
        shared = set(one.split()) & set(other.split())
        return bool(shared) or self._roles.same(one, other) or frozenset((one, other)) in self._related

    def differ(self, one: str, other: str) -> bool:
        """Whether two lanes are surely different roles, both organisations or both persons."""
        pair = frozenset((one, other))
        if self.alike(one, other) or pair not in self._together:
            return False
        clients = [self._client(name) for name in pair]
        if any(clients):
            return not all(clients)
        return bool(_FUNCTION.fullmatch(one)) == bool(_FUNCTION.fullmatch(other))

    def _met(self, passages: Iterable[Passage]) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
        """The pairs of lanes that some sentence names side by side, and those that one of them may stand in for."""
        together: set[frozenset[str]] = set()
        related: set[frozenset[str]] = set()
        for passage in passages:
            if passage.role in SILENT_ROLES:
                continue
            items = [{self.lane(one.core) for one in self.mentions(line)} for line in _ITEMS.findall(passage.text)]
            for at, lanes_of in enumerate(items):  # items of one list are different people
                together |= {frozenset((a, b)) for other in items[:at] for a in lanes_of for b in other if a != b}
            for low, high in sentences(passage.text):
                text = passage.text[low:high]
                named = self.mentions(text)
                lanes = [self.lane(one.core) for one in named]
                pairs = {frozenset((a, b)) for a in lanes for b in lanes if a != b}
                together |= pairs
                if passage.role is Role.DEFINITION or _STANDS_IN.search(text):
                    related |= pairs
                for before, after in pairwise(named):
                    if _OF.fullmatch(text[before.end : after.start]) or before.end > after.start:
                        related.add(frozenset((self.lane(before.core), self.lane(after.core))))
        return together, related


def _definite(form: str) -> int:
    """How surely a name is one for a certain somebody: with an article of its own, without, one of many."""
    return 2 if re.match(r"(?:de|het) ", form, re.I) else 0 if re.match(r"een |elke? |iedere? ", form, re.I) else 1


def _words(act: Act) -> str:
    """What an act does, without who does it and when."""
    kept = act.action.text
    for slot in (*act.actors, act.term, act.frequency):
        kept = kept.replace(slot.text, " ") if slot else kept
    return " ".join(filter(None, (kept, act.object.text if act.object else "")))


def _alike(act: Act, wanted: frozenset[str], other: Act, said: frozenset[str]) -> bool:
    """Whether two acts may be one deed: the same verb about the same thing, or mostly the same words."""
    shared = len(wanted & said)
    least = min(len(wanted), len(said))
    if least == 0:
        return act.verb == other.verb
    return shared >= _SAME_DEED * least if act.verb == other.verb else shared > _SAME_DEED * max(len(wanted), len(said))
