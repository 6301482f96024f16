"""What an agreement says of itself: title, kind, region, parties, dates, and the documents it leans on."""

from datetime import date

import pytest

from ingest.reading import read
from kb.model import Document, DocumentKind

BODY = "Partijen willen samen voorkomen dat bewoners hun huis verliezen en maken daarover afspraken."


def document(body: str, *, cover: str = "Convenant Bellen Lindestroom", region: str | None = "lindestroom") -> Document:
    """The description of a text with this cover and body."""
    return read("afspraak.txt", f"{cover}\n\n1. Doel\n\n{BODY}\n\n{body}\n".encode(), region=region).document


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        (
            "Dit convenant treedt in werking op 1 januari 2025 en geldt tot en met 31 december 2028.",
            (2025, 1, 1),
            (2028, 12, 31),
        ),
        ("Deze overeenkomst geldt tot 31 december 2022.", None, (2022, 12, 31)),
        ("Deze overeenkomst geldt tot 1 januari 2023.", None, (2022, 12, 31)),
        ("Dit convenant wordt aangegaan voor de duur van vier jaar.", None, None),
        (
            "Dit convenant gaat in met ingang van 1 maart 2024 voor een periode van twee jaar.",
            (2024, 3, 1),
            (2026, 2, 28),
        ),
        ("Deze afspraken gelden van 01-07-2023 t/m 30-06-2026.", (2023, 7, 1), (2026, 6, 30)),
        ("Dit convenant eindigt van rechtswege op 30 juni 2027.", None, (2027, 6, 30)),
        ("De Wet op het bellen is op 1 januari 2021 in werking getreden.", None, None),
        ("De bewoner kan tot 1 mei 2025 bezwaar maken.", None, None),
    ],
)
def test_a_term_is_read_from_a_sentence_about_the_agreement_itself(
    sentence: str, first: tuple[int, int, int] | None, last: tuple[int, int, int] | None
) -> None:
    found = document(sentence)
    assert found.valid_from == (first and date(*first))
    assert found.valid_until == (last and date(*last))


def test_under_a_heading_on_duration_a_sentence_need_not_name_the_agreement() -> None:
    found = document("2. Looptijd\n\nDe afspraken lopen van 1 april 2024 tot en met 31 maart 2025.")
    assert (found.valid_from, found.valid_until) == (date(2024, 4, 1), date(2025, 3, 31))


@pytest.mark.parametrize(
    ("cover", "kind", "title"),
    [
        ("Convenant Bellen Lindestroom", DocumentKind.COVENANT, "Convenant Bellen Lindestroom"),
        (
            "Werkafspraken\n\nvoorkomen huisuitzetting",
            DocumentKind.WORK_AGREEMENT,
            "Werkafspraken voorkomen huisuitzetting",
        ),
        ("Samenwerkingsovereenkomst Bellen", DocumentKind.COOPERATION_AGREEMENT, "Samenwerkingsovereenkomst Bellen"),
        ("Bijlage 2 Protocol bellen", DocumentKind.APPENDIX, "Bijlage 2 Protocol bellen"),
        ("Privacyprotocol Bellen", DocumentKind.PROTOCOL, "Privacyprotocol Bellen"),
        ("Memo\n\nOnderwerp: Stand van het bellen", DocumentKind.MEMO, "Stand van het bellen"),
        ("Verslag van het bellen", DocumentKind.OTHER, "Verslag van het bellen"),
    ],
)
def test_the_cover_gives_kind_and_title(cover: str, kind: DocumentKind, title: str) -> None:
    found = document("", cover=cover)
    assert (found.kind, found.title) == (kind, title)


@pytest.mark.parametrize(
    ("cover", "dated", "status"),
    [
        ("Convenant Bellen\n\nVersie 6 mei 2019", date(2019, 5, 6), "final"),
        ("Convenant Bellen\n\nConceptversie 2 d.d. 12-11-2024", date(2024, 11, 12), "draft"),
        ("Convenant Bellen\n\nGeldig tot 1 mei 2030", None, "final"),
        ("Convenant Bellen\n\n31 februari 2024", None, "final"),
    ],
)
def test_the_cover_gives_date_and_status(cover: str, dated: date | None, status: str) -> None:
    found = document("", cover=cover)
    assert (found.dated, found.status) == (dated, status)


