"""An actor is named by any name that the agreements of the region give it, as whole words."""

import pytest

from eval.actors import named, names_of
from kb.model import Document, DocumentKind, Party, Span


def _document(region: str, *parties: tuple[str, ...]) -> Document:
    return Document(
        id=f"{region}/convenant",
        version="sha256:" + "0" * 64,
        file="convenant.md",
        title="Convenant",
        kind=DocumentKind.COVENANT,
        region=region,
        pages=1,
        parties=tuple(
            Party(name=name, aliases=tuple(aliases), evidence=Span(start=0, end=1)) for name, *aliases in parties
        ),
    )


_HELD = (
    _document("meerwijk", ("Stichting Wijkteam Meerwijk", "het wijkteam", "SWM")),
    _document("duindorp", ("Stichting Wijkzorg", "het wijkteam")),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Het Wijkteam belt.", True),
        ("Dan belt de SWM.", True),
        ("De stichting wijkteam Meerwijk belt.", True),
        ("De wijkteams bellen.", False),
        ("Stichting Wijkzorg belt.", False),
        ("", False),
    ],
)
def test_a_name_or_an_alias_of_the_region_counts(text: str, *, found: bool) -> None:
    assert named(names_of(["wijkteam"], _HELD, "meerwijk"), [text]) is found


def test_without_a_region_every_agreement_gives_names() -> None:
    assert named(names_of(["het wijkteam"], _HELD, None), ["Stichting Wijkzorg belt."])


def test_one_who_is_no_party_goes_by_the_name_expected() -> None:
    names = names_of(["de wijkagent", "coördinator"], _HELD, "meerwijk")
    assert named(names, ["Bel een wijkagent."])
    assert named(names, ["De coordinator belt."])
    assert not named(names, ["Het wijkteam belt."])


def test_an_article_alone_names_nobody() -> None:
    assert not named(names_of(["de"], _HELD, None), ["de"])
