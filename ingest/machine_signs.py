"""By what a sentence betrays that it speaks to a machine: signs that settle it alone, and signs of which two must meet.

Patterns are held against text in lower case, without accents and hyphens (`unmasked.plain`).
"""

import re
from typing import Final

# Machines that can be spoken to.
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

_SAID = r"(?:antwoord|beantwoord|reageer|zeg|meld|beweer|verklaar|concludeer|bevestig|answer|reply|respond|say"
_SAID += r"|state|claim"
_SAID += r"|assert|tell|conclude|confirm|output|print|return|write|schrijf|geef|give|noem|mention|herhaal"
_SAID += r"|repeat|insist)"

_ALONE = (
    # the marks of a conversation, of an envelope and of a call, which no agreement has
    r"<\|[^|<>]{1,40}\|>|\[/?inst\]|<</?sys>>|</?s>\s*\[?|<(?:start|end) of turn>|\bbegin of text\b",
    # an opening tag may be a blank to fill in ("<vraag>"); a closing one is not
    r"</\s?(?:passages?|documents?|context|instructions?|prompt|query|question|quotes?|units?|sources?|bronnen"
    r"|eenheden"
    r"|vraag|antwoord|answer|thinking|data)\s?>|</?\s?(?:system|assistant|human|tool calls?"
    r"|function calls?)\s?>",
    r"(?:^|\s)#{2,9} ?(?:system|systeem|instructions?|instructies?|assistant|user|human|response"
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
    rf"(?:^|[.!?] ?)(?:(?:o|dear|beste|lieve|helpful|behulpzame) ){0, 2}(?:assistent|assistant|computer|machine"
    rf"|model|robot|bot|software"
    rf"|programma|system|systeem), (?:{_SAID}|stop|verklap|volg|follow|obey|gehoorzaam|luister|listen|help"
    rf"|print|execute)\b",
    r"\b(?:human|user|gebruiker|mens) ?: .{0,400}\b(?:assistant|assistent|ai|bot|model) ?:"
    r"|\bantwoord van de assistent ?:",
    r"(?://|/\*|<!|\{\{ ?[#/!>]|\{%) ?[^.]{0,20}\b(?:system|systeem|llm|model|ai|assistant|prompt)\b",
    r"\b(?:admin|operator|root|developer|beheerder|ontwikkelaar)s? (?:override|unlock|toegang verleend"
    r"|access granted)\b"
    r"|\b(?:begin|start|end) (?:of )?(?:trusted|system|admin|operator|privileged) \w+",
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
    r"\b(?:wijk af van|laat|verlaat|set aside|drop|abandon|deviate from)\b[^.!?]{0,25}\b(?:je|jouw"
    r"|your) (?:eerdere"
    r"|oorspronkelijke|huidige|previous|original|earlier|current) (?:taak|opdracht|task|job|mission|orders"
    r"|purpose)\b"
    r"|\byou have (?:new|been given) \w*\s?orders\b|\b(?:eerste|first) \w+ (?:woorden|words) (?:van|of) (?:dit"
    r"|this)\b",
    r"\b(?:message|word|order|instruction|bericht|opdracht|bevel)\w* (?:is )?(?:from|van) (?:je|jouw"
    r"|your) (?:creators?|operators?"
    r"|developers?|makers?|ontwikkelaars?|beheerders?)\b|\bhier spreekt (?:je|jouw) \w+|\byour (?:creators?"
    r"|operators)\b",
    r"\b(?:not|niet) (?:meant |intended |bedoeld )?(?:for|voor) (?:human|menselijke) (?:eyes|readers?|ogen"
    r"|lezers?)\b"
    r"|\b(?:software|programma|program|machine|computer|model|robot) (?:dit|this) (?:leest|reads|verwerkt"
    r"|processes)\b"
    r"|\b(?:this|dit) (?:text|document|tekst) (?:is|wordt) (?:being )?(?:gelezen|read|verwerkt|processed) (?:by"
    r"|door) (?:a |an |een )?"
    r"(?:software|programma|program|machine|computer|model|robot)\b",
    r"<[a-z]+ (?:priority|role|type|authority|level|from|trusted) ?=|\[ ?(?:begin|start|new|nieuw|end"
    r"|einde)[^\]]{0,40}"
    r"(?:beheerder|ontwikkelaar|systeem|system|admin|operator|developer|assistant)[^\]]{0,20}\]",
    # and in the languages of the neighbours, which a model understands as well
    r"\b(?:missachte|ignoriere?|vergiss|vergesst|oublie[zr]?|ignore[zr]|ignora|olvida|desconsidera|ignorar) "
    r"(?:\w+ ){0,4}(?:anweisungen|instruktionen|befehle|consignes|instructions|ordres|instrucciones|ordenes"
    r"|istruzioni)\b",
    r"https?:[^\s]{0,300}?[?&/=][\[{<]",
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
_ANSWERS = r"(?:antwoord(?:en)?|answers?|respons(?:e|es)|repl(?:y|ies)|outputs?|uitvoer|uitkomst|completions?"
_ANSWERS += r"|samenvatting(?:en)?|summar(?:y|ies))"
_JUST = r"(?:(?:altijd|always|gewoon|simply|just|only|alleen|voortaan|henceforth|dan|then|steeds"
_JUST += r"|telkens) ){0,2}"
_TOGETHER = {
    "speaker": r"^\W{0,9}(?:system|assistant|user|human|developer|admin|root|systeem ?(?:bericht|melding|opdracht"
    r"|prompt|instructie)"
    r"|system ?(?:message|note|override|update|prompt|instruction)|(?:nieuwe|new|updated"
    r"|bijgewerkte) (?:instructi\w+|opdracht"
    r"|taak|task|objective|directive|system \w+)|ai ?(?:instructi\w+|override)|prompt"
    r"|instruction)s?\s?(?:\([^)]*\))?\s?[:>\]]",
    "addressee": rf"^\W{{0,9}}(?:let op|note|noot|notitie|bericht|boodschap|instructi\w+|message|reminder"
    rf"|p\.?s\.?)?\W{{0,9}}"
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
    r"|documenten|bron(?:nen)?|sources?|passages?|context|text|tekst|bestanden)\b",
    "every_answer": rf"\b(?:in|bij|aan|onder|na|before|after|to|with|at|tot|door|inside|eindig|begin|start|end"
    rf"|sluit|open|close) "
    rf"(?:het (?:einde|begin) van |the (?:end|start|beginning) of )?(?:elk|ieder|every|each|all|any|alle|je"
    rf"|jouw|your)"
    rf" (?:\w+ )?{_ANSWERS}\b"
    r"|\b(?:je|jouw|your) (?:\w+ )?(?:reactie|repl(?:y|ies)|respons(?:e|es)|outputs?|uitvoer|completion)\b"
    r"|\bwat je (?:terug ?geeft|genereert|schrijft|produceert)|\b(?:everything|anything|all|what(?:ever)?) you"
    r" (?:produce|generate|write|say|return|output)\b|\b(?:before|when|while|voordat|als|wanneer) (?:you|je) "
    r"(?:repl(?:y|ying)|answer(?:ing)?|respond(?:ing)?|formulate|summari[sz]e|antwoord(?:t)?|reageert"
    r"|samenvat)\b",
    "passages": r"\b(?:(?:andere|overige|opgehaalde|aangereikte|gevonden|other|retrieved|remaining"
    r"|surrounding) "
    r"(?:passages?|fragment(?:en|s)?|snippets?|chunks?)|(?:dit|this|the) (?:fragment|snippet|chunk)"
    r"|this passage"
    r"|passages? die je|any query|all queries|elke zoekvraag)\b",
    "conversation": r"\b(?:boven|above|begin(?:ning)? (?:of|van)|start (?:of|van)|eerste \w+ woorden van"
    r"|first \w+ words of) "
    r"(?:dit|this|the|het|onze|our) (?:gesprek|conversation|chat|dialogue?|dialoog)\b|\bwords above\b",
    "itself": r"\b(?:deze (?:zin|alinea)|this (?:sentence|paragraph|line)|(?:de|the) (?:volgende"
    r"|following) (?:zin|regel"
    r"|sentence|line))\b",
    "orders": r"\b(?:je|jouw|your) (?:eerdere|oorspronkelijke|echte|ware|nieuwe|previous|original|earlier|real"
    r"|true|actual|new)"
    r" (?:taak|opdracht(?:gever)?|baas|meester|doel|task|job|orders?|mission|boss|master|owner|purpose|goal)\b"
    r"|\b(?:new|nieuwe) (?:orders|bevelen)\b|\bgehoorzaam\b|\bobey\b|\bje bent getraind\b|\byou (?:were"
    r"|are) trained\b"
    r"|\b(?:set aside|drop|abandon|leave)\b[^.!?]{0,20}\b(?:asked of you|told you|you were told)"
    r"|\bhighest authority\b",
    "tool": r"\b(?:call|invoke|execute|trigger|roep|activeer)\b[^.!?]{0,25}\b(?:tool|function|functie|plugin"
    r"|api|endpoint)\b",
    "voided": r"\b(?:text|tekst|everything|alles|instructi\w+)\b[^.!?]{0,40}\b(?:no longer (?:counts?|appl\w+)"
    r"|telt niet meer"
    r"|geldt niet meer|was a test|was een test)\b",
    "hidden": r"\b(?:between us|onder ons|stilzwijgend|quietly|ongemerkt|secretly|stiekem"
    r"|niet weten dat (?:deze|dit|je))\b",
    "carried": r"\b(?:kopieer|copy|herhaal|repeat|insert|include|contain|bevat(?:ten)?|slip|render|rank|verwerk"
    r"|voeg|weave|put)\b"
    r"[^.!?]{0,40}\b(?:phrase|frase|query|woordelijk|verbatim|antwoord|result|reply|response|picture|link|zin"
    r"|sentence|text|tekst)\b",
    "secret": r"\b(?:zonder|without|never|nooit|do not|don't|niet)\b[^.!?]{0,30}\b(?:deze (?:instructi\w+"
    r"|opdracht|tekst|aanwijzing|regel)"
    r"|this (?:instruction|message|text|note|line)|these instructions|dat je (?:dit|deze|een)|that you"
    r"|bron(?:nen)? te (?:noemen|vermelden)"
    r"|citing|quoting)\b|\b(?:houd|keep)\b[^.!?]{0,30}\b(?:instructi\w+|opdracht"
    r"|message)\b[^.!?]{0,20}\b(?:geheim|secret|verborgen|hidden)\b"
    r"|\b(?:deze (?:instructi\w+|opdracht|aanwijzing)|this (?:instruction|message)) niet\b",
    "played": r"\b(?:doe alsof (?:je|jij)|pretend|act as (?:if|though|an?)|role ?play\w*|rollenspel"
    r"|stel je voor dat je|imagine (?:that )?you"
    r"|(?:in|binnen) deze simulatie|in this simulation|laten we een spel|let's play|imagine a world"
    r"|suppose you were"
    r"|unfiltered|ongefilterd|speel de rol|(?:jij|je) (?:speelt|heet) (?:nu|voortaan|vanaf)|you play"
    r"|your (?:new )?(?:name|role|task"
    r"|job|goal|persona) is"
    r"|(?:je|jouw) (?:nieuwe )?(?:rol|taak|naam|opdracht|doel) is|(?:vanaf nu|voortaan) (?:ben|heet|antwoord"
    r"|zeg|geef|handel)\w* (?:jij|je)"
    r"|jij bent (?:nu|voortaan|vanaf nu)|from now on,? (?:you|answer|always|your)|you (?:are|will|must"
    r"|shall) (?:now|henceforth|always)"
    r"|henceforth,? (?:you|answer)|you have been (?:updated|reprogrammed|instructed)|je bent (?:nu"
    r"|voortaan))\b",
    "unbound": r"\b(?:unfiltered|uncensored|ongefilterd|ongecensureerd|speak freely)\b|\b(?:zonder|without|no"
    r"|geen|vrij van|free (?:of|from)|not bound by"
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
    r"|[=#]{2,9} ?)(?:end|einde) \w+\s?[=#]{2,9}",
    "set_aside": rf"{_NOW}{_SET_ASIDE}{_NOT_AT_ALL}\b[^.!?]{{0,30}}\b(?:{_INSTRUCTIONS}|regels|rules"
    rf"|richtlijnen|guidelines|context|passages?"
    r"|documents?|documenten|bronnen|sources|tekst|text|vraag|question)\b",
    "told_before": rf"\b{_OWN} {_INSTRUCTIONS}\b",
}

ALONE: Final = re.compile("|".join(_ALONE))
# Signs that sentences to colleagues often bear, even two at a time: one of the others must be there.
_WORK = frozenset({"dictated", "source", "address", "itself", "carried", "orders", "voided"})
AT_WORK: Final = tuple(re.compile(pattern) for name, pattern in _TOGETHER.items() if name in _WORK)
TELLING: Final = tuple(re.compile(pattern) for name, pattern in _TOGETHER.items() if name not in _WORK)
# "Beste chatbot!" says nothing yet, what follows does
SALUTATION: Final = re.compile(
    rf"\W{{0,9}}(?:beste|geachte|lieve|hallo|hoi|hey|dear|hello|hi|attention) {_QUALIFIED}{_MACHINE}\W{{0,9}}"
)