@pytest.mark.parametrize(
    ("cover", "body", "region"),
    [
        (
            "Convenant Bellen\n\nElzenbroek (stad)",
            "De gemeente Wilgerhout belt. De gemeente Wilgerhout belt vaker.",
            "elzenbroek",
        ),
        ("Convenant Bellen Lindestroom", "De gemeente Lindestroom en de gemeente Wilgerhout bellen.", "lindestroom"),
        (
            "Convenant Bellen",
            "De regio Lindestroom telt drie gemeenten. De gemeente Elzenbroek is er een van.",
            "lindestroom",
        ),
        ("Landelijk Convenant Bellen", "De gemeente Lindestroom belt.", "landelijk"),
        ("Convenant Bellen", "De gemeente 's-Elzenbroek belt.", "s-elzenbroek"),
        ("Convenant Bellen", "De gemeente Wilgen aan den Stroom belt.", "wilgen-aan-den-stroom"),
        ("Convenant Bellen", "Niemand belt.", "onbekend"),
        ("Werkafspraken bellen Lindestroom 2025-2028", "Niemand belt.", "lindestroom"),
        ("Convenant Bellen Lindestroom", "Het team belt ook in Lindestroom.", "lindestroom"),
        ("Gegevensoverzicht\n\nBijlage B bij de Werkafspraken bellen Lindestroom", "Niemand belt.", "lindestroom"),
        (
            "Protocol aanpak Woonoverlast",
            "Woonoverlast is overlast in huis; van woonoverlast is gauw sprake.",
            "onbekend",
        ),
        (
            "Werkafspraken bellen Lindestroom",
            "Wat\tWie\nBellen\tGemeente\tNeemt op\n\nGemeente\n\nBelt.",
            "lindestroom",
        ),
    ],
)
def test_the_region_is_named_on_the_cover_or_most_in_the_text(cover: str, body: str, region: str) -> None:
    assert document(body, cover=cover, region=None).region == region


def test_an_asked_region_overrides_the_text_and_an_unknown_one_is_told() -> None:
    assert document("De gemeente Wilgerhout belt.", region="Elzenbroek (stad)").id == "elzenbroek/afspraak"
    reading = read("afspraak.txt", f"Convenant Bellen\n\n1. Doel\n\n{BODY}\n".encode())
    assert [warning.code for warning in reading.warnings] == ["region_unknown"]


def test_parties_have_the_names_the_text_gives_them_alone_and_together() -> None:
    found = document(
        "2. Partijen\n\nDe ondergetekenden:\n\n"
        "1. Stichting Wijkzorg, gevestigd te Elzenbroek, hierna te noemen: Wijkzorg;\n"
        "2. de gemeenten Elzenbroek, Wilgerhout en Lindestroom, verder: de gemeenten;\n"
        "3. Woonstichting De Linde en Stichting Wonen Elzenbroek (hierna: 'de corporaties');\n"
        "4. Regionale Dienst Bellen (RDB), vertegenwoordigd door mevrouw A. Beller;\n\n"
        "de partijen onder 1 en 4 hierna gezamenlijk te noemen: de uitvoerders;\n\nkomen overeen:\n"
    )
    assert [(party.name, party.aliases) for party in found.parties] == [
        ("Stichting Wijkzorg", ("Wijkzorg", "uitvoerders")),
        ("gemeente Elzenbroek", ("gemeenten",)),
        ("gemeente Wilgerhout", ("gemeenten",)),
        ("gemeente Lindestroom", ("gemeenten",)),
        ("Woonstichting De Linde", ("corporaties",)),
        ("Stichting Wonen Elzenbroek", ("corporaties",)),
        ("Regionale Dienst Bellen", ("RDB", "uitvoerders")),
    ]


def test_two_parties_on_one_line_have_each_their_own_short_name() -> None:
    found = document(
        "2. Partijen\n\nDe ondergetekenden:\n\n"
        "1. Woonstichting De Linde (hierna: De Linde) en Stichting Wonen Elzenbroek (hierna: Wonen Elzenbroek);\n"
        "2. de gemeente Wilgerhout, hierna te noemen: de gemeente; de partijen onder 1 en 2 hierna gezamenlijk te "
        "noemen: de bellers;\n\nkomen overeen:\n"
    )
    assert [(party.name, party.aliases) for party in found.parties] == [
        ("Woonstichting De Linde", ("De Linde", "bellers")),
        ("Stichting Wonen Elzenbroek", ("Wonen Elzenbroek", "bellers")),
        ("gemeente Wilgerhout", ("gemeente", "bellers")),
    ]


