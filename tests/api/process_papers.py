"""Agreements of two invented regions about one intervention, and the command line on them."""

from pathlib import Path

from typer.testing import CliRunner, Result

from api.cli import app

MEERDAM = """# Werkafspraken achterstallige huur Meerdam 2025

## 1. Doel en gebruik

Deze werkafspraken gelden van 1 januari 2025 tot en met 31 december 2099. Zij vervangen het Convenant
achterstallige huur Meerdam 2020-2024.

## 2. Eerste contact

De corporatie belt de huurder binnen vijf werkdagen. Reageert de huurder niet, dan stuurt de corporatie een brief.

Het wijkteam bezoekt de huurder na toestemming van de huurder. Lukt dat niet, dan belt het wijkteam de corporatie.

De brief wordt in het dossier <script>alert("1")</script> & het archief bewaard.

## 3. Verdeling van de kosten

De corporatie en het wijkteam betalen samen de kosten.
"""
ELZENDAM = """# Werkafspraken achterstallige huur Elzendam 2025

## 1. Eerste contact

De woonconsulent meldt de huurder aan bij de kredietbank.
"""
FORMER = """# Convenant achterstallige huur Meerdam 2020-2024

## 1. Looptijd

Dit convenant geldt van 1 januari 2020 tot en met 31 december 2024.

## 2. Eerste contact

De deurwaarder bezoekt de huurder binnen acht dagen.
"""
EXPIRED = """# Protocol achterstallige huur Elzendam

## 1. Looptijd

Dit protocol geldt van 1 januari 2018 tot en met 31 december 2019.

## 2. Nazorg

De maatschappelijk werker belt de huurder elke maand.
"""
MEMO = """# Memo ervaringen met dakloosheid Dijkveen

## 1. Aanleiding

Vorig jaar heeft de gemeente twintig huurders bezocht. De corporatie heeft toen drie brieven gestuurd.
"""
PAPERS = (
    ("meerdam", "huur-2025", MEERDAM),
    ("meerdam", "huur-2020", FORMER),
    ("elzendam", "huur", ELZENDAM),
    ("elzendam", "nazorg", EXPIRED),
    ("dijkveen", "memo", MEMO),
)
NAME = "achterstallige huur"
EXAMPLES = ("voorkom huisuitzetting", "zorg en overlast", "woonoverlast", "vroegsignalering")


def run(data: Path, *arguments: str) -> Result:
    """The command line on a data folder."""
    return CliRunner().invoke(app, ["--data", str(data), *arguments], env={"COLUMNS": "100"})


def take_in(folder: Path) -> Path:
    """A data folder that holds these papers: two regions with one in force and one not, a third with a story."""
    for region, stem, text in PAPERS:
        path = folder / f"{stem}.md"
        path.write_text(text, encoding="utf-8")
        assert run(folder / "data", "ingest", "--region", region, str(path)).exit_code == 0
    return folder / "data"
