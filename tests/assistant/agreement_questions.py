"""Questions about the agreements themselves with what must be cited, and process questions that only mention one."""

from kb.answer import Verdict

V21, V25 = "convenant-vroegsignalering-2021-2024", "convenant-vroegsignalering-2025-2028"
ZORG = "convenant-zorg-en-overlast-2024-2027"
OVER, LAST = "samenwerkingsovereenkomst-woonoverlast-2026-2029", "samenwerkingsovereenkomst-woonoverlast-laatste-kans"
WORK = "werkafspraken-voorkomen-huisuitzetting"
MEMO, GUIDE, PRIVACY = "memo-stuurgroep-2026", "handreiking-dubbele-meldingen", "privacyprotocol-vroegsignalering"
DATA, PROCESS = "gegevensoverzicht-voorkomen-huisuitzetting", "procesbeschrijving-voorkomen-huisuitzetting"
YES, NO = Verdict.YES, Verdict.NO


Row = tuple[str, str, str, Verdict | None]
PARTIES: list[Row] = [
    ("Welke partijen doen mee aan het convenant vroegsignalering?", V25, "Budgetpunt Lindestroom", None),
    ("wie zitten er in het convenant zorg en overlast", ZORG, "Stichting De Nachtegaal", None),
    ("Welke clubs zitten er eigenlijk in het convenant zorg en overlast?", ZORG, "GGD Lindeland", None),
    ("Met welke organisaties is de samenwerkingsovereenkomst woonoverlast gesloten?", OVER, "gesloten tussen", None),
    ("Hoeveel partijen heeft het convenant vroegsignalering?", V25, "10. Budgetpunt", None),
    ("welke partjen doen mee aan t convenant vroegsignalering 2021-2024", V21, "W. Eikenaar", None),
    ("Wie doen er mee aan de werkafspraken?", WORK, "voeren de werkafspraken uit", None),
    ("Noem de deelnemers aan het convenant vroegsignalering", V25, "Het Lindefonds", None),
    ("Wie zijn de partners in het vroegsignaleringsconvenant?", V25, "Stroomkring", None),
    ("Which parties are in the early detection covenant?", V25, "Waterleiding", None),
    ("How many parties are there in the care and nuisance covenant?", ZORG, "De Populier", None),
    ("Is de politie partij bij het convenant vroegsignalering?", V25, "Stichting Buurtkracht", NO),
    ("Is de politie partij bij de samenwerkingsovereenkomst woonoverlast?", OVER, "niet gebonden aan hoofdstuk 4", YES),
    ("Was de GGD partij bij de samenwerkingsovereenkomst uit 2023?", LAST, "gesloten tussen", NO),
    ("Is de GGD partij bij de samenwerkingsovereenkomst woonoverlast?", OVER, "GGD Lindeland", YES),
    ("Doet Waterleiding mee aan het convenant vroegsignalering?", V25, "hierna te noemen: Waterleiding", YES),
    ("Doet Wilgerhout mee aan het convenant vroegsignalering 2021-2024?", V21, "Elzenbroek", NO),
    ("Deed Wilgerhout al mee aan het vorige convenant vroegsignalering?", V21, "Elzenbroek", NO),
    ("Zijn de corporaties partij bij het convenant zorg en overlast?", ZORG, "Woonstichting De Linde", YES),
    ("zit de woningbouw ook in dat convenant over vroegsignalering?", V25, "Woonstichting De Linde", YES),
    ("Is Vesteda partij bij het convenant vroegsignalering?", V25, "Waterleiding", NO),
    ("Is the police a party to the care and nuisance covenant?", ZORG, "basisteam Lindestroom", YES),
    ("Does Budgetpunt take part in the working agreements?", WORK, "hierna: Budgetpunt", YES),
    ("Is GGD Lindeland part of the early detection covenant?", V25, "Budgetpunt", NO),
]
SIGNATURES: list[Row] = [
    ("Wie heeft het convenant vroegsignalering ondertekend?", V25, "H. Populiers, directeur", None),
    ("wie heeft het convenant vroegsignalerng ondrtekend", V25, "H. Populiers, directeur", None),
    ("Wie tekende namens Buurtkracht het convenant vroegsignalering?", V25, "L. Hazelhorst", None),
    ("Namens wie tekende Hazelhorst de samenwerkingsovereenkomst woonoverlast?", OVER, "Stichting Buurtkracht", None),
    ("Heeft de politie het convenant zorg en overlast ondertekend?", ZORG, "K. Taxusland", YES),
    ("Heeft Wonen Elzenbroek het convenant zorg en overlast getekend?", ZORG, "overeengekomen en ondertekend", NO),
    ("Staat de handtekening van Wonen Elzenbroek onder het convenant zorg en overlast?", ZORG, "ondertekend in", NO),
    ("Hebben alle partijen het convenant zorg en overlast getekend?", ZORG, "G. Jasmijn", None),
    ("Wanneer is het convenant vroegsignalering getekend?", V25, "12 december 2024", None),
    ("Wanneer is het convenant vroegsignalering 2021-2024 ondertekend?", V21, "10/12/2020", None),
    ("Wanneer heeft Wonen Elzenbroek het convenant vroegsignalering 2021-2024 getekend?", V21, "10/12/2020", None),
    ("Op welke datum is de samenwerkingsovereenkomst woonoverlast ondertekend?", OVER, "11 juni 2026", None),
    ("Wie heeft de werkafspraken ondertekend?", WORK, "vastgesteld door de Stuurgroep", None),
    ("Has Budgetpunt signed the early detection covenant?", V25, "H. Populiers", YES),
    ("When was the early detection covenant signed?", V25, "12 december 2024", None),
]
TERM: list[Row] = [
    ("Geldt het convenant vroegsignalering 2021-2024 nog?", V21, "31 december 2024", NO),
    ("tot wanneer loopt t convenant vroegsignalerig", V25, "31 december 2028", None),
    ("Hoe lang hebben we nog met het convenant vroegsignalering?", V25, "31 december 2028", None),
    ("Tot welke datum geldt de overeenkomst over woonoverlast?", OVER, "30 juni 2029", None),
    ("Zijn de werkafspraken verlopen?", WORK, "gelden vanaf 1 maart 2025", NO),
    ("Is het privacyprotocol nog geldig?", PRIVACY, "zolang het convenant van kracht is", YES),
    ("Is de handreiking dubbele meldingen al ingegaan?", GUIDE, "15 oktober 2026", YES),
    ("Kan ik het vroegsignaleringsconvenant nog gebruiken?", V25, "31 december 2028", YES),
    ("Mag ik me nog beroepen op het convenant vroegsignalering uit 2021?", V21, "31 december 2024", NO),
    ("Ik heb hier het convenant vroegsignalering 2021-2024. Geldt dat nog?", V21, "31 december 2024", NO),
    ("Gold het convenant vroegsignalering ook al in 2023?", V21, "31 december 2024", YES),
    ("Welk convenant vroegsignalering gold in 2022?", V21, "31 december 2024", None),
    ("Welke versie van het convenant vroegsignalering geldt nu?", V25, "31 december 2028", None),
    ("Wordt het convenant zorg en overlast stilzwijgend verlengd?", ZORG, "niet stilzwijgend verlengd", NO),
    (
        "Kan de samenwerkingsovereenkomst woonoverlast verlengd worden?",
        OVER,
        "of zij de samenwerking voortzetten",
        None,
    ),
    ("Geldt de werkinstructie huurachterstanden nog?", WORK, "vervangen de Werkinstructie", NO),
    ("Does the early detection covenant still apply?", V25, "31 december 2028", YES),
    ("Until what date does the housing nuisance agreement run?", OVER, "30 juni 2029", None),
    ("Was the old early detection covenant still valid in 2024?", V21, "31 december 2024", YES),
]
SUCCESSION: list[Row] = [
    ("Wat vervangt het convenant vroegsignalering 2021-2024?", V25, "Dit convenant vervangt", None),
    ("Waardoor is het convenant vroegsignalering 2021-2024 vervangen?", V25, "Dit convenant vervangt", None),
    ("Is er een nieuwere versie van het convenant vroegsignalering 2021-2024?", V25, "Dit convenant vervangt", YES),
    ("Wat is de opvolger van de overeenkomst aanpak woonoverlast en laatste kans?", OVER, "Zij vervangt", None),
    ("Is de werkinstructie huurachterstanden vervangen?", WORK, "vervangen de Werkinstructie", YES),
    ("Wat was de voorganger van de werkafspraken?", WORK, "vervangen de Werkinstructie", None),
    ("What replaced the 2021 early detection covenant?", V25, "Dit convenant vervangt", None),
]
PAPERS: list[Row] = [
    ("Welke afspraken hebben we over woonoverlast?", OVER, "Samenwerkingsovereenkomst Woonoverlast", None),
    ("Hoe heet het convenant over vroegsignalering?", V25, "Convenant Vroegsignalering Lindestroom", None),
    ("Welk convenant gaat over zorg en overlast?", ZORG, "Convenant Zorg en Overlast", None),
    ("Hebben we een document over dubbele meldingen?", GUIDE, "Handreiking dubbele meldingen", YES),
    ("Van wanneer is het convenant vroegsignalering?", V25, "12 december 2024", None),
    ("Door wie zijn de werkafspraken vastgesteld?", WORK, "vastgesteld door de Stuurgroep", None),
    ("Wie heeft de memo opgesteld?", MEMO, "Steller", None),
    ("Aan wie is de memo gericht?", MEMO, "Aan de leden van de Stuurgroep", None),
    ("Is het convenant vroegsignalering 2021-2024 een concept?", V21, "Definitieve versie", NO),
    ("Zijn de werkafspraken definitief?", WORK, "vastgesteld door de Stuurgroep", YES),
    ("When was the privacy protocol adopted?", PRIVACY, "12 december 2024", None),
    ("Is the care and nuisance covenant a draft?", ZORG, "vastgesteld en ondertekend", NO),
]
APPENDICES: list[Row] = [
    ("Waar staat bijlage 1 van het convenant vroegsignalering?", PRIVACY, "Privacyprotocol Vroegsignalering", None),
    ("Heb je bijlage 1 bij het convenant vroegsignalering?", PRIVACY, "Bijlage 1 bij het Convenant", YES),
    ("Waar vind ik bijlage B van de werkafspraken?", DATA, "Gegevensoverzicht", None),
    ("wat is bijlage A?", PROCESS, "Procesbeschrijving", None),
    ("Where can I find appendix B?", DATA, "Gegevensoverzicht", None),
    ("Wat staat in bijlage 1 van de samenwerkingsovereenkomst woonoverlast?", OVER, "vult dit model in", None),
    ("Hoeveel bijlagen heeft het convenant vroegsignalering?", V25, "De volgende bijlagen", None),
    ("Hoeveel bijlagen heeft de samenwerkingsovereenkomst woonoverlast?", OVER, "hoort één bijlage", None),
    ("Welke bijlagen horen bij de werkafspraken?", WORK, "horen twee bijlagen", None),
    ("Zit er een bijlage bij het convenant zorg en overlast?", ZORG, "horen twee bijlagen", YES),
    ("Kun je mij bijlage 1 van het convenant zorg en overlast laten zien?", ZORG, "onderste trede", None),
    ("Waar vind ik de escalatieladder?", ZORG, "onderste trede", None),
    ("Waar vind ik het privacyprotocol?", PRIVACY, "Privacyprotocol Vroegsignalering", None),
    ("Do you have the privacy protocol?", PRIVACY, "Privacyprotocol Vroegsignalering", YES),
    ("In welk artikel staat de looptijd van het convenant vroegsignalering?", V25, "treedt in werking", None),
    ("In welk hoofdstuk van de werkafspraken staan de dubbele meldingen?", WORK, "niet nog een keer door", None),
]
ALL = [*PARTIES, *SIGNATURES, *TERM, *SUCCESSION, *PAPERS, *APPENDICES]