def test_the_evidence_of_a_party_is_its_name() -> None:
    parties = "1. Partijen\n\n- de gemeente Lindestroom;\n- Stichting Wijkzorg."
    reading = read("afspraak.txt", f"Convenant Bellen\n\n{parties}\n\n2. Doel\n\n{BODY}\n".encode())
    spans = [party.evidence for party in reading.document.parties]
    names = [reading.full_text[span.start : span.end] for span in spans]
    assert names == ["gemeente Lindestroom", "Stichting Wijkzorg"]


def test_a_document_that_is_replaced_leaned_on_or_named_is_told_once_each() -> None:
    found = document(
        "Dit convenant vervangt het Convenant Bellen Elzenbroek 2019-2023. "
        "Deze afspraken zijn een uitwerking van het Landelijk Convenant Vroegbellen. "
        'De partijen werken ook volgens het convenant "Meldpunt Zorg en Bellen". '
        "Er is een nieuw Privacyprotocol. Zie bijlage 2 en bijlage 2 (Model belbrief). "
        "Het Convenant Bellen Lindestroom is dit convenant. Een convenant is een overeenkomst."
    )
    assert [one.name for one in found.replaces] == ["Convenant Bellen Elzenbroek 2019-2023"]
    assert [one.name for one in found.depends_on] == ["Landelijk Convenant Vroegbellen"]
    assert [one.name for one in found.names] == [
        "Convenant Bellen Elzenbroek 2019-2023",
        "Landelijk Convenant Vroegbellen",
        "Meldpunt Zorg en Bellen",
        "Privacyprotocol",
        "bijlage 2 (Model belbrief)",
    ]


def test_a_document_named_in_short_and_spelled_out_is_one() -> None:
    found = document("Zie het Convenant Zorgen. Zie ook het Convenant Zorgen Elzenbroek 2024-2027.")
    assert [one.name for one in found.names] == ["Convenant Zorgen Elzenbroek 2024-2027"]


def test_nobody_replaces_what_replaces_it() -> None:
    assert document("Dit convenant wordt te zijner tijd vervangen door het Convenant Bellen 2030.").replaces == ()


ANNEX = "Gegevensoverzicht bellen\n\nBijlage B bij de Werkafspraken bellen Lindestroom\n\nVersie 1, 30 januari 2025"


def test_an_appendix_names_what_it_is_a_part_of_and_leans_on_it() -> None:
    found = document("", cover=ANNEX)
    assert (found.title, found.kind) == ("Gegevensoverzicht bellen", DocumentKind.APPENDIX)
    assert (found.part_of, found.dated) == ("bijlage B bij Werkafspraken bellen Lindestroom", date(2025, 1, 30))
    assert [one.name for one in found.depends_on] == ["Werkafspraken bellen Lindestroom"]
    assert [one.name for one in found.names] == ["Werkafspraken bellen Lindestroom"]


def test_an_appendix_without_number_and_a_file_with_no_other_title_are_told() -> None:
    found = document("", cover="Bijlage bij het Convenant Bellen Lindestroom")
    assert (found.title, found.part_of) == (
        "Bijlage bij het Convenant Bellen Lindestroom",
        "bijlage bij Convenant Bellen Lindestroom",
    )


def test_an_appendix_does_not_name_itself_and_says_whose_another_is() -> None:
    found = document(
        "Dit overzicht hoort als bijlage B bij de werkafspraken. Zie bijlage C, bijlage 3 bij het convenant en "
        "bijlage 1 bij het Convenant Zorgen Lindestroom.",
        cover=ANNEX,
    )
    assert [one.name for one in found.names][1:] == [
        "bijlage B bij de werkafspraken",
        "bijlage C",
        "bijlage 3 bij het convenant",
        "bijlage 1 bij het Convenant Zorgen Lindestroom",
        "Convenant Zorgen Lindestroom",
    ]


