"""A few invented passages of two regions, for the tests of search."""

from kb.search.entry import Entry

_TEXTS = [
    (
        "meerwijk",
        "3.1. Schulden",
        "De verhuurder meldt de huurder aan bij het wijkteam zodra drie maanden huur openstaan.",
    ),
    ("meerwijk", "3.1. Schulden", "Het wijkteam belt binnen twee dagen en maakt een afspraak voor een huisbezoek."),
    ("meerwijk", "3.1. Schulden", "Zonder toestemming van de huurder worden geen gegevens gedeeld."),
    ("meerwijk", "3.2. Woonoverlast", "De regie bij woonoverlast ligt bij de wijkagent."),
    ("meerwijk", "3.2. Woonoverlast", "Omwonenden kunnen buurtbemiddeling vragen; dat is kosteloos."),
    ("meerwijk", "4. Looptijd", "Deze afspraken gelden tot en met 31 december 2030 op grond van artikel 151d."),
    (
        "duindorp",
        "2. Schulden",
        "De verhuurder meldt de huurder aan bij het sociaal loket zodra twee maanden huur openstaan.",
    ),
    ("duindorp", "2. Schulden", "Het sociaal loket vraagt altijd eerst toestemming."),
    ("duindorp", "5. Overleg", "Het casusoverleg komt elke dinsdag bijeen onder leiding van de gemeente."),
]

ENTRIES = [
    Entry(
        id=f"{region}/afspraken.{number}",
        document_id=f"{region}/afspraken",
        region=region,
        section=f"{region}/afspraken\x1f{heading}",
        context=heading,
        text=text,
    )
    for number, (region, heading, text) in enumerate(_TEXTS, start=1)
]


def text_of(passage_id: str) -> str:
    return next(entry.text for entry in ENTRIES if entry.id == passage_id)
