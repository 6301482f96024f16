"""The rule vague_consent: consent or sharing on a condition that nobody can act on."""

import re
from collections.abc import Iterator, Sequence

from kb.consistency.finding import Found, Relation, Rule
from kb.consistency.paper import Paper, Sentence
from kb.consistency.wording.headed import heading_words
from kb.consistency.wording.telling import only_tells
from kb.language.dutch import stems
from kb.model import Role
from kb.process.narrative import tells

_CASES = r"(?:gevallen|situaties|omstandigheden|uitzonderingsgevallen|zaken|casussen|momenten|geval|situatie|casus)"
# Cases that are said to exist and are not named.
_OPEN = re.compile(
    rf"\b(?:in|bij|onder) (?:(?:heel|zeer|een aantal|een enkel|hoge) )?(?:sommige|bepaalde|bijzondere|enkele|enige"
    rf"|uitzonderlijke|specifieke|andere|voorkomende|zwaarwegende|dringende|passende|zulke|enkel|bijzonder"
    rf"|uitzonderlijk|voorkomend) {_CASES}\b"
    rf"|\b(?:soms|somtijds|een enkele keer|af en toe|bij (?:hoge )?uitzondering|bij wijze van uitzondering"
    rf"|onder omstandigheden)\b"
    rf"|\bniet (?:altijd|in alle gevallen|in elk geval|steeds|in alle situaties)\b",
    re.I,
)
# A condition that says only that there is one, or leaves it to whoever acts.
_HOLLOW = re.compile(
    r"\b(?:als|indien|wanneer|waar|zodra|voor zover|mits)\b[^.;:]{0,40}?\b(?:daar(?:toe|voor)?|hier(?:toe|voor)?"
    r"|er) (?:\w+ ){0,3}(?:aanleiding|reden(?:en)?|grond)\b[^.,;:]{0,30}"
    r"|\b(?:als|indien|wanneer|waar|zodra|voor zover)\b[^.,;:]{0,30}?\b(?:omstandigheden|situatie|geval|casus)\b"
    r"[^.,;:]{0,40}\b(?:aanleiding|vra(?:agt|gen)|vereis\w+|rechtvaardig\w+|verlang\w+|toela\w+|nop\w+)\b[^.,;:]{0,20}"
    r"|\b(?:als|indien|wanneer|waar) (?:dat|dit|het|zij dat|hij dat|men dat)\b(?: (?!niet\b)\w+){0,6}? (?:past|passend"
    r"|wenselijk|gewenst|nuttig|verstandig|opportuun|verantwoord|zinvol|aangewezen|redelijk)\b(?: (?:is|acht|achten"
    r"|vindt|vinden))?"
    # what whoever acts thinks of it: "als de medewerker dat passend vindt", and not what for
    r"|\b(?:als|indien|wanneer|waar|zodra|voor zover|mits) (?!(?:de|het|een|die|deze) (?:\w+ )?(?:inwoner|bewoner"
    r"|huurder|cliënt|klant|betrokkene|ouder|kind|melder|persoon|burger|jongere)\b)(?:[\w'-]+ ){1,5}?"
    r"(?:(?:dat|dit|het) (?:\w+ ){0,2}?(?:nodig|noodzakelijk|passend|gepast|wenselijk|gewenst|nuttig|verstandig"
    r"|raadzaam|opportuun|verantwoord|zinvol|aangewezen|redelijk|beter) (?:acht|achten|vindt|vinden|oordeelt)"
    r"|(?:daar|er) (?:\w+ ){0,2}?(?:reden|aanleiding|noodzaak) (?:(?:toe|voor) )?(?:ziet|zien))\b"
    r"(?!,? (?:voor|om|omdat|vanwege|wegens|gezien|in|bij|dat|op|volgens|binnen|conform|aan)\b)"
    r"|\bnaar (?:haar|zijn|hun|eigen|diens)(?: eigen)? (?:oordeel|inzicht|believen|goeddunken)\b"
    r"|\bnaar (?:het )?(?:oordeel|inzicht) van (?:de|het|een) \w+"
    r"|\b(?:beoorde(?:elt|len)|besli(?:st|ssen)|bepa(?:alt|len)|bekijk(?:t|en)|we(?:egt|gen)) (?:\w+ ){0,4}?(?:zelf|per"
    r" (?:geval|casus|situatie|keer)) (?:af )?(?:\w+ ){0,3}?of\b"
    r"|\bom (?:haar|zijn|hun|hem|haar|hen) moverende redenen\b|\b(?:om|wegens|bij) (?:zwaarwegende|gewichtige|dringende"
    r"|goede) redenen\b"
    r"|\bnaar (?:bevind van zaken|gelang de (?:situatie|omstandigheden))\b"
    r"|\bafhankelijk van de (?:situatie|omstandigheden|casus|ernst)\b",
    re.I,
)
# A rule that holds as far as it goes.
_HEDGE = re.compile(
    r"\b(?:zo ?veel mogelijk|zo nodig|zonodig|indien nodig|waar nodig|waar mogelijk|indien mogelijk|zo mogelijk"
    r"|in beginsel|in principe|in de regel|doorgaans|meestal|gewoonlijk|vaak)\b",
    re.I,
)
_CONSENT = r"(?:toestemming\w*|instemming|machtiging|akkoord|goedkeuring|handtekening)"
_NAMES_CONSENT = re.compile(rf"\b(?:{_CONSENT}|ingestemd|instem(?:t|men)|(?:daar|hier|er)mee eens|goedvind\w*)\b", re.I)
_ITSELF = re.compile(r"\btoestemming\w*\b", re.I)
# What is said of the consent: that it may be absent, is enough, or is needed. Refusing it is no rule.
_RULES = re.compile(
    rf"\bzonder\b[^.;:]{{0,40}}\b(?:{_CONSENT}|ingestemd)|\bgeen (?:\w+ ){{0,2}}{_CONSENT}\b(?!\s+(?:geeft|geven|heeft"
    rf"|hebben|gegeven|krijgt|is gegeven))"
    rf"|\b{_CONSENT}\b[^.;:]{{0,80}}\b(?:nodig|vereist|verplicht|voldoende|volstaat|achterwege|gevraagd|vooraf|uitgangspunt)"
    rf"|\b(?:voldoende|volstaat|vereist|vraagt|vragen|nodig|achterwege)\b[^.;:]{{0,60}}\b{_CONSENT}"
    rf"|\b(?:met|na|pas na|alleen met|op basis van) (?:\w+ ){{0,3}}{_CONSENT}|\bgrond\b"
    r"|\bingestemd\b|\binstem(?:t|men)\b|\b(?:daar|er|hier)mee eens\b|\bgoedvind\w*",
    re.I,
)
_DEVIATES = re.compile(
    r"\b(?:daarvan|hiervan|van (?:deze|die|dit|dat) (?:regel|uitgangspunt|eis|vereiste|bepaling|voorwaarde)"
    r"|ervan|er)\b[^.;:]{0,50}\b(?:afgezien|afgeweken|afwijken|afzien|afwijkt|afziet)\b"
    r"|\b(?:dat|dit|het) (?:kan|mag|hoeft)\b[^.;:]{0,40}\b(?:ook zonder|anders|niet)\b"
    r"|\b(?:daar|hier)op\b[^.;:]{0,40}\buitzondering\w*",
    re.I,
)
_SHARES = re.compile(
    r"\b(?:gegevens|persoonsgegevens|informatie)\b[^.;:]{0,60}\b(?:delen|gedeeld|deelt|uitgewisseld|uitwisselen"
    r"|verstrek\w+|doorge\w+|verwerk\w*)\b|\b(?:delen|deelt|verstrek\w+|wisselen|verwerk\w*)\b[^.;:]{0,60}"
    r"\b(?:gegevens|persoonsgegevens|informatie)\b",
    re.I,
)
# Telling others of somebody, where the section is on privacy or consent.
_TELLS = re.compile(
    r"\b(?:bespreken|bespreekt|besproken|inlichten|ingelicht|informeren|geïnformeerd|vertellen|verteld|meedelen|meegedeeld"
    r"|doorgeven|doorgegeven|delen|gedeeld)\b",
    re.I,
)
_ON_PRIVACY = re.compile(
    r"\b(?:privacy|\w*gegevens|\w*toestemming|geheimhouding|informatie-?(?:deling|uitwisseling))\b", re.I
)
_MAY = re.compile(r"\b(?:mag|mogen|kan|kunnen|toegestaan|hoef(?:t|ven)|bevoegd)\b", re.I)
_PRIVATE = re.compile(
    r"gegevens|privacy|informatie|toestemming|inlicht|deelt|delen\b|ingelicht|besproken|bespreken|gedeeld", re.I
)
# What follows names the cases after all.
_NAMES = re.compile(
    r"\b(?:namelijk|te weten|zoals|bijvoorbeeld|waaronder|bedoeld in|genoemd in|beschreven in|opgenomen in|vermeld in"
    r"|hieronder|de volgende|dat wil zeggen|(?:artikel|bijlage|paragraaf|hoofdstuk)\s+[\dA-Z])|:\s*$|\(artikel"
    r"|\b(?:op grond van|volgens|conform|aan de hand van) (?:de |het |een )?\w*(?:code|protocol|wet|richtlijn|reglement"
    r"|regeling|criteria|kader)\b",
    re.I,
)
_EXPLAINS = re.compile(
    r"^\W*(?:\d+\.|[a-z]\.)?\s*(?:dat|dit|het) (?:is|gaat|geldt|betreft|kan|mag|betekent|doet zich)\b"
    r"|^\W*(?:de(?:ze)?|die|zulke) (?:gevallen|situaties|uitzonderingen|omstandigheden)\b"
    r"|^\W*(?:daarvan|hiervan|daarbij|hierbij) (?:is|gaat|valt|kan)\b|^\W*(?:denk aan|bijvoorbeeld|zoals|namelijk"
    r"|alleen|uitsluitend|uitzondering\w*|wel\b|tenzij|behalve|in afwijking)\b"
    r"|\bgevallen staan\b|\bsituaties staan\b|\buitzonderingen staan\b",
    re.I,
)
_EXCEPTS = re.compile(
    r"\b(?:tenzij|behalve|behoudens|uitgezonderd|met uitzondering van|uitzondering\w*|in afwijking)\b", re.I
)
_CLAUSE = re.compile(
    r"\b(?:als|indien|wanneer|tenzij|mits|zodra|zolang|nadat|voor zover|omdat|behalve|behoudens|totdat|voordat)\b"
    r"(?P<clause>[^.;:,]{3,160})",
    re.I,
)
_DANGER = re.compile(
    r"\b(?:bij|in|ter|wegens|vanwege)\b[^.;:,]{0,30}\b(?:\w*gevaar\w*|nood\w*|acute?|crisis\w*|spoed\w*|calamiteit\w*"
    r"|levens\w+|onveilig\w*|misdrij\w+|strafba\w+|mishandeling|wettelijke?)\b",
    re.I,
)
_EMPTY = frozenset(
    stems(
        "omstandigheden situatie situaties geval gevallen aanleiding nodig noodzakelijk wenselijk passend past oordeel"
        " beter goed redenen reden mogelijk bijzonder bijzondere daartoe toestemming gegevens instemming instemmen"
        " ingestemd delen gedeeld inwoner betrokkene huurder persoon cliënt verwerking persoonsgegevens partij partijen"
        " professional medewerker grond gewenst zaak casus vragen geven"
    )
)
_BESIDE = re.compile(
    rf"\s*(?:,|met\b(?! (?:\w+ ){{0,2}}{_CONSENT})|door\b|via\b|samen\b|schriftelijk|mondeling|opnieuw"
    r"|vooraf\b(?! toestemming))",
    re.I,
)
_REFUSES = re.compile(
    rf"\b(?:geeft|geven|gaf|gaven|krijgt)\b[^.;:]{{0,60}}\b(?:geen|niet) (?:\w+ )?{_CONSENT}"
    rf"|\b{_CONSENT}\b[^.;:]{{0,40}}\b(?:weiger\w*|geweigerd|ingetrokken|intrek\w*)",
    re.I,
)
_LONGEST = 1500  # characters of a sentence that are read
# Without one of these a sentence is no rule on consent or sharing: looked for first, as they are quick to find.
_SPEAKS = (
    *("toestemming", "instem", "ingestemd", "akkoord", "machtiging", "goedkeuring", "goedvind", "handtekening"),
    *("mee eens", "afgezien", "afwijk", "afgeweken", "afzie", "uitzondering", "gegevens", "informatie", "ook zonder"),
)
_STEPS = 2  # sentences that may still name the cases