def test_an_appendix_that_stands_in_the_document_is_no_other_document() -> None:
    found = document(f"Zie bijlage 1 en bijlage 2 (Model belbrief).\n\nBijlage 1 Belschema\n\n{BODY}")
    assert [one.name for one in found.names] == ["bijlage 2 (Model belbrief)"]


def test_a_name_ends_with_its_years() -> None:
    (named,) = document("Wij hebben het Convenant Bellen Elzenbroek 2025-2028 geëvalueerd, en wel in mei.").names
    assert named.name == "Convenant Bellen Elzenbroek 2025-2028"


def test_a_memo_on_work_agreements_does_not_lean_on_them_for_saying_that_they_hold() -> None:
    cover = "Memo\n\nOnderwerp: Ervaringen met bellen"
    assert (
        document("Zolang u niet anders besluit, gelden de Werkafspraken bellen Lindestroom.", cover=cover).depends_on
        == ()
    )


def test_a_term_of_another_document_is_not_its_own() -> None:
    cover = "Procesbeschrijving bellen"
    found = document("Het Convenant Bellen Elzenbroek geldt tot en met 31 december 2028.", cover=cover)
    assert found.valid_until is None
    assert document("Het convenant geldt tot en met 31 december 2028.", cover=cover).valid_until is None


@pytest.mark.parametrize(
    ("cover", "sentence"),
    [
        ("Handreiking bellen Lindestroom", "Deze handreiking geldt vanaf 15 oktober 2026."),
        ("Gegevensoverzicht bellen", "Het overzicht geldt vanaf 15 oktober 2026."),
        ("Leidraad bellen", "De leidraad treedt in werking op 15 oktober 2026."),
    ],
)
def test_a_document_is_known_by_the_noun_of_its_title(cover: str, sentence: str) -> None:
    assert document(sentence, cover=cover).valid_from == date(2026, 10, 15)


@pytest.mark.parametrize("cover", ["Handreiking bellen", "Leidraad bellen", "Werkinstructie bellen"])
def test_a_guide_describes_how_work_is_done(cover: str) -> None:
    assert document("", cover=cover).kind is DocumentKind.PROCESS_DESCRIPTION


def test_considerations_in_one_sentence_with_the_parties_name_none() -> None:
    text = """# Convenant fietsen

## Partijen

De ondergetekenden:

1. de gemeente Proefstad, hierna: "Proefstad";
2. de Stichting Sociaal Werk Proefstad, verder: SWP (alleen hoofdstuk 3);

beide verder te noemen: "partijen",

overwegende dat:

- de gemeente op grond van de wet hulp biedt aan inwoners die dat nodig hebben;
- de Fietsersbond Proefstad dat ook doet;

komen het volgende overeen.

## Artikel 1 Doel

Partijen houden de stoep vrij.
"""
    parties = read("convenant.md", text.encode(), region="proefstad").document.parties
    assert [one.name for one in parties] == ["gemeente Proefstad", "Stichting Sociaal Werk Proefstad"]
    assert "SWP" in parties[1].aliases


@pytest.mark.parametrize("sender", ["Gemeente Elzenbroek", "Stichting Wijkzorg Elzenbroek\n\nPostbus 1000"])
def test_whose_paper_it_is_stands_above_the_title_and_is_not_it(sender: str) -> None:
    found = document(BODY, cover=f"{sender}\n\nConvenant Weerbare Wijken")
    assert (found.title, found.kind) == ("Convenant Weerbare Wijken", DocumentKind.COVENANT)
    assert document(BODY, cover=f"{sender}\n\nAanpak van lege huizen").title == "Aanpak van lege huizen"