PROCESS_QUESTIONS = """
moet de corporatie volgens het convenant eerst bellen?
Mag Buurtkracht volgens het convenant gegevens delen met de politie?
Hoeveel dagen heeft het signaalpunt volgens het convenant vroegsignalering?
Wie voert de procesregie in het convenant zorg en overlast?
Geldt het convenant ook voor ondernemers?
Geldt de samenwerkingsovereenkomst ook voor koopwoningen?
Wat is de opzegtermijn van het convenant vroegsignalering?
Kan een partij het convenant opzeggen?
Welke partij betaalt het signaalpunt?
Welke partijen moeten bij het casusoverleg zijn?
Welke partijen nemen deel aan het casusoverleg?
Welke partijen zijn betrokken bij de aanpak van woonoverlast?
Welke organisaties geven een signaal door?
Wie evalueert het convenant en wanneer?
Wie zit er in de stuurgroep?
Wie mag het convenant wijzigen?
Wat staat er in het convenant over toestemming?
Wat zegt de overeenkomst over privacy?
Wie doet er mee aan het slotoverleg?
Doet de corporatie mee aan het huisbezoek?
Is de huurder partij bij de werkafspraken?
Kan een particuliere verhuurder meedoen aan het convenant?
Hoe sluit een verhuurder zich aan?
Wie tekent het plan van aanpak?
Wie moet het plan van aanpak ondertekenen?
Heeft de huurder het plan ondertekend?
De huurder heeft getekend. Wie heeft nu de regie?
Wat als een partij niet tekent?
Wie ondertekent de laatste-kansovereenkomst?
Hoe lang duurt een laatste-kansovereenkomst?
Tot wanneer kan de huurder bezwaar maken?
Tot wanneer geldt de toestemming?
Hoe lang duurt een traject?
Hoe lang geldt het plan van aanpak?
Hoe lang bewaart Buurtkracht het dossier volgens de samenwerkingsovereenkomst?
Een collega zegt dat het signaalpunt alles binnen 3 maanden weglegt. Klopt dat nog?
De huurder heeft een regeling getroffen. Is die nog geldig?
Ik zie dat het signaal dubbel is. Geldt dat dan nog?
Wordt het traject verlengd?
Wanneer vervalt het aanbod van een laatste kans?
Wie vervangt de casusregisseur?
Waar staat dat de corporatie eerst moet bellen?
Waar staat wie de regie voert?
Waar meld ik een crisissignaal?
Welke afspraken gelden er voor koopwoningen?
Welke afspraken gelden bij dubbele meldingen?
Welke afspraken hebben we over het delen van gegevens?
Welke afspraken maakt de corporatie met de huurder?
Welke documenten moet ik meenemen naar de intake?
Wie heeft het plan van aanpak opgesteld?
Wanneer wordt het plan vastgesteld?
Wat doet de politie in de samenwerkingsovereenkomst?
Wat regelt het convenant voor particuliere verhuurders?
Wat is het verschil tussen het convenant en de werkafspraken?
Wat gaat voor, het convenant of de werkafspraken?
Wat kost deelname aan het convenant?
Wie is contactpersoon voor het convenant?
Welke gegevens staan in bijlage 2?
Welk convenant hadden we voor 2025?
Wat staat er in bijlage B over kinderen?
Wie vult het aanmeldformulier in?
Moet ik bijlage 3 invullen?
Does the covenant apply to homeowners?
Who leads the case according to the covenant?
How long may data be kept under the agreement?
When must the housing association call under the covenant?
Which parties must attend the case meeting?
Is consent needed under the early detection covenant?
What does the covenant say about children?
"""