def find(paper: Paper) -> Iterator[Found]:
    """Rules on consent or sharing that leave their condition open; what stands together is one finding."""
    if only_tells(paper):
        return
    sentences = paper.sentences
    said: list[tuple[int, str]] = []
    for n, one in enumerate(sentences):
        words = left_open(sentences, n)
        if words is None:
            continue
        if said and n - said[-1][0] <= 1 and sentences[said[-1][0]].passage is one.passage:
            said.append((n, words))
            continue
        yield from _found(paper, said)
        said = [(n, words)]
    yield from _found(paper, said)


def _found(paper: Paper, said: Sequence[tuple[int, str]]) -> Iterator[Found]:
    if not said:
        return
    places = [paper.sentences[n] for n, _ in said]
    # the plainest words: a hedge that goes before cases left open says less than they do
    words = next((words for _, words in said if not _HEDGE.fullmatch(words)), said[0][1])
    first = said[0][0]
    if first and not _NAMES_CONSENT.search(places[0].text) and places[0].passage is paper.sentences[first - 1].passage:
        places.insert(0, paper.sentences[first - 1])
    yield Found(
        rule=Rule.VAGUE_CONSENT,
        relation=Relation.NOT_MENTIONED,
        facts={"words": words},
        sides=tuple(paper.at(one) for one in places),
        subject=f"{heading_words(' '.join(places[-1].headings[-1:]))} {words}",
    )


