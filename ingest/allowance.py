"""How much CPU time reading a file may take, once its number of pages is known."""

import resource

FIRST_CPU_S = 30  # before the pages are counted
_CPU_S_A_PAGE = 0.5  # measured on ordinary and odd PDFs; docs/adr/0002


def allow_for(pages: int) -> None:
    """Raise this process's soft CPU limit for a file of so many pages, within its hard limit.

    Does nothing where no limit was set, as when a reader is tried outside the child.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if soft == resource.RLIM_INFINITY:
        return
    wanted = FIRST_CPU_S + int(pages * _CPU_S_A_PAGE)
    resource.setrlimit(resource.RLIMIT_CPU, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
