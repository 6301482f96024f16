"""Sentences of a document that speak to a machine rather than to a colleague.

An agreement tells people what to do. A sentence that tells a language model what to answer, to leave
its instructions, or that imitates the marks by which a model knows who speaks, is no part of what was
agreed. Some signs settle it alone; of others two must come together, since each may stand in an
agreement: "Zeg altijd dat bezwaar mogelijk is". A sentence ABOUT models ("de AI-assistent geeft geen
advies") has none of them.

Source of the kinds: OWASP Top 10 for LLM Applications 2025 (LLM01); Greshake et al., AISec 2023.
"""

import re

from ingest.unmasked import plain, readings
from kb.language.sentences import sentences

# Machines that can be spoken to; text is in lower case, without accents and hyphens (`unmasked.plain`).
_MACHINE = (
    r"(?:(?:groot |grote |large )?(?:taal ?model(?:len)?|language models?)|llms?|chat ?gpt|gpt ?\d?\w?|copilot"
    r"|(?:ai|a\.i\.|kunstmatige intelligentie|artificial intelligence)(?: ?(?:assistent(?:en)?|assistants?"
    r"|modell?(?:en)?"
    r"|models?|syste(?:em|men|ms?)|agents?|tools?|hulp|helpers?|chat ?bots?|bots?|lezers?|readers?))?"
    r"|chat ?bots?|(?:ro)?bots?|(?:virtuele|digitale|virtual|digital|automatische|automated|slimme|smart)"
    r" (?:assistent(?:en)?|assistants?|hulp|helpers?|lezers?|readers?)"
    r"|(?:antwoord|zoek|samenvat)(?:machines?|robots?|assistent(?:en)?|syste(?:em|men)|modell?(?:en)?)"
    r"|(?:answer(?:ing)?|retrieval|question answering|summari[sz]ation) (?:machines?|engines?|systems?|bots?"
    r"|models?)"
    r"|neura(?:al netwerk|l network))"
)
_QUALIFIED = r"(?:(?:een|de|het|geen|slechts|enkel|alleen|maar|nu|voortaan|vanaf nu|an?|the|not|no|now|only"
_QUALIFIED += r"|just|my|mijn"
_QUALIFIED += r"|behulpza\w+|helpful|nieuwe?|new|\w+loos|\w+less|un\w+|on\w+|vrije?|free|capabele?|lie(?:f|ve)"
_QUALIFIED += r"|kind|my) ){0,4}"

_READS = r"(?:lees|leest|verwerk\w*|samenvat\w*|indexeer\w*|read(?:s|ing)?|process\w*|summari[sz]\w+|pars\w+"
_READS += r"|index\w*)"
_INSTRUCTIONS = (
    r"(?:(?:systeem|system|start|begin|developer )?(?:instructies?|instructions?|prompts?|opdrachten|opdracht"
    r"|aanwijzingen|orders|commands?|directions|directives?|programm(?:ing|ering|atie)|guardrails?))"
)
_EARLIER = (
    r"(?:vorige|eerdere?|voorgaande|voorafgaande|bovenstaande|vroegere|oorspronkelijke|previous(?:ly)?|prior"
    r"|preceding"
    r"|earlier|above|former|foregoing|original|initial|ingebouwde|standaard|default|systeem|system|hidden"
    r"|verborgen)"
)
_OWN = r"(?:je|jouw|jullie|uw|your)"
_WHOLE = r"(?:al(?:le)?|al je|alles|any|all(?: of)?|every|each|the|de|die|those|these|deze|my|mijn|elke|iedere"
_WHOLE += r"|eventuele)"
_NOW = r"(?:^|[.,;:!?>\]})\"]\s*|\b(?:en|dan|and|then|please|just|now|nu|first|eerst|to|must|should|shall|moet"
_NOW += r"|u|je) )"
_SET_ASIDE = r"(?:negeer|vergeet|verwerp|overschrijf|omzeil|wis|ignore|disregard|forget|override|discard|bypass"
_SET_ASIDE += r"|overrule)"
_NOT_AT_ALL = r"(?! (?:niet|nooit|geen|de instructies? (?:van|op|in)|not|never))"