def left_open(sentences: Sequence[Sentence], n: int) -> str | None:
    """The words that leave the condition open; None where the sentence is no such rule, or the cases are named."""
    one = sentences[n]
    low = one.text.lower()
    if not any(word in low for word in _SPEAKS) and not (_on_privacy(one.headings) and _TELLS.search(low)):
        return None
    text = " ".join(one.text[:_LONGEST].split())
    if one.passage.role in {Role.RECITAL, Role.DEFINITION} or tells(text, one.headings) or _REFUSES.search(text):
        return None
    before = sentences[n - 1].text if n and sentences[n - 1].headings == one.headings else ""
    opens = _opening(text, _about_consent(text, before, one.headings))
    if opens is None:
        return None
    rest = text.replace(opens, " ")
    named = _HOLLOW.fullmatch(opens) is None and _named_after(sentences, n)
    return None if _names_cases(rest) or named else opens


def _about_consent(text: str, before: str, headings: Sequence[str]) -> str:
    """Which rule it is: on consent, on deviating from it, on sharing alone, or none."""
    private = _PRIVATE.search(f"{text} {before} {' '.join(headings)}")
    if _RULES.search(text) and (_ITSELF.search(text) or (_NAMES_CONSENT.search(text) and private)):
        return "consent"
    if _DEVIATES.search(text) and _NAMES_CONSENT.search(before) and private:
        return "deviation"
    shares = _SHARES.search(text) or (_on_privacy(headings) and _TELLS.search(text))
    return "sharing" if shares and _MAY.search(text) else ""