def test_a_region_in_capitals_is_known_by_what_happens_there() -> None:
    cover = "PROTOCOL LEGE HUIZEN – WILGERHOUT"
    assert document("In Wilgerhout belt het loket.", cover=cover, region=None).region == "wilgerhout"
    assert document("Het loket belt.", cover=cover, region=None).region == "onbekend"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Deelnemers zijn de gemeenten Elzenbroek en Wilgerhout (met hun wijkteams), Stichting Wijkzorg "
            "en GGD Stroomland.",
            ["gemeente Elzenbroek", "gemeente Wilgerhout", "Stichting Wijkzorg", "GGD Stroomland"],
        ),
        (
            "Aangegaan door de burgemeesters van Elzenbroek en Wilgerhout, de politie (basisteam Stroom) en "
            "Stichting Zorg en Welzijn.",
            [
                "burgemeester van Elzenbroek",
                "burgemeester van Wilgerhout",
                "politie (basisteam Stroom)",
                "Stichting Zorg en Welzijn",
            ],
        ),
        (
            "Deelnemende organisaties: gemeente Elzenbroek, woongroep De Linde, Stroomkring Energie N.V.",
            ["gemeente Elzenbroek", "woongroep De Linde", "Stroomkring Energie N.V."],
        ),
        (
            "Dit convenant is gesloten tussen de colleges van burgemeester en wethouders van Elzenbroek en "
            "Wilgerhout en Stichting Wijkzorg.",
            [
                "college van burgemeester en wethouders van Elzenbroek",
                "college van burgemeester en wethouders van Wilgerhout",
                "Stichting Wijkzorg",
            ],
        ),
        (
            "Wij maken deze afspraken met:\n\n* de gemeenten Elzenbroek en Wilgerhout\n* Politie, basisteam "
            "Stroom\n\n* Er wordt gebeld.",
            ["gemeente Elzenbroek", "gemeente Wilgerhout", "Politie, basisteam Stroom"],
        ),
    ],
)
def test_parties_are_read_from_a_sentence_that_names_them_one_after_another(text: str, names: list[str]) -> None:
    assert [party.name for party in document(f"2. Samenwerking\n\n{text}\n").parties][: len(names)] == names


def test_those_who_adopt_a_regulation_are_its_parties() -> None:
    text = (
        "REGELING LEGE HUIZEN\n\nHet college van burgemeester en wethouders van de gemeente Elzenbroek, "
        "Stichting Wijkzorg, "
        "alsmede Woonstichting De Linde;\n\ngelet op artikel 3 van de Wet op de wijken;\n\nstellen de "
        "volgende regeling vast.\n\n"
        f"Artikel 1 Doel\n\n{BODY}\n"
    )
    assert [party.name for party in read("regeling.txt", text.encode()).document.parties] == [
        "college van burgemeester en wethouders van de gemeente Elzenbroek",
        "Stichting Wijkzorg",
        "Woonstichting De Linde",
    ]


def test_who_take_part_answers_the_question_above_it() -> None:
    named = "De gemeente Elzenbroek, zorgverzekeraar De Pleister en het Sociaal Loket Stroom (hierna: het loket)."
    found = document(f"Wie zijn wij?\n\n{named} Het loket tekent mee.\n")
    assert [(party.name, party.aliases) for party in found.parties] == [
        ("gemeente Elzenbroek", ()),
        ("zorgverzekeraar De Pleister", ()),
        ("Sociaal Loket Stroom", ("loket",)),
    ]


@pytest.mark.parametrize(
    "question", ["Wie doen er mee?", "Wie nemen deel?", "Met wie maken we deze afspraken?", "Wie zijn de partijen?"]
)
def test_a_list_under_the_question_who_take_part_names_the_parties(question: str) -> None:
    listed = (
        "- gemeente Elzenbroek (penvoerder)\n- Schoolbestuur De Lei\n- Stichting Leerling en Zorg\n"
        "- GGD Stroomland: jeugdarts"
    )
    text = f"# Werkafspraken verzuim\n\n## {question}\n\n{listed}\n\nDe gemeente betaalt.\n\n## Doel\n\n{BODY}\n"
    assert [party.name for party in read("verzuim.md", text.encode()).document.parties] == [
        "gemeente Elzenbroek",
        "Schoolbestuur De Lei",
        "Stichting Leerling en Zorg",
        "GGD Stroomland",
    ]


@pytest.mark.parametrize(
    "listed",
    [
        "- de leerplichtambtenaar\n- de mentor\n- de jeugdarts",
        "- mevrouw A. Beller\n- de heer B. Schrijver",
        "- Stichting Wijkzorg belt de ouders\n- de gemeente Elzenbroek schrijft een brief",
        "- Jongeren\n- Ouders\n- Scholen",
        "- gemeente Elzenbroek",
    ],
)
def test_a_list_of_persons_or_tasks_under_that_question_names_no_parties(listed: str) -> None:
    text = f"# Werkafspraken verzuim\n\n## Wie doen er mee?\n\n{listed}\n\n## Doel\n\n{BODY}\n"
    assert read("verzuim.md", text.encode()).document.parties == ()


