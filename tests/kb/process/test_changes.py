"""What a new version changes is told by rule: for whom, and in what; other words for the same rule are no change."""

from collections.abc import Sequence

from ingest.reading import read
from kb.consistency.observe import roles_of
from kb.model import Reading
from kb.process.changes import Change, RuleChange, rule_changes

_HEAD = "# Werkafspraken fietsen\n\n## 1. Werkwijze\n\n"


def _reading(text: str) -> Reading:
    return read("fietsen.md", (_HEAD + text).encode(), region="proef", max_chars=900)


def _changes(before: str, after: str) -> Sequence[RuleChange]:
    old, new = _reading(before), _reading(after)
    return rule_changes(old, new, roles_of([old, new]))


def test_a_longer_term_is_a_change_for_who_has_to_keep_it() -> None:
    (one,) = _changes(
        "Het wijkteam belt de melder binnen twee dagen terug.", "Het wijkteam belt de melder binnen vijf dagen terug."
    )
    assert (one.who, one.changes) == (("Het wijkteam",), (Change.TERM,))


def test_a_task_that_goes_to_another_concerns_both() -> None:
    (one,) = _changes("Het wijkteam stelt het verslag op.", "De corporatie stelt het verslag op.")
    assert one.changes == (Change.WHO,)
    assert set(one.who) == {"Het wijkteam", "De corporatie"}


def test_a_rule_that_comes_or_goes_stands_in_one_version() -> None:
    old = "De corporatie meldt de huurder aan."
    (new,) = _changes(old, old + " De politie sluit het dossier.")
    assert (new.changes, new.before, new.who) == ((Change.NEW,), None, ("De politie",))
    (gone,) = _changes(old + " De politie sluit het dossier.", old)
    assert (gone.changes, gone.after) == ((Change.GONE,), None)


def test_may_instead_of_must_is_a_change_and_must_for_the_plain_tense_is_none() -> None:
    (one,) = _changes("Het wijkteam moet de huurder bezoeken.", "Het wijkteam mag de huurder bezoeken.")
    assert Change.MODALITY in one.changes
    assert not _changes("Het wijkteam bezoekt de huurder.", "Het wijkteam moet de huurder bezoeken.")


def test_a_condition_and_a_consent_are_told_apart() -> None:
    plain = "De corporatie deelt de gegevens met het wijkteam."
    (one,) = _changes(plain, "De corporatie deelt de gegevens met het wijkteam als de huurder is gewaarschuwd.")
    assert one.changes == (Change.CONDITION,)
    (other,) = _changes(plain, "De corporatie deelt de gegevens met het wijkteam na toestemming van de huurder.")
    assert Change.CONSENT in other.changes


def test_other_words_for_the_same_rule_and_another_heading_are_no_change() -> None:
    assert not _changes(
        "Het wijkteam belt de melder uiterlijk binnen twee dagen.", "Het wijkteam belt de melder binnen twee dagen."
    )
    assert not _changes("Fietsen staan vaak in de weg.", "Fietsen stonden vorig jaar vaak in de weg.")