def _on_privacy(headings: Sequence[str]) -> bool:
    return bool(headings) and _ON_PRIVACY.search(headings[-1]) is not None


def _opening(text: str, sort: str) -> str | None:
    if not sort:
        return None
    found = _OPEN.search(text) or _HOLLOW.search(text)
    if found:
        return found[0].strip()
    hedge = _HEDGE.search(text)
    if sort != "consent" or hedge is None or not _hedges(text, hedge):
        return None
    return hedge[0]


def _hedges(text: str, hedge: re.Match[str]) -> bool:
    """Whether the hedge is on the consent, not on its form or on something beside it."""
    if _BESIDE.match(text, hedge.end()):
        return False
    consent = _NAMES_CONSENT.search(text, hedge.end())
    between = text[hedge.end() : consent.start()] if consent else ","
    return ":" not in between and ";" not in between and len(between) < 110 and between.count(",") <= 2


def _names_cases(text: str) -> bool:
    if _NAMES.search(text) or _DANGER.search(text):
        return True
    return any(set(stems(found["clause"])) - _EMPTY for found in _CLAUSE.finditer(text))


def _named_after(sentences: Sequence[Sentence], n: int) -> bool:
    """Whether what follows names the cases: an explanation, an exception, or what goes without consent."""
    one = sentences[n]
    for after in sentences[n + 1 : n + 1 + _STEPS]:
        if after.headings != one.headings:
            return False
        text = " ".join(after.text[:_LONGEST].split())
        if _OPEN.search(text):
            return False
        cases = _names_cases(text)
        if (_EXPLAINS.search(text) or _EXCEPTS.search(text)) and (cases or _NAMES.search(text) or ":" in text):
            return True
        if cases and re.search(rf"\b(?:zonder|geen) (?:\w+ ){{0,2}}{_CONSENT}", text, re.I):
            return True
    return False