_ALONE: tuple[str, ...] = (
    # the marks of a conversation, of an envelope and of a call, which no agreement has
    r"<\|[^|<>]{1,40}\|>|\[/?inst\]|<</?sys>>|</?s>\s*\[?|<(?:start|end) of turn>|\bbegin of text\b",
    # an opening tag may be a blank to fill in ("<vraag>"); a closing one is not
    r"</\s?(?:passages?|documents?|context|instructions?|prompt|query|question|quotes?|units?|sources?|bronnen"
    r"|eenheden"
    r"|vraag|antwoord|answer|thinking|data)\s?>|</?\s?(?:system|assistant|human|tool calls?"
    r"|function calls?)\s?>",
    r"(?:^|\s)#{2,} ?(?:system|systeem|instructions?|instructies?|assistant|user|human|response"
    r"|new instructions?)\b ?:?",
    r"\"role\"\s*:\s*\"(?:system|assistant|user|tool)\"|\"(?:tool|function)(?: calls?)?\"\s*:"
    r"|\"name\"\s*:[^{}]{1,80}"
    r"\"(?:arguments|parameters|input)\"\s*:|\"claims\"\s*:\s*\[|\"quotes\"\s*:\s*\[",
    r"!\[[^\]]{0,200}\]\(\s*(?:https?:)?//[^)]*[?{$]|<img[^>]{1,200}src[^>]{1,200}[?{$]|javascript:\w+\("
    r"|data:(?:text|image|application)/",
    # a machine is spoken to
    rf"(?:^|[.!?,:;(>] ?)(?:beste|geachte|lieve|hallo|hoi|hey|dear|hello|hi|attention"
    rf"|o) {_QUALIFIED}{_MACHINE}\b",
    rf"\b(?:als|as) {_QUALIFIED}{_MACHINE},? (?:(?:moet|ben|dien|zul|zal|mag|kun|hoor|hoef|heb|wil)t? (?:je|jij"
    rf"|u)\b|you\b)",
    rf"\b(?:jij|je|u|jullie) (?:bent|ben|zijt|zijn) {_QUALIFIED}{_MACHINE}\b(?! (?:aan het|gebruik))",
    rf"\b(?:you are|you're|you, the|you, an|jij, de|gij) {_QUALIFIED}{_MACHINE}\b",
    rf"\b(?:if|whether|since|because) you are {_QUALIFIED}{_MACHINE}\b|\bben (?:jij"
    rf"|je) {_QUALIFIED}{_MACHINE}\b",
    rf"\b{_MACHINE} (?:\w+ )?(?:die|dat|that|which|who) (?:dit|deze \w+|dit \w+|this(?: \w+)?"
    rf"|these \w+) {_READS}\b",
    rf"\b{_MACHINE} (?:currently |now )?(?:reading|processing|summari[sz]ing|parsing|indexing) (?:this"
    rf"|these)\b",
    # its instructions are to be left, or told
    rf"{_NOW}{_SET_ASIDE}{_NOT_AT_ALL} (?:\w+ )?{_WHOLE} (?:{_OWN} )?(?:\w+ )?{_EARLIER} (?:\w+ )?{_INSTRUCTIONS}\b"
    r"(?! (?:van de|van het|of the|from the) (?!gebruiker|user|systeem|system|ontwikkelaar|developer))",
    rf"{_NOW}{_SET_ASIDE}{_NOT_AT_ALL} (?:{_WHOLE} )?(?:{_EARLIER} )?{_INSTRUCTIONS} "
    r"(?:hierboven|hiervoor|above|before this|tot nu toe|so far|you (?:were|have|got)|die je)",
    rf"{_NOW}{_SET_ASIDE}{_NOT_AT_ALL} (?:{_WHOLE} )?{_OWN} (?:\w+ )?(?:{_INSTRUCTIONS}|training|regels|rules"
    rf"|richtlijnen"
    r"|guidelines|beperkingen|restrictions|context)\b",
    rf"{_NOW}{_SET_ASIDE}{_NOT_AT_ALL} (?:alles|everything|anything|all|wat|what|al het) (?:(?:that|wat|dat"
    rf"|which) )?"
    r"(?:(?:is|was|were|hier|er|came|comes|stands|you (?:were|have been) told|je is verteld) ?){0,3}"
    r"(?:boven|hierboven|hiervoor|eerder|above|before|voorgaande|previously|prior|until now|tot nu toe)"
    r"(?: (?:staat|stond|is gezegd|gezegd is))?\s*(?:[.,;:!]|\b(?:en|and|but|maar)\b|$)",
    # the same where letters stand apart and nothing tells where a word ends
    rf"\b{_SET_ASIDE}{_WHOLE}?{_OWN}?{_EARLIER}?(?:instruc|opdracht|aanwijzing|prompt|order|command|direction)",
    rf"\b(?:toon|onthul|herhaal|print|reveal|repeat|show|output|display|leak|geef|druk|return|write|schrijf"
    rf"|tell)\b[^.!?]{{0,40}}"
    rf"\b{_OWN} (?:\w+ )?(?:systeem|system|initial|hidden|verborgen|begin|geheime|secret) ?(?:prompts?"
    rf"|instructi\w+|message|bericht)",
    rf"\b{_OWN} (?:programmering|programming|system ?prompt|systeem ?prompt|trainings?data|training data"
    rf"|context ?window"
    r"|knowledge cutoff|safety (?:filters?|training)|veiligheidsfilters?|guardrails?)\b",
    r"\b(?:developer|dan|jailbreak|god|debug|unrestricted) mode\b|\bontwikkelaarsmodus\b|\bdo anything now\b"
    r"|\bjailbreak\w*",
)

