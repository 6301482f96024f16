"""What is asked: language, kind, region, and the words to search with, follow-ups resolved."""

import re
from collections.abc import Container, Sequence
from typing import Literal

from kb.answer import QuestionKind
from kb.language.dutch import detect, tokens
from kb.model import Noun

Language = Literal["nl", "en"]


class Turn(Noun):
    """An earlier question with the text of its answer, as the client kept it."""

    question: str
    answer: str


class Question(Noun):
    """A question understood; `named` are the regions that it names itself.

    `search_text` has the names of regions taken out, `topic` also the words that only make it a
    question ("nodig", "gebeurt", "hoeveel dagen"): whether the documents know the topic decides
    whether there is an answer.
    """

    text: str
    search_text: str
    topic: str
    kind: QuestionKind
    language: Language
    region: str | None
    named: tuple[str, ...]
    yes_no: bool
    elsewhere: bool


def understand(
    text: str,
    *,
    region: str | None,
    language: Language | None,
    history: Sequence[Turn],
    regions: Sequence[str],
    known_words: Container[str],
) -> Question:
    """Understand a question among the `regions` held and the words that their texts know.

    A region that is set goes before the one that the question names. A follow-up ("en als er
    kinderen zijn?") is searched with the words of the question before it and keeps its kind.
    """
    asked = _last_question(text)
    search_text, named = _without_regions(text, regions)
    kind = kind_of(asked)
    if history and _is_follow_up(asked):
        search_text = f"{history[-1].question} {search_text}"
        kind = kind_of(history[-1].question) if kind is QuestionKind.OTHER else kind
    search_text = search_text.strip() or text
    return Question(
        text=text,
        search_text=search_text,
        topic=_LIGHT.sub(" ", search_text).strip() or search_text,
        kind=kind,
        language=language or detect(text),
        region=region or (named[0] if len(named) == 1 else None),
        named=named,
        yes_no=bool(_YES_NO.match(asked)),
        elsewhere=_names_elsewhere(search_text, known_words) and not (region and region in named),
    )


