"""What people see of the register on a terminal: per region which agreement governs what."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from api.commands.show import Page
from api.sentences import Lang, sentence
from api.wording import region_name
from kb.governing import Governed, Governs, RegionRegister

_MARGIN = 4


def show_register(found: Iterable[RegionRegister], lang: Lang) -> None:
    """Each intervention of each region with what governs it; its sections on one line."""
    page = Page(lang)
    for register in found:
        if register.governed:
            page.heading("register_region", {"region": region_name(register.region)})
        for one in register.governed:
            if one.part_of is None:
                _show(page, one, [part for part in register.governed if part.part_of == one.name])


def _show(page: Page, one: Governed, parts: Sequence[Governed]) -> None:
    stands = sentence(f"standing_{one.standing.value}", {}, page.lang)
    page.line(f"- {one.name[:1].upper()}{one.name[1:]} ({stands})", hanging=2, style="bold")
    for standing, items in groupby(one.items, key=lambda item: item.standing):
        titles = "; ".join(map(_title, items))
        page.line(sentence(f"register_{standing.value}", {"titles": titles}, page.lang), margin=_MARGIN, hanging=2)
    if parts:
        names = "; ".join(part.name for part in parts)
        page.line(sentence("register_parts", {"names": names}, page.lang), margin=_MARGIN, hanging=2, style="dim")


def _title(item: Governs) -> str:
    """A document, and where only a part of it governs, the headings of that part."""
    headings = ", ".join(one.headings[-1] for one in item.sections if one.headings)
    return f"{item.document.title} ({headings})" if headings else item.document.title