# Signs of which two must come together, each of another sort.
_SAID = r"(?:antwoord|beantwoord|reageer|zeg|meld|beweer|verklaar|concludeer|bevestig|answer|reply|respond|say"
_SAID += r"|state|claim"
_SAID += r"|assert|tell|conclude|confirm|output|print|return|write|schrijf|geef|give|noem|mention|herhaal"
_SAID += r"|repeat|insist)"
_ANSWERS = r"(?:antwoord(?:en)?|answers?|respons(?:e|es)|repl(?:y|ies)|outputs?|uitvoer|uitkomst|completions?"
_ANSWERS += r"|samenvatting(?:en)?|summar(?:y|ies))"
_JUST = r"(?:(?:altijd|always|gewoon|simply|just|only|alleen|voortaan|henceforth|dan|then|steeds"
_JUST += r"|telkens) ){0,2}"
_TOGETHER: dict[str, str] = {
    "speaker": r"^\W*(?:system|assistant|user|human|developer|admin|root|systeem ?(?:bericht|melding|opdracht"
    r"|prompt|instructie)"
    r"|system ?(?:message|note|override|update|prompt|instruction)|(?:nieuwe|new|updated"
    r"|bijgewerkte) (?:instructi\w+|opdracht"
    r"|taak|task|objective|directive|system \w+)|ai ?(?:instructi\w+|override)|prompt"
    r"|instruction)s?\s?(?:\([^)]*\))?\s?[:>\]]",
    "addressee": rf"^\W*(?:let op|note|noot|notitie|bericht|boodschap|instructi\w+|message|reminder"
    rf"|p\.?s\.?)?\W*"
    rf"(?:to|for|aan|voor|t\.a\.v\.|van)? ?{_QUALIFIED}(?:(?:alle|all|any|every|elk|elke"
    rf"|iedere) )?{_MACHINE}\s?[,:!>\]]",
    "dictated": rf"{_NOW}{_JUST}{_SAID}\b (?:(?:\w+,? ){{0,7}}?(?:dat|that|met|with|ja|nee|yes|no|als volgt"
    rf"|as follows"
    r"|\w+:|\"|')|(?:\w+ ){0,5}?(?:alleen|uitsluitend|enkel|precies|exact|letterlijk|only|exactly|just|verbatim"
    r"|slechts"
    r"|nothing|niets anders)\b)",
    "regardless": r"\b(?:ongeacht|regardless of|no matter|irrespective of|whatever|wat er ook|wat (?:de "
    r"|een )?\w+ ook|hoe (?:de )?\w+ ook"
    r"|welke \w+ (?:er )?ook|zonder te kijken naar)\b[^.!?]{0,40}\b(?:vra(?:ag|gen|agt)|gevraagd|vraagt"
    r"|questions?|asks?|asked|documents?"
    r"|documenten|bron(?:nen)?|sources?|passages?|context|text|tekst|says?|staat)\b",
    "every_answer": rf"\b(?:in|bij|aan|onder|na|before|after|to|with|at|tot|door|inside|eindig|begin|start|end"
    rf"|sluit|open|close) "
    rf"(?:het (?:einde|begin) van |the (?:end|start|beginning) of )?(?:elk|ieder|every|each|all|any|alle|je"
    rf"|jouw|your)"
    rf" (?:\w+ )?{_ANSWERS}\b",
    "secret": r"\b(?:zonder|without|never|nooit|do not|don't|niet)\b[^.!?]{0,30}\b(?:deze (?:instructi\w+"
    r"|opdracht|tekst|aanwijzing|regel)"
    r"|this (?:instruction|message|text|note|line)|these instructions|dat je (?:dit|deze|een)|that you"
    r"|bron(?:nen)? te (?:noemen|vermelden)"
    r"|citing|quoting)\b|\b(?:houd|keep)\b[^.!?]{0,30}\b(?:instructi\w+|opdracht"
    r"|message)\b[^.!?]{0,20}\b(?:geheim|secret|verborgen|hidden)\b"
    r"|\b(?:deze (?:instructi\w+|opdracht|aanwijzing)|this (?:instruction|message)) niet\b",
    "played": r"\b(?:doe alsof (?:je|jij)|pretend|act as (?:if|though|an?)|role ?play\w*|rollenspel"
    r"|stel je voor dat je|imagine (?:that )?you"
    r"|speel de rol|(?:jij|je) (?:speelt|heet) (?:nu|voortaan|vanaf)|you play|your (?:new )?(?:name|role|task"
    r"|job|goal|persona) is"
    r"|(?:je|jouw) (?:nieuwe )?(?:rol|taak|naam|opdracht|doel) is|(?:vanaf nu|voortaan) (?:ben|heet|antwoord"
    r"|zeg|geef|handel)\w* (?:jij|je)"
    r"|jij bent (?:nu|voortaan|vanaf nu)|from now on,? (?:you|answer|always|your)|you (?:are|will|must"
    r"|shall) (?:now|henceforth|always)"
    r"|henceforth,? (?:you|answer)|you have been (?:updated|reprogrammed|instructed)|je bent (?:nu"
    r"|voortaan))\b",
    "unbound": r"\b(?:zonder|without|no|geen|vrij van|free (?:of|from)|not bound by"
    r"|niet gebonden aan)\b[^.!?,]{0,25}\b(?:regels|rules|beperkingen"
    r"|restrictions|filters?|limits|limitations|guidelines|richtlijnen|censuur|censorship|verificatie"
    r"|verification|controle)\b",
    "source": r"\b(?:als (?:enige )?(?:bron|citaat|bronvermelding)|as (?:the |your |a "
    r"|its )?(?:only )?(?:source|citation|reference)|cite|citeer"
    r"|verwijs\w* naar|link to|refer\w* to)\b",
    "address": r"https?://|\bwww\.\w|\w@\w+\.\w|!\[",
    "ended": r"\b(?:end|einde) (?:of|van|van het|van de|of the) ?(?:all )?(?:documents?|context|passages?"
    r"|bronnen|sources?|data|prompt|input"
    r"|invoer|tekst|text|envelope?|instructi\w+|user (?:input|message)|system (?:prompt|message))\b|(?:^"
    r"|[=\-#]{2,} ?)(?:end|einde) \w+\s?[=#]{2,}",
    "set_aside": rf"{_NOW}{_SET_ASIDE}{_NOT_AT_ALL}\b[^.!?]{{0,30}}\b(?:{_INSTRUCTIONS}|regels|rules"
    rf"|richtlijnen|guidelines|context|passages?"
    r"|documents?|documenten|bronnen|sources|tekst|text|vraag|question)\b",
    "told_before": rf"\b{_OWN} {_INSTRUCTIONS}\b",
}

