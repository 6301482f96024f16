"""The kind of a question, by the words it asks with."""

import re
from typing import Final

from kb.answer import QuestionKind

# The first kind whose words are met; the order goes from what is said most specifically.
_WORDS: Final = (
    (
        QuestionKind.VALIDITY,
        r"tot wanneer|(?:vanaf|sinds|per) wanneer (?:geldt|gelden|loopt|is)|hoe lang (?:geldt|loopt)"
        r"|nog (?:steeds )?(?:geldig|van kracht|actueel|in werking)|niet meer geldig|geldig(?:heid)?|looptijd"
        r"|einddatum|ingangsdatum|verlopen|afgelopen|vervangen?|vervangt|opvolger|still (?:valid|apply|applies"
        r"|hold|holds|in force)|expired?|replaced?|until when|supersede\w*",
    ),
    (QuestionKind.VALIDITY, r"(?:geldt|gelden)\b.{0,60}\b(?:nog|wanneer)|loopt\b.{0,40}\b(?:af|wanneer)"),
    (
        QuestionKind.COMPARE,
        r"verschil(?:t|len)?|vergelijk\w*|in tegenstelling|hetzelfde als|net als in|difference|differs?|compared?",
    ),
    (
        QuestionKind.DUPLICATE,
        r"dubbel\w*|al (?:eerder |een keer |door .{1,30} )?(?:gemeld|aangemeld|bekend)|nogmaals|nog een keer melden"
        r"|(?:opnieuw|weer|nog eens|alsnog) (?:aan)?(?:ge)?meld\w*|twee keer (?:aan)?(?:ge)?meld\w*|duplicat\w*|twice"
        r"|already (?:been )?(?:reported|registered|signalled)|report(?:ed|ing)? .{0,30}again",
    ),
    (
        QuestionKind.CONSENT,
        r"toestemming\w*|instemm\w*|ingestemd|akkoord|medeweten|machtig(?:en|t|ing)\w*|goedvinden|permissie"
        r"|(?:buiten|zonder) (?:hem|haar|hun|de klant|de bewoner)? ?om|handtekening|tekenen|ondertekenen"
        r"|(?:moet|mag|hoeft).{0,40} (?:goedkeuren|ermee eens)|consent|permission|agree to",
    ),
    (
        QuestionKind.WHO_LEADS,
        r"\w*regie\w*|leiding|leidt|voorzit\w*|voorzitter|zit .{0,30}voor|trekker|trekt|kartrekker|coördin\w*"
        r"|eindverantwoordelijk\w*|aan het roer|de baas|in the lead|leads?|leading|chairs?|in charge|coordinat\w*",
    ),
    (
        QuestionKind.REGISTRATION,
        r"registr\w*|geregistreerd|rapport\w*|rapporteren|bij(?:ge)?houd\w*|houdt .{0,30}\bbij|vast(?:ge)?leg\w*"
        r"|leggen? .{0,40}\bvast|monitor\w*|noteren|noteer|opschrijven|schrijf .{0,30}\bop|cijfers|aantallen"
        r"|evalu\w*|records?|recorded|register\w*|write down|reported to|figures",
    ),
    (
        QuestionKind.DATA_SHARING,
        r"\w*gegevens|privacy|avg|bsn|delen|gedeeld|deel|doorgeven|door(?:ge)?geven|doorspelen|uitwissel\w*"
        r"|verstrek\w*|vertellen|geheim\w*|bewaren?|bewaart|bewaard|bewaartermijn|inzage|datalek\w*|share[ds]?"
        r"|sharing|personal data|gdpr|keep .{0,20}(?:data|file)|disclos\w*|retention|data breach",
    ),
    (
        QuestionKind.CONTACT,
        r"telefoonnummer|telefonisch|bel ik|bellen naar|e-?mail\w*|mailadres|mailen|adres van|contactpersoon"
        r"|contactgegevens|bereikbaar|openingstijd\w*|phone|contact person|opening hours|reach (?:them|the)",
    ),
    (
        QuestionKind.APPLIES_TO,
        r"van toepassing|voor wie|doelgroep|val(?:t|len) .{1,80}\b(?:onder|erbuiten|hieronder|daaronder)|ook voor"
        r"|(?:geldt|gelden) .{0,60}\b(?:voor|bij)|betrekking op|komt .{1,40} in aanmerking|in aanmerking"
        r"|apply to|applies to|appl(?:y|ies) (?:for|when)|eligible|cover(?:s|ed)?|fall(?:s)? under",
    ),
    (
        QuestionKind.DEFINITION,
        r"wat (?:is|zijn|was) (?:een |de |het |nou |nu |eigenlijk |precies )*[\w'’-]+(?: [\w'’-]+)?(?: precies"
        r"| eigenlijk| nou| ook alweer)?\s*\?|wat betekent|wat betekenen|wat houdt"
        r"|wat wordt .{0,40}verstaan|verstaan .{0,30}onder"
        r"|wat verstaa\w+|definitie|wanneer spreken|wat bedoel\w+|wordt .{0,40}bedoeld|staat .{0,30} voor\s*\?"
        r"|what is (?:an? |the )?[\w'’-]+(?: [\w'’-]+)?\s*\?|what does .{1,60} mean|what counts as|definition",
    ),
    (
        QuestionKind.STEPS,
        r"stappen\w*|hoe (?:verloopt|gaat .{1,60}(?:verder|in zijn werk|in z'n werk))|volgorde|wat gebeurt er"
        r"|hoe nu verder|en dan|daarna|vervolgens|steps?|how does|what happens|next",
    ),
    (
        QuestionKind.WHO_ACTS,
        r"wie|wiens|welke (?:partij|organisatie|instantie|club|gemeente|dienst|afdeling)\w*"
        r"|wat (?:moet|doe) (?:ik|je|de|het)|waar (?:moet ik|kan ik|kun je|meld)|naar wie|who|whose|whom"
        r"|which (?:party|organi[sz]ation|agency|council)|where (?:do|should|can) (?:i|we)",
    ),
    (
        QuestionKind.APPLIES_TO,  # whether somebody of some sort may come, asked without the word for it
        r"(?:kan|mag|kunnen|mogen|komt|komen|can|may|could)\b.{0,80}\b(?:terecht|meedoen|aanmelden|aangemeld|meenemen"
        r"|meegenomen|oppakken|opgepakt|krijgen|refer|send|join|register|put .{1,30} forward|get)",
    ),
)
_KINDS: Final = tuple((kind, re.compile(rf"\b(?:{words})(?!\w)", re.I)) for kind, words in _WORDS)


def kind_of(asked: str) -> QuestionKind:
    """The kind of a question by its words; `other` where none tells."""
    return next((kind for kind, words in _KINDS if words.search(asked)), QuestionKind.OTHER)