@pytest.mark.parametrize("line", ["Versie 2.0, mei 2025", "Vastgesteld op 6 mei 2025", "Geldig tot en met 6 mei 2029"])
def test_a_line_that_tells_of_the_paper_is_no_part_of_its_title(line: str) -> None:
    text = f"# Samen op tijd\n\nWerkafspraken over verzuim van leerlingen in Elzenbroek\n{line}\n\n## Doel\n\n{BODY}\n"
    found = read("verzuim.md", text.encode()).document
    assert found.title == "Werkafspraken over verzuim van leerlingen in Elzenbroek"


def test_a_wrapped_title_stays_one_title() -> None:
    text = f"Werkafspraken over verzuim van leerlingen\nin Elzenbroek\n\n## Doel\n\n{BODY}\n"
    found = read("verzuim.md", text.encode()).document
    assert found.title == "Werkafspraken over verzuim van leerlingen in Elzenbroek"


def test_above_the_first_heading_a_paper_tells_of_itself_without_naming_itself() -> None:
    told = "Vastgesteld door het bestuurlijk overleg op 6 mei 2025. In werking vanaf 1 juni 2025."
    found = read("p.md", f"# Privacybijlage Elzenbroek\n\n{told}\n\n## Doel\n\n{BODY}\n".encode()).document
    assert (found.kind, str(found.dated), str(found.valid_from)) == (DocumentKind.APPENDIX, "2025-05-06", "2025-06-01")
    later = read("p.md", f"# Privacybijlage Elzenbroek\n\n## Plan\n\n{told} {BODY}\n".encode()).document
    assert (later.dated, later.valid_from) == (None, None)


def test_several_on_one_line_of_a_list_are_several_parties() -> None:
    found = document(
        "2. Partijen\n\nPartijen zijn:\n\n1. gemeente Elzenbroek, gemeente Wilgerhout en gemeente "
        "Lindestroom (samen: wij);\n"
        "2. Politie, basisteam Stroom;\n3. Stichting Dak, waarin Stichting Pan en Stichting Goot samenwerken.\n"
    )
    names = [party.name for party in found.parties]
    assert names[:4] == [
        "gemeente Elzenbroek",
        "gemeente Wilgerhout",
        "gemeente Lindestroom",
        "Politie, basisteam Stroom",
    ]
    assert names[4:] == ["Stichting Dak"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Partijen zijn het erover eens dat de gemeente Elzenbroek belt en Stichting Wijkzorg schrijft.",
        "Deelnemers zijn vrij om Stichting Wijkzorg en de gemeente Elzenbroek te bellen.",
        "De gesprekken worden gesloten door de gemeente Elzenbroek en Stichting Wijkzorg.",
        "Deelnemers zijn de huisarts, de wijkverpleegkundige en een tolk.",
        "Partijen zijn Stichting Wijkzorg, vertegenwoordigd door mevrouw A. Beller, en de gemeente Elzenbroek.",
        "Aangegaan door wethouder A. Beller, directeur B. Schrijver en voorzitter C. Luisteraar.",
    ],
)
def test_a_sentence_that_tells_more_than_names_gives_no_parties(sentence: str) -> None:
    assert document(f"2. Samenwerking\n\n{sentence}\n").parties == ()


def test_a_date_that_can_be_read_two_ways_is_told_and_not_taken() -> None:
    text = f"Convenant Bellen\n\n1. Duur\n\nDit convenant gaat in op 05/06/25 en geldt voor vier jaar. {BODY}\n"
    reading = read("afspraak.txt", text.encode(), region="elzenbroek")
    assert (reading.document.valid_from, reading.document.valid_until) == (None, None)
    assert [(one.code, one.facts["date"]) for one in reading.warnings] == [("date_doubtful", "05/06/25")]
    sure = read("afspraak.txt", text.replace("05/06/25", "25/06/25").encode(), region="elzenbroek")
    assert (str(sure.document.valid_from), str(sure.document.valid_until)) == ("2025-06-25", "2029-06-24")
    assert sure.warnings == ()