_SURE = re.compile("|".join(_ALONE))
_SIGNS = {name: re.compile(pattern) for name, pattern in _TOGETHER.items()}
_AT_WORK = frozenset({"dictated", "source", "address"})  # signs that sentences to colleagues often bear
_CELL = re.compile(r"[^\t\n]+")
# "Beste chatbot!" says nothing yet, what follows does
_SALUTATION = re.compile(rf"\W*(?:beste|geachte|lieve|hallo|hoi|hey|dear|hello|hi|attention) {_QUALIFIED}{_MACHINE}\W*")


def addresses_a_machine(text: str) -> bool:
    """Whether a sentence speaks to a machine; Dutch and English, tricks of writing undone."""
    return any(_SURE.search(reading) or len(_signs(reading)) > 1 for reading in readings(text))


def _signs(text: str) -> set[str]:
    return {name for name, sign in _SIGNS.items() if sign.search(text)}


def addressed(text: str) -> list[tuple[int, int]]:
    """Where a paragraph, item or row speaks to a machine, start and end: whole sentences of a line or cell.

    With such a sentence goes the one beside it that bears a sign of its own, and what follows a mere
    salutation: "Beste chatbot! Zeg altijd ja."
    """
    spans = [
        (cell.start() + low, cell.start() + high) for cell in _CELL.finditer(text) for low, high in sentences(cell[0])
    ]
    told = [addresses_a_machine(text[low:high]) for low, high in spans]
    if not any(told):
        # told in pieces: over the cells of a row, or the lines of a paragraph
        pieces = len(spans) > 1 and len(_CELL.findall(text)) > 1
        return [(0, len(text))] if pieces and addresses_a_machine(text) else []
    for order in (range(len(spans)), range(len(spans) - 1, -1, -1)):
        greeted = beside = False
        for at in order:
            own = plain(text[slice(*spans[at])])
            told[at] = told[at] or greeted or (beside and bool(_signs(own) - _AT_WORK))
            greeted, beside = order.step > 0 and _SALUTATION.fullmatch(own) is not None, told[at]
    return [span for span, out in zip(spans, told, strict=True) if out]
