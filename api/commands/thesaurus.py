"""The command `thesaurus`: what the words of a place are, what is wrong with them, and what a question reaches."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.commands.door import REFUSED, AsJson, Door, Language, write_json

if TYPE_CHECKING:
    from rdflib import Graph

    from api.sentences import Lang
    from kb.language.skos import Problem
    from kb.language.thesaurus import Concept
    from kb.search.asked import Asked

_LINE = re.compile(r"at line (\d+) ")
_MOST_SHOWN = 8  # labels of a concept that a person is shown


def thesaurus(
    context: typer.Context,
    *,
    words: Annotated[
        list[str] | None, typer.Argument(help="A question, to see which concepts it reaches.", show_default=False)
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Exit code 4 where anything is wrong.")] = False,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """Show the words that are known, check them, or try a question on them."""
    door = Door.of(context, as_json=as_json, lang=lang)
    if words:
        _try(door, " ".join(words))
        return
    found = _look(door.settings().data / "thesaurus", door.lang)
    if door.as_json:
        write_json(found)
    else:
        _show(found, door.lang)
    for problem in found["problems"]:
        if not door.as_json:
            typer.echo(problem["message"], err=True)
    if check and found["problems"]:
        raise typer.Exit(REFUSED)


def _try(door: Door, question: str) -> None:
    from kb.language.tongue import detect
    from kb.search.asked import read

    with door.workplace() as workplace:
        files = workplace.thesaurus
        now = files()
        asked = read(question, detect(question), now, ())
    found = [
        {
            "words": list(word.written),
            "concepts": [
                {"name": name, "preferred": now.concepts[name].preferred(asked.language)} for name in word.concepts
            ],
        }
        for word in asked.words
        if word.concepts or not word.idle
    ]
    if door.as_json:
        write_json({"language": asked.language, "items": found})
    else:
        _show_reached(asked, now.concepts, door.lang)
        for problem in files.broken:
            typer.echo(_in_words(problem, door.lang), err=True)


def _show_reached(asked: "Asked", concepts: "dict[str, Concept]", lang: "Lang") -> None:
    from api.sentences import sentence

    for word in asked.words:
        written = " ".join(word.written)
        for name in word.concepts:
            labels = concepts[name].labels(asked.language)[1:]
            shown = ", ".join(labels[:_MOST_SHOWN]) + (", …" if len(labels) > _MOST_SHOWN else "")
            facts = {"words": written, "concept": name, "preferred": concepts[name].preferred(asked.language)}
            typer.echo(sentence("thesaurus_reached", facts | {"labels": shown}, lang))
        if not word.concepts and not word.idle:
            typer.echo(sentence("thesaurus_not_reached", {"words": written}, lang))
    if not asked.words:
        typer.echo(sentence("thesaurus_nothing_asked", {}, lang))


def _look(folder: Path, lang: "Lang") -> dict[str, Any]:
    """What the shipped files and those of the folder hold together, what each of the latter does, what is wrong."""
    from kb.language.overlay import SHIPPED
    from kb.language.skos import concepts, loose_ends, parse, problems, turtles
    from kb.language.thesaurus import LANGUAGES

    shipped = parse(turtles(SHIPPED))
    graph, broken = shipped.graph, list(shipped.broken)
    base = {concept.name: concept for concept in concepts(graph)}
    own, files = [], []
    for file in turtles(folder):
        part = parse([file])
        broken += part.broken
        if not part.broken:
            own.append(part.graph - graph)
            graph += own[-1]  # for as long as it is measured: a copy of the shipped graph takes a second
            files.append({"file": file.name} | _effect(base, graph))
            graph -= own[-1]
    for one in own:
        graph += one
    held = concepts(graph)
    wrong = [*broken, *loose_ends(graph), *problems(held)]
    return {
        "concepts": len(held),
        "labels": {language: sum(len(concept.labels(language)) for concept in held) for language in LANGUAGES},
        "folder": str(folder.absolute()),
        "files": files,
        "problems": [problem._asdict() | {"message": _in_words(problem, lang)} for problem in wrong],
    }


def _effect(base: "dict[str, Concept]", graph: "Graph") -> dict[str, int]:
    """What comes and goes with the file that turned the shipped concepts into those of the graph."""
    from kb.language.skos import concepts

    now = {concept.name: concept for concept in concepts(graph)}
    before, after = _labels(base), _labels(now)
    return {
        "concepts_added": len(now.keys() - base.keys()),
        "concepts_removed": len(base.keys() - now.keys()),
        "labels_added": len(after - before),
        "labels_removed": len(before - after),
    }


def _labels(concepts: "dict[str, Concept]") -> set[tuple[str, str, str]]:
    from kb.language.thesaurus import LANGUAGES

    return {
        (name, language, label)
        for name, concept in concepts.items()
        for language in LANGUAGES
        for label in concept.labels(language)
    }


def _show(found: dict[str, Any], lang: "Lang") -> None:
    from api.sentences import sentence

    counts = {"concepts": found["concepts"], "dutch": found["labels"]["nl"], "english": found["labels"]["en"]}
    typer.echo(sentence("thesaurus_holds", {name: str(count) for name, count in counts.items()}, lang))
    code = "thesaurus_folder" if found["files"] else "thesaurus_folder_empty"
    typer.echo(sentence(code, {"folder": found["folder"]}, lang))
    for file in found["files"]:
        typer.echo(sentence("thesaurus_file", {name: str(value) for name, value in file.items()}, lang))
    if not found["problems"]:
        typer.echo(sentence("thesaurus_fine", {}, lang))


def _in_words(problem: "Problem", lang: "Lang") -> str:
    from api.sentences import sentence

    facts = {"concept": problem.concept, "about": problem.about}
    if problem.code == "no_turtle" and (line := _LINE.search(problem.about)):
        facts["line"] = line[1]
    return sentence(f"thesaurus_{problem.code}", facts, lang)
