"""The thesaurus at rest: concepts read from SKOS Turtle files, and what is wrong with them taken together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kb.language.thesaurus import LANGUAGES, Concept, label_keys

if TYPE_CHECKING:
    from rdflib import Graph

CONCEPTS = "urn:afsprakenwijzer:begrip:"
# Takes back a label that another file gives: SKOS has no word for that.
WITHDRAWN = "urn:afsprakenwijzer:withdrawnLabel"

_MOST_WORDS = 5


class Problem(NamedTuple):
    """Something wrong in a thesaurus: a stable `code`, the concept, and what it is about."""

    code: str
    concept: str
    about: str


class Turtle(NamedTuple):
    """Files read together; `broken` are those that are no Turtle, with what is wrong."""

    graph: "Graph"
    broken: tuple[Problem, ...]


def turtles(folder: Path) -> list[Path]:
    """The Turtle files of a folder, by name; none where there is no folder."""
    return sorted(folder.glob("*.ttl"))


def parse(files: Iterable[Path]) -> Turtle:
    """Read Turtle files into one graph; a file that cannot be read is left out and told of."""
    from rdflib import Graph

    whole, good, broken = Graph(), [], []
    for file in files:
        try:
            whole.parse(data=file.read_text(encoding="utf-8-sig"), format="turtle")
        except Exception as error:  # noqa: BLE001  (rdflib's parser raises whatever it trips over)
            broken.append(Problem("no_turtle", file.name, " ".join(str(error).split())[:200]))
        else:
            good.append(file)
    if not broken:
        return Turtle(whole, ())
    # What a file says before the place where it breaks is in the graph too. Reading the others anew is
    # for that rare day; adding up a graph for each file would cost every start a second.
    rest = parse(good)
    return Turtle(rest.graph, (*broken, *rest.broken))


def concepts(graph: "Graph") -> list[Concept]:
    """The concepts of a graph, by name; withdrawn labels and deprecated concepts out."""
    from rdflib import OWL, RDF, SKOS, URIRef
    from rdflib.term import Node

    gone = {str(subject) for subject, _, value in graph.triples((None, OWL.deprecated, None)) if str(value) == "true"}

    def labels(subject: Node, *kinds: URIRef) -> dict[str, tuple[str, ...]]:
        taken = {(str(one), _tongue(one)) for one in graph.objects(subject, URIRef(WITHDRAWN))}
        by: dict[str, list[str]] = defaultdict(list)
        for kind in kinds:
            for label in sorted(graph.objects(subject, kind), key=str):
                if (str(label), _tongue(label)) not in taken and str(label) not in by[_tongue(label)]:
                    by[_tongue(label)].append(str(label))
        return {language: tuple(found) for language, found in by.items() if found}

    def others(subject: Node, kind: URIRef) -> tuple[str, ...]:
        return tuple(sorted(_name(other) for other in graph.objects(subject, kind) if str(other) not in gone))

    return [
        Concept(
            name=_name(subject),
            said=labels(subject, SKOS.prefLabel, SKOS.altLabel),
            heard=labels(subject, SKOS.hiddenLabel),
            broader=others(subject, SKOS.broader),
            related=others(subject, SKOS.related),
        )
        for subject in sorted(graph.subjects(RDF.type, SKOS.Concept, unique=True), key=str)
        if str(subject) not in gone
    ]


def _name(concept: object) -> str:
    return str(concept).removeprefix(CONCEPTS)


def _tongue(label: object) -> str:
    """The language of a label, "nl" for "nl-NL" too; Dutch where none is given."""
    return (getattr(label, "language", None) or "nl").partition("-")[0].lower()


def loose_ends(graph: "Graph") -> list[Problem]:
    """What a graph says in vain: labels of what is no concept, withdrawals of what no concept is called.

    Mostly a name or a label that was misspelled in an overlay. Also told is a concept with more than
    one preferred label in a language, of which a reader sees the first.
    """
    from rdflib import RDF, SKOS, URIRef

    kinds = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
    held = set(graph.subjects(RDF.type, SKOS.Concept))
    known = {(subject, str(label), _tongue(label)) for kind in kinds for subject, label in graph.subject_objects(kind)}
    found = {
        Problem("no_concept", _name(subject), str(label))
        for kind in (*kinds, URIRef(WITHDRAWN))
        for subject, label in graph.subject_objects(kind)
        if subject not in held
    }
    for subject, label in graph.subject_objects(URIRef(WITHDRAWN)):
        if subject in held and (subject, str(label), _tongue(label)) not in known:
            found.add(Problem("nothing_withdrawn", _name(subject), str(label)))
    for subject in held:
        taken = {(str(label), _tongue(label)) for label in graph.objects(subject, URIRef(WITHDRAWN))}
        preferred = {(str(label), _tongue(label)) for label in graph.objects(subject, SKOS.prefLabel)} - taken
        for language in LANGUAGES:
            names = sorted(label for label, tongue in preferred if tongue == language)
            if len(names) > 1:
                found.add(Problem("two_preferred_labels", _name(subject), ", ".join(names)))
    return sorted(found)


def problems(held: Sequence[Concept]) -> list[Problem]:
    """What is wrong with concepts, taken together; nothing where they may be used as they are.

    A label may stand in two concepts only where each names the other as related, broader or
    narrower: then it leads both ways on purpose.
    """
    by_name = {concept.name: concept for concept in held}
    return [
        *(problem for concept in held for problem in _of_one(concept, by_name)),
        *_shared_labels(held, by_name),
        *(Problem("cycle", name, " > ".join(round_)) for name, round_ in _cycles(by_name)),
    ]


def _of_one(concept: Concept, by_name: Mapping[str, Concept]) -> Iterator[Problem]:
    if not concept.said.get("nl"):
        yield Problem("no_preferred_label", concept.name, "nl")
    for other in (*concept.broader, *concept.related):
        if other not in by_name:
            yield Problem("unknown_concept", concept.name, other)
    for language in LANGUAGES:
        for label in concept.labels(language):
            words = len(label_keys(label, language))
            if not 0 < words <= _MOST_WORDS:
                yield Problem("label_without_words" if not words else "label_too_long", concept.name, label)


def _shared_labels(held: Sequence[Concept], by_name: Mapping[str, Concept]) -> Iterator[Problem]:
    for language in LANGUAGES:
        leads: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
        for concept in held:
            for label in concept.labels(language):
                leads[tuple(sorted(set(label_keys(label, language))))].setdefault(concept.name, label)
        for names in leads.values():
            apart = [name for name in names if not any(_linked(name, other, by_name) for other in names)]
            if len(names) > 1 and apart:
                yield Problem("label_leads_two_ways", ", ".join(sorted(names)), next(iter(names.values())))


def _linked(name: str, other: str, by_name: Mapping[str, Concept]) -> bool:
    one, two = by_name[name], by_name[other]
    return name != other and (other in (*one.broader, *one.related) or name in (*two.broader, *two.related))


def _cycles(by_name: Mapping[str, Concept]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A round of concepts that are their own broader one, by its first name; the next is told when it is mended."""
    try:
        TopologicalSorter({name: concept.broader for name, concept in by_name.items()}).prepare()
    except CycleError as error:
        # The sorter names each before what it is broader than.
        round_ = tuple(reversed(error.args[1]))
        first = min(range(len(round_) - 1), key=lambda place: round_[place])
        turned = (*round_[first:-1], *round_[:first])
        yield turned[0], (*turned, turned[0])