def _without_regions(text: str, regions: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The text without the names of regions, and the regions named: "Utrechtse" and "een Utrechter" name one too."""
    named: list[str] = []
    rest = text
    for name in regions:
        words = re.escape(name).replace("\\-", "[ -]")
        shape = rf"\b(?:(?:in|voor|van|bij) )?(?:de )?(?:regio |gemeente |stad )?{words}(?:s|se|er|ers)?\b"
        if name not in _NO_PLACE and re.search(shape, text, re.I):
            named.append(name)
            rest = re.sub(shape, " ", rest, flags=re.I)
    return rest, tuple(named)


_NO_PLACE = frozenset({"landelijk", "onbekend"})
_PLACE = re.compile(
    r"\b(?:in|te|regio|gemeente|stad)\s+(?P<name>(?:Den |De |Sint |Nieuwe? )?[A-Z][a-zà-ÿ]{3,}(?:-[A-Z]\w+)?)"
)


def _names_elsewhere(text: str, known_words: Container[str]) -> bool:
    """Whether the question is about a place that no text held knows: another place's rules are no answer."""
    return any(tokens(found["name"])[-1] not in known_words for found in _PLACE.finditer(text))


# The first kind whose words are met; the order goes from what is said most specifically.
_KINDS: tuple[tuple[QuestionKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.I))
    for kind, pattern in (
        (
            QuestionKind.VALIDITY,
            r"\b(?:tot wanneer|vanaf wanneer|sinds wanneer|hoe lang (?:geldt|loopt|duurt)"
            r"|nog (?:steeds )?(?:geldig|van kracht"
            r"|in werking)|geldig(?:heid)?|looptijd|einddatum|ingangsdatum|verlopen|afgelopen|until when"
            r"|still (?:valid|apply"
            r"|in force)|expired?)\b|\bgeld(?:t|en)\b.*\b(?:nog|wanneer)\b|\bloopt\b.*\b(?:af|wanneer)\b",
        ),
        (
            QuestionKind.DUPLICATE,
            r"\b(?:dubbel\w*|al (?:eerder )?gemeld|nogmaals|opnieuw (?:aan)?meld\w*|duplicate\w*|twice)\b",
        ),
        (
            QuestionKind.CONSENT,
            r"\b(?:toestemming\w*|instemm\w*|akkoord|medeweten|machtig\w*|consent"
            r"|permission)\b",
        ),
        (
            QuestionKind.WHO_LEADS,
            r"\b(?:regie\w*|\w+regie|leiding|voorzit\w*|zit .* voor|trekker|trekt|coördin\w*|eindverantwoordelijk\w*"
            r"|aan het roer|leads?|chairs?|in charge)\b",
        ),
        (
            QuestionKind.REGISTRATION,
            r"\b(?:registr\w*|geregistreerd|rapport\w*|bijhoud\w*|houdt .* bij|vastleg\w*|vastgelegd|monitor\w*"
            r"|record)\b",
        ),
        (
            QuestionKind.DATA_SHARING,
            r"\b(?:persoonsgegevens|gegevens|privacy|avg|delen|gedeeld|doorgeven|uitwissel\w*|verstrek\w*|share"
            r"|personal data)\b",
        ),
        (
            QuestionKind.CONTACT,
            r"\b(?:telefoonnummer|telefoon|bellen|e-?mail\w*|mailadres|adres|contactpersoon|bereikbaar|phone"
            r"|contact)\b",
        ),
        (
            QuestionKind.APPLIES_TO,
            r"\b(?:van toepassing|voor wie|doelgroep|valt .* onder|ook voor|geldt .* voor|betrekking op"
            r"|apply to|applies to)\b",
        ),
        (
            QuestionKind.DEFINITION,
            r"\b(?:wat (?:is|zijn|betekent|houdt)|wat (?:wordt|worden|verstaan|verstaat)\b.{0,20}\bverstaan"
            r"|wat versta\w+|definitie|wanneer spreken|what is)\b",
        ),
        (QuestionKind.COMPARE, r"\b(?:verschil\w*|vergelijk\w*|in tegenstelling|difference|compare)\b"),
        (
            QuestionKind.STEPS,
            r"\b(?:stappen|stappenplan|hoe verloopt|hoe gaat .* in zijn werk|volgorde|steps|how does)\b",
        ),
        (
            QuestionKind.WHO_ACTS,
            r"\b(?:wie|welke (?:partij|organisatie|instantie)\w*|bij wie|door wie|aan wie"
            r"|who)\b",
        ),
    )
)
_LIGHT = re.compile(
    r"\b(?:nodig|erbij|halen|haalt?|gebeur(?:t|en|d)|geworden|zit|zitten|doet?|doen|gedaan|komt?|komen|gaat?"
    r"|gaan|krijg(?:t|en)?"
    r"|weten|weet|vinden|vindt|staat|staan|graag|precies|eigenlijk|vraag|situatie|gevallen?|binnen|lang|snel"
    r"|vaak|hoeveel"
    r"|hoeveelste|wanneer|waarom|dagen|weken|maanden|keer|termijn|bedoeld|gelden|geldt|versta\w+|betekent"
    r"|betekenen|bijvoorbeeld|collega"
    r"|hallo|hoi|even"
    r"|dus|gewoon|toch|need(?:ed)?|happens?|long|often|many|much|get|know)\b",
    re.I,
)
_YES_NO = re.compile(
    r"\s*(?:is|zijn|mag|mogen|moet|moeten|kan|kunnen|geldt|gelden|heeft|hebben|valt|vallen|wordt|worden|hoeft?"
    r"|hoeven|mogen"
    r"|loopt|gaat|doet|bestaat|are|may|must|can|should|does|do|has|have|will)\b",
    re.I,
)
_FOLLOW_UP = re.compile(
    r"\s*(?:en|maar|of|and|but)\b.{0,80}$|.*\b(?:dat|dit|die|daar\w*|hij|zij|ze|hem|haar|that|it|they)\b.{0,30}$",
    re.I | re.S,
)


def kind_of(asked: str) -> QuestionKind:
    """The kind of a question by its words; `other` where none tells."""
    return next((kind for kind, words in _KINDS if words.search(asked)), QuestionKind.OTHER)


def _last_question(text: str) -> str:
    """The last sentence that asks: what comes before it is the situation."""
    sentences = [part.strip() for part in re.split(r"(?<=[.?!])\s+", text.strip()) if part.strip()]
    asking = [part for part in sentences if part.endswith("?")]
    return (asking or sentences or [text])[-1]


def _is_follow_up(asked: str) -> bool:
    return len(tokens(asked)) <= 10 and bool(_FOLLOW_UP.match(asked))
