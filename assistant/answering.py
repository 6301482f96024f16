"""The answering path as one list: understand, look in the register, search, extract or word, verify."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from assistant.agreements import Told, from_register
from assistant.cautions import cautions_of
from assistant.comparing import Comparing
from assistant.conclusion import Conclusion
from assistant.conflicts import Conflicts
from assistant.disputes import positions
from assistant.extract import Said, Scored, said_by
from assistant.facts import branches
from assistant.found import Found, allowed, find
from assistant.generate import Worded, Wording
from assistant.held import Held
from assistant.lacking import lacking
from assistant.offered import offered
from assistant.place import Place, nearest
from assistant.question import Asked, Question, understand
from assistant.regions import in_words, rivals, side_by_side
from assistant.settled import Weighed, unanswered
from assistant.supported import of_the_question
from assistant.table import MOST_ROWS, laid_out, table
from assistant.then_and_now import then_and_now
from assistant.turns import leaned_on
from assistant.verdict import premise_denied, verdict
from assistant.verify import Verifier
from assistant.who import actors, naming_first
from kb.answer import (
    Answer,
    Answered,
    Caution,
    Citation,
    Claim,
    Disputed,
    NeedsFact,
    NotFound,
    Option,
    Partial,
    QuestionKind,
    Timings,
    Verdict,
)
from kb.consistency.finding import Finding
from kb.model import Passage, Span
from kb.search.asked import Word
from kb.search.indexes import Indexes

if TYPE_CHECKING:
    from kb.neural.language_model import LanguageModel

_RELATED = 3


class Answering:
    """One question on its way to an answer."""

    # what a model may word: the question and what was found for it, where the passages answer
    wordable: tuple[Question, Found] | None = None

    def __init__(
        self, held: Held, indexes: Indexes, asked: Asked, findings: Callable[[date], Sequence[Finding]]
    ) -> None:
        self._started = time.perf_counter()
        self._search_ms = 0.0
        self._held, self._indexes, self._asked, self._on = held, indexes, asked, asked.on
        self._findings = findings

    def walk(self) -> Answer:
        """Understand and answer."""
        question = self._understood()
        if compared := self._compared(question):
            return compared
        if question.elsewhere:  # nothing of that place is held, and another's rules are no answer
            return NotFound(**self._shared(question, (), ()))
        if question.region is None and len(question.named) > 1:
            together = self._per_region(question)
            self.wordable = None  # each region answers in its own words
            return together
        return self._one(question)

    def weighed(self) -> Weighed | None:
        """The evidence alone."""
        return self._find(self._understood()).weighed

    def _understood(self) -> Question:
        return understand(
            self._asked.text,
            region=self._asked.region,
            language=self._asked.lang,
            history=self._asked.history,
            regions=sorted({document.region for document in self._held.documents}),
            known_words=self._indexes.search.vocabulary,
        )

    def _one(self, question: Question) -> Answer:
        told = from_register(question, self._held, self._on)
        return self._from_passages(question) if told is None else self._as_told(question, told)

    def _as_told(self, question: Question, told: Told) -> Answer:
        """The answer to a question about an agreement itself, from the register."""
        if len({claim.citations[0].region for claim in told.claims}) > 1 and question.region is None:
            return self._which_region(question, told.claims)
        return self._concluded(question, Conclusion(told.claims, told.verdict, missing=told.missing), related=[])

    def _per_region(self, question: Question) -> Answer:
        """The answers of the regions named side by side, each searched and cited by itself; no verdict over both."""
        answers = {name: self._one(question.model_copy(update={"region": name})) for name in question.named}
        shared = self._shared(question, (), ())
        shared["related"] = tuple(near for answer in answers.values() for near in answer.related)[:_RELATED]
        together = side_by_side(answers, shared)
        return together.model_copy(update={"cautions": self._cautions(together.claims, None, together.claims)})

    def _compared(self, question: Question) -> Answer | None:
        """The table that a question asks for; None where it asks for none, or fewer than two regions fill it."""
        search, asked = self._indexes.search, self._asked
        wanted = Comparing(self._held, search, self._on).wanted(question, asked.history, asked.region)
        found = wanted and table(wanted, self._held, search.thesaurus.synonyms, self._on, most=MOST_ROWS)
        shared = self._shared(question.model_copy(update={"kind": QuestionKind.COMPARE, "region": None}), (), ())
        shared["cautions"] = self._cautions(found.claims, None, ()) if found else ()
        return laid_out(found, wanted, shared) if wanted and found else None

    def _which_region(self, question: Question, claims: Sequence[Claim]) -> Answer:
        """Ask which region is meant, with what each leads to: rules of two regions are never mixed."""
        regions = dict.fromkeys(claim.citations[0].region for claim in claims)
        each = {one: [claim for claim in claims if claim.citations[0].region == one] for one in regions}
        return self._needs("region", question, each)

    def _needs(self, fact: str, question: Question, each: Mapping[str, Sequence[Claim]]) -> Answer:
        """Ask for the one fact that decides; `each` has the claims that a value of it leads to."""
        verified = {value: self._verifier(question).verified(claims) for value, claims in each.items()}
        options = tuple(
            Option(value=value, label=in_words(value) if fact == "region" else value, claims=claims)
            for value, claims in verified.items()
            if claims
        )
        claims = [claim for option in options for claim in option.claims]
        if len(options) < 2:  # only one side could be proved: that is an answer
            return self._concluded(question, Conclusion(claims), related=[])
        shared = self._shared(question, (), ())
        return NeedsFact(fact=fact, options=options, cautions=self._cautions(claims, None, claims), **shared)

    # ---- from the passages ----------------------------------------------------------------------

    def _from_passages(self, question: Question) -> Answer:
        found, held = self._find(question), self._held
        if both := then_and_now(question, found.wanted, found.ranking, held, self._on):
            claims = tuple(self._first_claim([one]) for one in both)
            compared = question.model_copy(update={"kind": QuestionKind.COMPARE})
            return self._concluded(compared, Conclusion(claims), related=found.places)
        if not found.ranking or found.weighed is None or unanswered(found.weighed.evidence):
            return self._concluded(question, Conclusion((), notices=("danger",) * found.danger), related=found.places)
        regions = rivals(question, found.ranking, held)
        if len(regions) > 1:
            return self._which_region(question, [self._first_claim(own) for own in regions])
        if decides := branches(question, found.ranking, held):
            each = {value: [self._first_claim([one])] for value, one in decides.values.items()}
            return self._needs(decides.fact, question, each)
        disagreeing = tuple(self._first_claim([one]) for one in positions(found.wanted, found.ranking, held, self._on))
        if disagreeing and not self._conflicts(disagreeing).settled():
            return self._concluded(question, Conclusion(disagreeing, disputed=True), related=found.places)
        answer = self._concluded(question, self._conclusion(question, found), related=found.places)
        self.wordable = (question, found) if answer.claims else None
        return answer

    def _conclusion(self, question: Question, found: Found) -> Conclusion:
        """What the best sentences amount to."""
        held = self._held
        said = naming_first(question, found.asking, said_by(found.ranking, self._cite), held)
        missing = lacking(found, said, held)
        ruled = None if missing else verdict(question, found.asking, said, held, self._weight)
        if ruled is not None:  # a verdict stands beside its quote
            said = [said[ruled[1]], *(one for one in said if one is not said[ruled[1]])]
        who = actors(question, found.asking, said, held)
        return Conclusion(
            tuple(one.claim for one in said),
            ruled[0] if ruled is not None else None,
            who,
            missing,
            follow_ups=() if missing else offered(question, said, held),
            notices=self._notices(question, found, said),
        )

    def _notices(self, question: Question, found: Found, said: Sequence[Said]) -> tuple[str, ...]:
        denied = premise_denied(question, found.asking, said, self._held, self._weight)
        return ("danger",) * found.danger + ("premise",) * denied

    def _weight(self, word: Word) -> float:
        return self._indexes.search.known(word).weight

    def _first_claim(self, ranking: Sequence[Scored]) -> Claim:
        return said_by(ranking, self._cite)[0].claim

    def _find(self, question: Question) -> Found:
        before = time.perf_counter()
        found = find(question, self._held, self._indexes.search, self._on)
        self._search_ms += (time.perf_counter() - before) * 1000
        return found

    # ---- worded by a model ------------------------------------------------------------------------

    def worded(self, default: Answer, model: "LanguageModel") -> Iterator[Claim | Answer]:
        """The claims of a model as it writes them, then the answer; the default one, said so, where none holds."""
        if self.wordable is None:
            yield from default.claims
            yield default
            return
        question, found = self.wordable
        wording = Wording(
            question,
            leaned_on(self._asked.text, self._asked.history),
            found,
            model=model,
            held=self._held,
            search=self._indexes.search,
            cite=self._cite,
            verifier=self._verifier(question),
        )
        yield from wording.claims()
        if said := wording.worded.said:
            answer = self._as_worded(question, found, wording.worded, default)
            yield from answer.claims[len(said) :]
            yield answer
            return
        yield from default.claims
        yield default.model_copy(update={"cautions": (*default.cautions, Caution(code="extract_fallback"))})

    def _as_worded(self, question: Question, found: Found, worded: Worded, default: Answer) -> Answer:
        """The answer of a model: its claims, with the verdict and actors that the rules read in their sentences."""
        said = worded.said
        claims = [one.claim for one in said]
        if not worded.whole:  # what it did not come to say may be the exception
            cited = {citation for claim in claims for citation in claim.citations}
            claims += [claim for claim in default.claims if cited.isdisjoint(claim.citations)]
        ruled = verdict(question, found.asking, said, self._held, self._weight)
        who = actors(question, found.asking, said, self._held)
        stands = ruled[0] if ruled else None
        missing = (*lacking(found, said, self._held), *of_the_question(worded.not_settled, question))
        contrary = stands is not None and worded.verdict is not None and worded.verdict != stands.value
        others = who and worded.actors and not any(self._held.roles.same(a, b) for a in who for b in worded.actors)
        notices = ("model_disagrees",) * bool(contrary or others) + self._notices(question, found, said)
        shared = self._shared(question, found.places, claims)
        cautions = (*(Caution(code=code) for code in notices), *self._cautions(claims, stands, claims[:1]))
        shared |= {"claims": tuple(claims), "verdict": stands, "actors": who, "cautions": cautions}
        shared |= {"composed_by": "generate", "follow_ups": () if missing else default.follow_ups}
        return Partial(missing=tuple(dict.fromkeys(missing)), **shared) if missing else Answered(**shared)

    # ---- out --------------------------------------------------------------------------------------

    def _concluded(self, question: Question, end: Conclusion, *, related: Sequence[Place]) -> Answer:
        """The answer with what survives verification; nothing left is not found."""
        verified = self._verifier(question).verified(end.claims)
        shared = self._shared(question, related, verified)
        notices = tuple(Caution(code=code) for code in end.notices)
        if not verified:
            return NotFound(missing=end.missing, cautions=notices, **shared)
        whole = verified[0] == end.claims[0]  # what was concluded from a claim that fell may not be shown
        said = end.verdict if whole else None
        shared |= {"claims": verified, "verdict": said, "actors": end.actors if whole else ()}
        cautions = self._cautions(verified, said, verified[:1], disputed=end.disputed and len(verified) > 1)
        shared |= {"cautions": notices + cautions, "follow_ups": end.follow_ups}
        if end.missing:
            return Partial(missing=end.missing, **shared)
        return Disputed(**shared) if end.disputed and len(verified) > 1 else Answered(**shared)

    def _verifier(self, question: Question) -> Verifier:
        return Verifier(self._held, allowed(question))

    def _cite(self, passage: Passage, span: Span) -> Citation:
        return self._held.cite(passage, span, self._on)

    def _shared(self, question: Question, related: Sequence[Place], claims: Sequence[Claim]) -> dict[str, Any]:
        """What every outcome carries."""
        total = (time.perf_counter() - self._started) * 1000
        return {
            "kind": question.kind,
            "language": question.language,
            "region": question.region,
            "on": self._on,
            "related": nearest(related, claims, _RELATED),
            "timings": Timings(search_ms=round(self._search_ms, 2), total_ms=round(total, 2)),
        }

    def _conflicts(self, claims: Sequence[Claim]) -> Conflicts:
        return Conflicts(claims, self._findings(self._on) if claims else (), self._held, self._on)

    def _cautions(
        self, claims: Sequence[Claim], verdict: Verdict | None, answering: Sequence[Claim], *, disputed: bool = False
    ) -> tuple[Caution, ...]:
        """What contradicts the claims, gravest in what the answer is read from, then what else goes with them."""
        against = self._conflicts(claims).cautions(answering, disputed=disputed)
        return (*against, *cautions_of(claims, verdict, self._held, self._on))
