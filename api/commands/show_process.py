"""What people see of processes on a terminal: who does what, when and on what condition, each with its quote."""

from collections.abc import Iterable, Sequence

from api.commands.show import Page
from api.process_words import place_of, slots_in_words, title_of
from api.sentences import Lang, sentence
from assistant.processes import Frame, Intervention, Process
from assistant.regions import in_words

_MARGIN = 4


def show_interventions(known: Iterable[Intervention], lang: Lang) -> None:
    """What there are processes for, by region, the sections of one behind it."""
    page = Page(lang)
    region = None
    for one in known:
        if one.region != region:
            if region is not None:
                page.gap()
            page.line(sentence("process_region", {"region": in_words(one.region)}, lang), style="bold")
            region = one.region
        count = {"rules": str(one.rules)}
        size = sentence("process_count", count, lang) if one.rules else sentence("process_only_told", {}, lang)
        page.line(f"- {one.name} ({size})", margin=_MARGIN if one.part_of else 0, hanging=2)


def show_process(process: Process, lang: Lang) -> None:
    """The acts of one region in order, under the places they stand in; what is only told stands behind."""
    page = Page(lang)
    page.line(title_of(process, lang), style="bold")
    _show(page, process.rules, 0)
    if process.told:
        page.heading("process_told")
        page.line(sentence("drawing_told", {}, lang))
        _show(page, process.told, len(process.rules))


def _show(page: Page, frames: Sequence[Frame], before: int) -> None:
    place = lead = ""
    last = len(frames) - 1
    for at, frame in enumerate(frames):
        if (here := place_of(frame.citation, page.lang)) != place:
            page.gap()
            page.line(here, style="bold")
            place, lead = here, ""
        if frame.lead and frame.lead.quote != lead:
            lead = frame.lead.quote
            page.line(sentence("process_listed", {"lead": " ".join(lead.split())}, page.lang), margin=_MARGIN)
        (label, who), *rest = slots_in_words(frame, page.lang)
        page.line(f"{before + at + 1}. {label}: {who}")
        for label, said in rest:
            page.line(f"{label}: {said}", margin=_MARGIN, hanging=2)
        if at == last or frames[at + 1].citation != frame.citation:  # acts of one sentence share its quote
            page.line(f"“{frame.citation.quote}”", margin=_MARGIN, hanging=2, style="dim")