SHARED: list[tuple[str, str, int, Verdict | None]] = [
    # question, last heading (empty: cover or contents), citations, verdict
    ("Tot wanneer geldt de samenwerkingsovereenkomst?", "Looptijd", 1, None),
    ("Geldt de samenwerkingsovereenkomst uit 2019 nog?", "Looptijd", 1, NO),
    ("is dit nog actueel?", "Looptijd", 1, NO),
    ("does this still hold?", "Looptijd", 1, NO),
    ("Is the Utrecht agreement expired?", "Looptijd", 1, YES),
    ("Geldt dit nog in Utrecht?", "Looptijd", 1, NO),
    ("Geldt het convenant Voorkom Huisuitzetting uit 2011 nog?", "2. Doel en uitgangspunt van de samenwerking", 1, NO),
    ("Geldt het convenant extreme woonoverlast nog?", "2. Doel en uitgangspunt van de samenwerking", 1, NO),
    ("Wat vervangt deze overeenkomst?", "2. Doel en uitgangspunt van de samenwerking", 1, None),
    ("Is de politie partij bij de Utrechtse samenwerkingsovereenkomst?", "Organisaties", 1, YES),
    ("Is Lokalis a party to the agreement?", "Organisaties", 1, YES),
    ("Is Altrecht partij bij de samenwerkingsovereenkomst?", "Organisaties", 1, NO),
    ("Is Lister partij bij de samenwerkingsovereenkomst?", "Organisaties", 3, None),  # on the cover, not in the list
    ("Is Mitros partij bij de overeenkomst?", "Organisaties", 2, None),  # a part of a party, and signed
    ("Welke organisaties zijn betrokken bij de overeenkomst?", "Organisaties", 2, None),
    ("Wie heeft de samenwerkingsovereenkomst ondertekend?", "6. Ondertekening", 1, None),
    ("Heeft Portaal de overeenkomst getekend?", "6. Ondertekening", 2, YES),
    ("Heeft U Centraal de overeenkomst getekend?", "6. Ondertekening", 2, None),  # a line without a date
    ("Heeft Lister de Utrechtse overeenkomst ondertekend?", "6. Ondertekening", 2, None),
    ("Wanneer heeft Mitros getekend?", "6. Ondertekening", 2, None),
    ("When did Lokalis sign the agreement?", "6. Ondertekening", 2, None),
    ("Van wanneer is de samenwerkingsovereenkomst?", "", 1, None),
    ("Hoe heet de overeenkomst in Utrecht?", "", 1, None),
    ("Who on the Drechtsteden side sent this memo to the board?", "", 2, None),
    ("Hoeveel bijlagen heeft de overeenkomst?", "", 1, None),
]
