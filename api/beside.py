"""What regions say beside each other, in words: rows, their cells, and what stands in a blank one."""

from dataclasses import dataclass

from api.sentences import Lang, sentence
from api.wording import in_a_row, region_name
from kb.answer import Answer, Claim


@dataclass(frozen=True, slots=True)
class Cell:
    """What one region says; `silent` stands where it has no claims, be it for not being `held` at all."""

    region: str
    claims: tuple[Claim, ...]
    silent: str
    held: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A facet of an intervention, with a cell for each region."""

    thing: str
    named: bool  # in the words of a text; else in ours: "In het algemeen"
    facet: str
    cells: tuple[Cell, ...]

    @property
    def heading(self) -> str:
        """Both in one line."""
        return f"{self.thing}: {self.facet[:1].lower()}{self.facet[1:]}"


def rows(answer: Answer, lang: Lang) -> tuple[Row, ...]:
    """The rows of a comparison; none where an answer is no table."""
    if answer.comparison is None:
        return ()
    regions = tuple(map(region_name, answer.comparison.regions))
    absent = answer.comparison.absent
    return tuple(
        Row(
            thing=row.thing[:1].upper() + row.thing[1:] or sentence("label_compared_all", {}, lang),
            named=bool(row.thing),
            facet=sentence(f"facet_{row.facet.value}", {}, lang),
            cells=tuple(
                Cell(
                    region,
                    tuple(answer.claims[at] for at in cell),
                    sentence("compared_absent" if one in absent else "compared_silent", {"region": region}, lang),
                    held=one not in absent,
                )
                for one, region, cell in zip(answer.comparison.regions, regions, row.cells, strict=True)
            ),
        )
        for row in answer.comparison.rows
    )


def together(answer: Answer, lang: Lang) -> str:
    """The regions of a comparison in a row; empty where an answer is no table."""
    return in_a_row(list(map(region_name, answer.comparison.regions)), lang) if answer.comparison else ""


def left_out(answer: Answer, lang: Lang) -> str:
    """That rows of a comparison are not shown; empty where all are."""
    count = answer.comparison.left_out if answer.comparison else 0
    return sentence("compared_left_out", {"count": str(count)}, lang) if count else ""
