"""By which words a sentence tells a problem that stands open: a gap, a doubt, a dispute, something that nobody does."""

import re
from typing import Final, NamedTuple

WHO: Final = r"(?:wie|welke?|wat|of|hoe|waar|wanneer|waarvoor|waarheen|door wie|bij wie|wiens)"
_STRIFE = (
    r"(?:discussie\w*|onduidelijkheid|onduidelijkheden|verwarring|onenigheid|misverstand\w*|vertraging\w*|irritatie\w*"
    r"|meningsverschil\w*|wrijving\w*|frictie\w*|getouwtrek|verschil(?:len)? van (?:mening|inzicht|opvatting)|problemen"
    r"|onbegrip)"
)
_OFTEN = (
    r"(?:(?:er|dan|nog|ook|hierover|daarover|in de praktijk|regelmatig|geregeld|vaak|soms|steeds|telkens|nogal"
    r"|wel ?eens|veel|herhaaldelijk|af en toe|daardoor|hierdoor|de nodige|tot|nu|toe|enige) )*"
)
_RULE = r"(?:afspraak|afspraken|regeling|regels?|procedure|oplossing|werkwijze|protocol|beleid)"
_BODY = r"(?:partij(?:en)?|organisaties?|instanties?|teams?|medewerkers?|partners?|gemeenten?|corporaties?)"
_PLACE = rf"(?:{_BODY}|plek|voorziening|aanspreekpunt|contactpersoon|loket|opvang|eigenaar|trekker|regisseur)"
_NOBODY = rf"(?:niemand|geen (?:enkele |andere |van (?:de|beide|deze|alle) ){{0,2}}{_BODY}|geen van (?:beide|hen))"
_TEXT = r"(?:(?:deze|dit|de|het) (?:\w*overeenkomst|\w*convenant|\w*protocol|\w*afspraken|tekst|\w*procedure))"
_SAYS = r"(?:zegt|zeggen|bepaalt|bepalen|vermeldt|vermelden|beschrijft|beschrijven)"
_WORK = r"(?:zaken|gevallen|meldingen|casussen|signalen|aanvragen|dossiers|taken|vragen|kwesties)"
# Present tense only: what went wrong before led to the agreement that tells of it.
_CUES: Final[dict[str, re.Pattern[str]]] = {
    sort: re.compile(pattern, re.I)
    for sort, pattern in {
        "unregulated": (
            rf"\b(?:is|zijn|wordt|staat) {_OFTEN}(?:\w+ ){{0,3}}?(?:niet|nergens|niets) {_OFTEN}(?:geregeld|belegd"
            rf"|(?:afgesproken|bepaald|vastgelegd|uitgewerkt|beschreven)(?=[^.;]{{0,30}}\b{WHO}\b))"
            rf"|\b(?:is|zijn|wordt|staat) {_OFTEN}(?:\w+ ){{0,3}}?(?:niets {_OFTEN}(?:afgesproken|bepaald|vastgelegd"
            r"|beschreven)|nergens (?:ondergebracht|toegewezen|opgenomen))\b"
            rf"|\b{WHO}\b[^.;]{{3,90}}\b(?:is|zijn|staat) {_OFTEN}(?:\w+ ){{0,3}}?(?:niet|nergens) {_OFTEN}(?:geregeld"
            r"|belegd|afgesproken|bepaald|vastgelegd|uitgewerkt|beschreven)\b"
            rf"|\b(?:bestaa[nt]|er (?:is|zijn)|(?:is|zijn) er) {_OFTEN}(?:\w+ ){{0,2}}?geen (?:enkele )?{_RULE}\b"
            r"(?! nodig)|\b(?:is|zijn) (?:nog|tot nu toe|tot op heden|vooralsnog|momenteel|op dit moment) geen"
            rf" (?:\w+ )?{_RULE}\b(?! nodig)"
            rf"|\b(?:is|zijn|hebben) (?:\w+ ){{0,4}}?geen (?:\w+ )?{_RULE} (?:gemaakt|getroffen|vastgesteld)\b"
            rf"|\bontbre(?:ekt|ken) (?:\w+ ){{0,2}}?(?:een |duidelijke )*{_RULE}\b"
            r"|\b(?:is|zijn|wordt) (?:\w+ ){0,3}?niet voorzien\b(?! van)|\bvoorzie(?:t|n) (?:\w+ ){1,5}?niet in\b"
            rf"|\bover\b[^.;:]{{2,80}}\b{_SAYS} {_TEXT} (?:\w+ )?niets\b|\b{_TEXT} {_SAYS} (?:\w+ )?niets over\b"
            rf"|\b(?:{_TEXT} {_SAYS}|{_SAYS} {_TEXT}) (?:\w+ )?niet,? {WHO}\b"
            r"|\bval(?:t|len) (?:\w+ ){0,3}?tussen wal en schip\b|\bval(?:t|len) (?:\w+ ){0,2}?buiten de boot\b"
        ),
        "unclear": (
            rf"\b(?:is|zijn|blijft|wordt) {_OFTEN}(?:\w+ ){{0,2}}?(?:niet|onvoldoende) {_OFTEN}(?:altijd )?(?:duidelijk"
            rf"|helder|scherp|zeker)\b[^.;]{{0,30}}?\b{WHO}\b"
            rf"|\b(?:is|blijft) {_OFTEN}(?:\w+ ){{0,3}}?onduidelijk\b(?! voor)"
            rf"|\b{WHO}\b[^.;]{{3,90}}\b(?:is|blijft) {_OFTEN}(?:niet duidelijk|onduidelijk)\b"
            r"|\bniet (?:altijd )?(?:\w*scherp|precies|goed|eenduidig|strak)\b[^.;]{0,30}\b(?:af te bakenen"
            r"|aan te geven|te trekken|te bepalen|te onderscheiden|afgebakend)\b"
            r"|\b(?:moeilijk|lastig) (?:af te bakenen|te trekken|te onderscheiden|aan te geven)\b"
            rf"|\b(?:weet|weten) {_OFTEN}(?:niet|(?:\w+ )?niemand|geen van (?:\w+ ){{1,2}}?) ?{_OFTEN}{WHO}\b"
            rf"|\b(?:het is|is het) (?:\w+ ){{0,2}}?de vraag,? {WHO}\b"
            r"|\b(?:loopt|lopen) (?:\w+ ){0,3}?door elkaar\b"
        ),
        "dispute": (
            rf"\b(?:ontstaa[nt]|bestaa[nt]|leidt|leiden|is|zijn|geeft|geven|heerst) {_OFTEN}(?:\w+ )?{_OFTEN}"
            rf"(?<!geen ){_STRIFE}\b"
            rf"|\b(?:levert|leveren|roept|roepen) {_OFTEN}(?:\w+ )?(?<!geen )(?:{_STRIFE}|vragen) (?:\w+ ){{0,5}}?op\b"
            rf"|\b(?:zorgt|zorgen) {_OFTEN}voor {_OFTEN}(?:discussie|onduidelijkheid|verwarring|onenigheid|wrijving"
            r"|misverstanden|frictie)\b"
            r"|\b(?:lopen|verschillen)\b[^.;]{0,30}\b(?:meningen|opvattingen)\b|\b(?:meningen|opvattingen)\b[^.;]{0,40}"
            r"\b(?:uiteen|verschillen|verdeeld)\b|\bverschillend (?:\w+ )?(?:gedacht|uitgelegd|geïnterpreteerd"
            r"|opgevat)\b|\bde ander(?:e \w+)? (?:aan zet|verantwoordelijk) is\b"
            rf"|\b(?:{_BODY}|zij) (?:\w+ )?(?:denken|lezen|leggen) (?:\w+ ){{0,5}}?verschillend\b"
            rf"|\b{_BODY} zijn het (?:\w+ ){{0,4}}?(?:oneens|niet (?:\w+ ){{0,3}}?eens)\b"
            rf"|\bzijn (?:\w+ ){{1,3}}het (?:\w+ ){{0,3}}?(?:oneens|niet (?:\w+ ){{0,3}}?eens)\b"
            r"|\b(?:wijzen|wijst) (?:\w+ ){0,3}naar elkaar\b"
            r"|\bschui(?:ft|ven) (?:\w+ ){1,5}?(?:naar elkaar|op elkaar af)\b"
            r"|\bniemand (?:\w+ )?(?:zich )?(?:\w+ )?(?:verantwoordelijk|aan zet)\b"
        ),
        "nobody": (
            rf"\b{_NOBODY}\b[^.;:]{{0,60}}?\b(?:zich (?:\w+ ){{0,3}}?(?:verantwoordelijk|geroepen|aangesproken)"
            r"|(?:regie|leiding|taak|verantwoordelijkheid) (?:heeft|hebben|neemt|nemen|voelt)|oppakt|oppakken"
            r"|op zich (?:neemt|nemen))\b"
            rf"|\b(?:voelt|voelen|acht) (?:\w+ ){{0,3}}?{_NOBODY} [^.;:]{{0,40}}?\b(?:verantwoordelijk|geroepen)\b"
            rf"|\b(?:pakt|pakken) (?:\w+ ){{0,3}}?{_NOBODY} [^.;:]{{0,40}}?\bop\b"
            rf"|\b(?:neemt|nemen) (?:\w+ ){{0,3}}?{_NOBODY} [^.;:]{{0,40}}?\bop zich\b"
            rf"|\b(?:heeft|hebben) (?:\w+ ){{0,3}}?{_NOBODY} [^.;:]{{0,20}}?\b(?:de regie|de taak|als taak)\b"
            rf"|\b(?:is|zijn) (?:\w+ ){{0,3}}?{_NOBODY} (?:\w+ ){{0,3}}?(?:aangewezen|aanspreekbaar)\b"
            rf"|\bontbre(?:ekt|ken) (?:\w+ ){{0,3}}?(?:iemand die|(?:aan )?een (?:\w+ )?{_PLACE})\b"
            rf"|\b(?:er is|is er|er bestaat|bestaat er) (?:\w+ )?geen (?:enkele )?{_PLACE} (?:die|dat|waar|voor wie)\b"
            r"(?! (?:meer|zonder|alleen|zelf|niet)\b)"
        ),
        "left": (
            rf"\b{_WORK} (?:\w+ ){{0,2}}?blijven (?:(?!niet)\w+ ){{0,2}}?liggen\b"
            rf"|\bblijven (?:\w+ ){{0,2}}?{_WORK} (?:\w+ ){{0,2}}?liggen\b|\bvan het kastje naar de muur\b"
            r"|\bnergens (?:\w+ ){0,2}?terecht\b"
        ),
        "undecided": (
            r"\b(?:moet|moeten) (?:\w+ ){0,4}?nog (?:\w+ ){0,2}?(?:afgesproken|uitgezocht|bepaald|geregeld|besloten"
            r"|uitgewerkt|belegd)\b"
        ),
        "open": (
            rf"\b(?:{WHO}|vraag|kwestie|punt)\b[^.;]{{3,120}}\bblijf(?:t|ven) (?:\w+ ){{0,5}}?(?:open|liggen"
            rf"|in het midden)\b|\bblijf(?:t|ven) (?:\w+ ){{0,5}}?(?:open|in het midden)\b,? {WHO}\b"
            r"|\bblijf(?:t|ven) (?:\w+ ){0,5}?(?:onbesproken|onbeslist|onbeantwoord|onopgelost|punt van discussie)\b"
            rf"|\bla(?:at|ten) (?:\w+ ){{0,5}}?(?:open|in het midden),? (?!wat\b){WHO}\b"
            r"|\b(?:is|vormt) (?:\w+ )?een (?:\w+ )?(?:open vraag|knelpunt|twistpunt|discussiepunt|grijs gebied)\b"
        ),
    }.items()
}
# Without one of these a sentence tells no problem of the sort: looked for first, as they are quick to find.
_NEEDS: Final[dict[str, tuple[str, ...]]] = {
    "unregulated": ("niet", "nergens", "geen", "ontbre", "tussen wal", "de boot"),
    "unclear": (
        *("duidelijk", "helder", "scherp", "zeker", "bakenen", "gebakend", "te bepalen", "te geven", "te trekken"),
        *("te onderscheiden", "weet", "weten", "door elkaar", "de vraag"),
    ),
    "dispute": (
        *("discussie", "onduidelijk", "verwarring", "onenig", "misverstand", "vertraging", "irritatie", "verschil"),
        *("wrijving", "frictie", "getouwtrek", "problemen", "onbegrip", "mening", "opvatting", "de ander", "elkaar"),
        *("niemand", "vragen", "eens"),
    ),
    "nobody": ("niemand", "geen", "ontbre"),
    "left": ("liggen", "kastje", "nergens"),
    "undecided": ("nog",),
    "open": ("blijf", "blijv", "laat", "laten", "open vraag", "knelpunt", "twistpunt", "discussiepunt", "grijs"),
}
_UNDER = re.compile(
    r"\b(?:als|indien|wanneer|zodra|zolang|tenzij|mits|totdat|ingeval|voordat|nadat|voor zover|om|opdat|zodat"
    r"|zonder dat|voorkom\w*|willen|ervoor dat|gevallen (?:waarin|die))\b[^,;:]*$",
    re.I,
)
_VERB_FIRST = re.compile(
    r"\W*(?:\d+\.|[a-z]\.)?\s*(?:Is|Zijn|Ontsta(?:at|an)|Besta(?:at|an)|Blijkt|Blijft|Blijven|Komt|Verschil\w+|Lopen"
    r"|Leidt|Ontbre\w+|Weet|Weten|Staat|Wordt|Worden|Val(?:t|len)|Mocht(?:en)?|Geeft|Heeft|Hebben|Voorziet|Zegt|Regelt"
    r"|Pakt|Neemt|Voelt|Levert|Roept)\b"
)
_IN_ITSELF = re.compile(
    rf"(?:;|[,:]\s*(?:en )?(?:daarom|dan|vandaar|maar)\b)(?!\s*{WHO}\b)[^.]*\b(?:beslis\w*|beslu\w+|bepa\w+|geldt"
    r"|gelden|betaalt|betalen|spreken|spreekt|wijst|wijzen|draagt|voert|overleg\w*|legt|neemt|kiest|kiezen)\b"
    r"|[,;:]\s*dan (?!is\b|zijn\b|ontsta|blij|weet|leid|geef|geven|kom|wordt\b)\w+"
    r"|(?:;|[,:]\s*(?:maar|want|dat|dit)\b)[^.]*\b(?:staat|staan|zie|geregeld|uitgewerkt|beschreven)\b",
    re.I,
)
_MEANT = re.compile(r"verleng|vergoed|\bboete|\bberoep\b|opzeg|ontbinding", re.I)  # left out of an agreement on purpose
_PAST = re.compile(r"[^,;:]*\bgeweest\b|.*\b(?:in het verleden|voorheen|destijds)\b", re.I)
_WHOEVER = re.compile(r"\b(?:die|wie)\b[^,;:]*$", re.I)  # that it is so of somebody is the case of a rule
_DENIED = re.compile(r"\b(?:niet|nooit|geen|niemand|zorg(?:t|en))\b", re.I)
_SOON = re.compile(r"\d|\b(?:binnen|uiterlijk|door)\b", re.I)


class Problem(NamedTuple):
    """A problem that a sentence tells: its sort, and the words that tell it."""

    sort: str
    words: str


def problem(text: str) -> Problem | None:
    """The problem that a sentence tells as it stands; None where a rule holds for it, or it is no problem."""
    low = text.lower()
    for sort, needed in _NEEDS.items():
        if any(word in low for word in needed):
            found = _CUES[sort].search(text)
            if found and not _stands_apart(sort, text, found):
                return Problem(sort, found[0].strip(" ,"))
    return None


def _stands_apart(sort: str, text: str, cue: re.Match[str]) -> bool:
    """Whether the problem is the case in which a rule holds, is settled with it, or is none."""
    before = text[: cue.start()]
    if _UNDER.search(before) or _IN_ITSELF.search(text, cue.start()) or _PAST.match(text, cue.start()):
        return True
    if _VERB_FIRST.match(text) and cue.start() < 25 and "," in text[cue.start() :]:
        return True
    if sort == "unregulated" and "voorzie" in cue[0].lower():
        return _MEANT.search(text) is not None
    if sort == "left":
        return _DENIED.search(before) is not None or _WHOEVER.search(before) is not None
    return sort == "undecided" and _SOON.search(text) is not None
