"""What a new colleague reads on the path: the agreements' own sentences under the right question, or nothing."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path as Folder

import pytest
from pydantic import BaseModel

from assistant.learning.introduction import Introduction
from assistant.learning.parties import Player
from assistant.learning.path import Path, Paths
from assistant.learning.said import Said
from kb.answer import Citation
from kb.errors import UnknownIntervention
from kb.model import Passage
from kb.settings import Settings
from kb.store import Store
from tests.assistant.invented import agreement
from tests.assistant.learning.conftest import ROOT, Held, paths_of, read_into

ON = date(2026, 11, 22)
SHARED = ROOT.parent / "shared" / "corpus"
MEMO = "# Memo wijkteams Duindorp\n\n## Aanleiding\n\nVorig jaar liep de samenwerking niet goed. Er was verwarring.\n"


@pytest.fixture
def path(example: Paths) -> Path:
    """The path through the example region."""
    return example.of("lindestroom", ON)


def told(path: Path, slug: str) -> Introduction:
    """What a module says of its intervention."""
    found = path.module(slug).introduction
    assert found is not None
    return found


def quotes(said: Iterable[Said]) -> list[str]:
    """The sentences that are marked."""
    return [citation.quote for one in said for citation in one.citations]


def grouped(introduction: Introduction, facet: str) -> dict[str, str]:
    """The marked sentences of a facet by group, each group as one text."""
    return {group.code: "\n".join(quotes(group.said)) for group in getattr(introduction, facet)}


def player(path: Path, name: str) -> Player:
    """Somebody who takes part, by name."""
    return next(one for one in path.players if one.name == name)


def inside(noun: BaseModel) -> Iterator[Citation | Passage]:
    """Every citation and passage in a noun."""
    if isinstance(noun, Citation | Passage):
        yield noun
        return
    stack: list[object] = [getattr(noun, name) for name in type(noun).model_fields]
    while stack:
        one = stack.pop()
        if isinstance(one, BaseModel):
            yield from inside(one)
        elif isinstance(one, tuple):
            stack += one


def test_the_path_goes_from_who_takes_part_by_the_interventions_to_what_holds(path: Path) -> None:
    assert [one.slug for one in path.steps] == [
        "wie-doen-mee",
        "vroegsignalering",
        "zorg-en-overlast",
        "voorkomen-huisuitzetting",
        "woonoverlast",
        "dubbele-meldingen",
        "privacy",
        "wat-geldt-nu",
    ]
    assert all(1 <= one.minutes <= 12 for one in path.steps)


def test_a_section_is_read_under_its_intervention(path: Path) -> None:
    assert path.module("laatste-kans").part_of == "woonoverlast"
    assert path.module("intake").part_of == "voorkomen-huisuitzetting"


def test_every_sentence_and_paragraph_shown_stands_in_its_document(path: Path, example_store: Store) -> None:
    shown = list(inside(path))
    assert len(shown) > 1000
    texts: dict[tuple[str, str], str] = {}
    for one in shown:
        key = (one.document_id, one.version)
        text = texts.setdefault(key, example_store.reading(*key).full_text)
        assert text[one.start : one.end] == (one.quote if isinstance(one, Citation) else one.text)


def test_a_paper_that_was_replaced_teaches_nothing_but_that(path: Path) -> None:
    taught = [one for module in path.modules if module.introduction for one in inside(module.introduction)]
    taught += [one for group in path.privacy.groups for one in inside(group)]
    assert not [one.document_id for one in taught if one.document_id.endswith(("2021-2024", "laatste-kans"))]


@pytest.mark.parametrize(
    ("slug", "goal"),
    [
        ("vroegsignalering", "Partijen willen inwoners met een beginnende achterstand zo vroeg mogelijk bereiken"),
        ("zorg-en-overlast", "Partijen willen dat zorgen om inwoners vroeg worden gezien"),
        ("voorkomen-huisuitzetting", "De corporaties, Buurtkracht, Budgetpunt en de gemeenten doen daarom samen"),
        ("woonoverlast", "Partijen willen woonoverlast stoppen en voorkomen"),
        ("dubbele-meldingen", "Zij laat zien wat u doet als u een inwoner wilt melden"),
    ],
)
def test_the_goal_is_the_sentence_that_says_what_it_is_for(path: Path, slug: str, goal: str) -> None:
    (said,) = quotes(told(path, slug).goal)
    assert said.startswith(goal)


def test_for_whom_it_is_says_also_for_whom_it_is_not(path: Path) -> None:
    said = quotes(told(path, "voorkomen-huisuitzetting").audience)
    assert [one.split(".")[0] for one in said] == ["- Sociale huur", "- Particuliere huur", "- Koopwoning"]
    assert quotes(told(path, "zorg-en-overlast").audience) == [
        "Dit convenant geldt voor iedereen van achttien jaar en ouder die in een van de gemeenten verblijft."
    ]


def test_what_an_appendix_is_for_is_not_what_the_intervention_is_for(path: Path) -> None:
    introduction = told(path, "vroegsignalering")
    assert not [one for one in (*introduction.goal, *introduction.audience) if "privacy" in one.passage.document_id]


def test_who_takes_part_is_the_list_that_says_so_and_who_joins_when(path: Path) -> None:
    said = quotes(told(path, "voorkomen-huisuitzetting").joining)
    at = said.index("De volgende organisaties voeren de werkafspraken uit:")
    assert said[at + 2] == "- Stichting Buurtkracht Lindestroom (hierna: Buurtkracht);"
    assert "de huurder en de corporatie nemen deel" in "\n".join(said)


def test_the_leads_are_kept_apart(path: Path) -> None:
    leads = grouped(told(path, "vroegsignalering"), "leads")
    assert set(leads) == {"case", "process", "chair"}
    assert leads["case"].startswith("De casusregie ligt vanaf de ontvangst van het signaal bij het signaalpunt.")
    assert "De gemeente Lindestroom voert de procesregie namens de gemeenten." in leads["process"]
    assert "Budgetpunt zit de werkgroep voor." in leads["chair"]


def test_consent_is_sorted_by_what_is_said_of_it(path: Path) -> None:
    consent = grouped(told(path, "voorkomen-huisuitzetting"), "consent")
    assert "Voor de aanmelding bij Buurtkracht is geen toestemming van de huurder nodig." in consent["not_needed"]
    assert "Zonder handtekening van de huurder start het traject niet." in consent["needed"]
    assert "geldt niet als toestemming om gegevens te delen" in consent["not_enough"]
    assert "Een huurder die geen toestemming geeft, kan het traject wel volgen." in consent["refused"]


def test_who_signs_a_declaration_consents_to_nothing_and_a_reference_is_no_rule(path: Path) -> None:
    every = [grouped(told(path, one.slug), "consent").values() for one in path.steps if one.introduction]
    said = "\n".join(text for texts in every for text in texts)
    assert "geheimhoudingsverklaring" not in said
    assert "aansluitverklaring" not in said
    assert "Artikel 8 noemt de gevallen" not in said


def test_what_is_recorded_is_shown_with_the_list_that_it_introduces(path: Path) -> None:
    said = quotes(told(path, "zorg-en-overlast").records)
    at = said.index("Het meldpunt registreert van elke melding:")
    assert said[at + 1].startswith("a. de datum van ontvangst")


def test_a_time_limit_says_who_must_keep_it_and_when_an_agreement_is_looked_at_is_none(path: Path) -> None:
    limits = told(path, "voorkomen-huisuitzetting").limits
    assert ("Binnen tien werkdagen na de intake", ("Buurtkracht",)) in [(one.term, one.who) for one in limits]
    every = [limit.term for one in path.steps if one.introduction for limit in one.introduction.limits]
    assert not [term for term in every if "kwartaal van" in term or "2028" in term]
    assert "op de dag waarop het weer wordt gesloten" not in every  # from then on a paper is kept: nobody acts


def test_what_to_do_when_it_does_not_work_out_stands_with_what_it_follows(path: Path) -> None:
    (_, dispute) = told(path, "woonoverlast").follows
    assert [one.quote for one in dispute.citations] == [
        "Zijn partijen het oneens over de indeling van een melding of over de aanpak, dan overleggen hun"
        " leidinggevenden.",
        "Zijn zij het na vijf werkdagen nog niet eens, dan beslist de gemeente.",
    ]


def test_another_agreement_that_matters_leads_to_its_own_module(path: Path) -> None:
    elsewhere = told(path, "woonoverlast").elsewhere
    modules = [path.about(one.document_id) for one in elsewhere]
    assert [one and one.slug for one in modules] == ["zorg-en-overlast", "voorkomen-huisuitzetting"]


def test_a_party_knows_its_names_its_tasks_and_what_it_does_where(path: Path) -> None:
    found = player(path, "Stichting Buurtkracht Lindestroom")
    assert found.also == (("Buurtkracht", None),)
    assert len(found.party_to) == 4  # the three agreements and the working agreements
    assert [one.passage.text.split("\t")[1] for one in found.tasks] == [
        "Gaat op huisbezoek en begeleidt inwoners die hulp aannemen",
        "Volgt groene meldingen op, gaat mee op huisbezoek en begeleidt inwoners die hulp aannemen",
        "Voert de regie bij ernstige overlast en begeleidt de bewoner",
    ]
    done = {one.intervention: [deed.citation.quote for deed in one.deeds] for one in found.done}
    assert "Buurtkracht antwoordt binnen een maand." in done["Woonoverlast"]


def test_a_name_that_parties_share_leads_to_what_is_said_of_all_of_them(path: Path) -> None:
    also = dict(player(path, "Woonstichting De Linde").also)
    assert also["corporaties"] == player(path, "Corporatie").slug


def test_a_role_is_explained_where_the_agreements_define_it(path: Path) -> None:
    (said,) = quotes(player(path, "Signaalpunt").defined)
    assert said.startswith("e. signaalpunt: het onderdeel van Budgetpunt dat signalen ontvangt")


def test_privacy_tells_how_long_who_answers_and_where_to_complain(path: Path) -> None:
    said = {group.code: "\n".join(quotes(group.said)) for group in path.privacy.groups}
    assert "Dossier over schuldhulp\tVijf jaar" in said["kept"]
    assert (
        "De gemeenten zijn samen verantwoordelijke voor de gegevens die het signaalpunt vastlegt."
        in said["responsible"]
    )
    assert "Autoriteit Persoonsgegevens" in said["complaints"]
    assert "Direct gevaar voor de inwoner of voor anderen is een zelfstandige grondslag." in said["ground"]
    assert "Partijen delen geen diagnoses" in said["never"]
    assert "Naam, adres en geboortedatum\tSignaalpunt\tBuurtkracht en Budgetpunt" in said["shared"]


def test_what_holds_stands_above_what_has_ended_with_what_took_its_place(path: Path) -> None:
    items = path.papers.items
    assert [one.validity.status for one in items] == ["in_force"] * 8 + ["unknown"] + ["expired"] * 2
    old = next(one for one in items if one.document.id.endswith("2021-2024"))
    assert [title for _, title in old.replaced_by] == ["Convenant Vroegsignalering Lindestroom 2025-2028"]
    (term,) = items[0].term
    assert quotes([term]) == [
        "1. Dit convenant treedt in werking op 1 januari 2025 en geldt tot en met 31 december 2028."
    ]
    assert "bijlage 2 (Meldformulier)" in [one.name for one in path.papers.missing]


def test_the_steps_of_a_module_are_the_process_of_that_intervention(example: Paths, path: Path) -> None:
    process = example.process(path, path.module("voorkomen-huisuitzetting"))
    assert process is not None
    numbers = [frame.step.number for frame in process.rules if frame.step.number]
    assert numbers == sorted(numbers)
    assert example.process(path, path.module("privacy")) is None


def test_a_path_is_made_once_for_what_is_held_on_a_day(tmp_path: Folder, held: Held) -> None:
    store = held(een=agreement("Werkafspraken gemeente Duindorp", {"Regie": "Het wijkteam heeft de casusregie."}))
    paths = paths_of(store)
    before = paths.of("duindorp", ON)
    assert paths.of("duindorp", ON) is before
    more = tmp_path / "twee.md"
    more.write_text(agreement("Werkafspraken Sneeuwruimen gemeente Duindorp", {"Strooien": "De gemeente strooit."}))
    read_into(store, tmp_path / "data", [more])
    assert [one.name for one in paths.of("duindorp", ON).steps if one.introduction] == [
        "Sneeuwruimen gemeente",
        "Werkafspraken gemeente Duindorp",
    ]


def test_a_region_with_one_short_memo_is_honest_about_it(held: Held) -> None:
    path = paths_of(held(memo=MEMO)).of("duindorp", ON)
    assert [one.sort for one in path.modules] == ["parties", "privacy", "holding"]
    assert not path.players
    assert not [group for group in path.privacy.groups if group.said]
    (item,) = path.papers.items
    assert not item.term


def test_a_paper_whose_title_tells_no_subject_is_read_under_its_title(held: Held) -> None:
    text = agreement("Convenant gemeente Duindorp 2026", {"Regie": "Het wijkteam heeft de casusregie."})
    paths = paths_of(held(convenant=text))
    path = paths.of("duindorp", ON)
    (module,) = [one for one in path.steps if one.introduction]
    assert module.name == "Convenant gemeente Duindorp 2026"
    assert paths.process(path, module) is not None


def test_a_facet_that_the_papers_do_not_speak_of_is_empty(held: Held) -> None:
    text = agreement("Werkafspraken Sneeuwruimen gemeente Duindorp", {"Strooien": "De gemeente strooit de stoep."})
    (module,) = [one for one in paths_of(held(sneeuw=text)).of("duindorp", ON).steps if one.introduction]
    introduction = module.introduction
    assert introduction is not None
    assert [one.name for one in introduction.takers] == ["Gemeente"]
    facets = ("goal", "audience", "leads", "consent", "records", "limits", "follows", "elsewhere")
    assert [name for name in facets if getattr(introduction, name)] == []


def test_what_is_on_no_path_is_unknown(path: Path) -> None:
    with pytest.raises(UnknownIntervention):
        path.module("toverij")
    with pytest.raises(UnknownIntervention):
        path.player("toverij")


@pytest.mark.shared
def test_of_the_shared_agreement_each_section_gets_its_own_sentences(tmp_path: Folder) -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared is absent")
    (pdf,) = [one for one in SHARED.glob("utrecht-*.pdf") if ".scan." not in one.name]
    with closing(Store(Settings(data=tmp_path).database_url)) as store:
        read_into(store, tmp_path, [pdf])
        path = paths_of(store).of("utrecht", ON)
        for one in inside(path):
            text = store.reading(one.document_id, one.version).full_text
            assert text[one.start : one.end] == (one.quote if isinstance(one, Citation) else one.text)
        (whole,) = [one for one in path.steps if one.introduction]
        sections = [one.introduction for one in path.modules if one.part_of == whole.slug and one.introduction]
    # judged by reading: goal, for whom, who leads, records; each count is of sentences, none of them wrong
    counts = [
        tuple(len(quotes(said)) for said in (it.goal, it.audience, *[group.said for group in it.leads], it.records))
        for it in sections
    ]
    assert counts == [(0, 2, 6), (0, 1, 2, 7), (0, 2, 3), (0, 1, 3), (0, 0, 0)]
    for section in sections:
        own = [said.passage for said in (*section.goal, *section.audience)]
        assert all(any(section.scope.name in heading for heading in passage.headings) for passage in own)
