// Names of people in a text, by the lists that the server hands on: the surest of the rules of kb/language/people.py.
// A rule that asks a dictionary whether a word is an ordinary one is left to the server.
import { pattern } from "./personal_text.js";

const WORD = pattern(String.raw`(?:'(?=[tsTS]\b))?[^\W\d_](?:[^\W_]|[\u0300-\u036f]|['\-](?=[^\W\d_]))*`, "g");
const BRAND = /[a-z]{2}[A-Z]/;
const BLANK = /^\s{1,4}$/;
const AFTER_DOT = /^\.\s{0,4}$/;
const AFTER_MARK = /^(?:[,:]\s{1,4}['"“]?|\s{1,4}[("“'-]\s?)$/;
const CAPITAL = /^\p{Lu}/u;
const LONGEST = 50;
const NO_TITLES = ["MS", "MR", "ING", "IR"];
const TWO_LETTERS = ["ch", "th", "ph", "fr"];

/** A function that gives where names of people stand in a text, each as `[start, end]`, by the lists of the server. */
export function reader(given) {
  const lists = Object.fromEntries(Object.entries(given.words).map(([name, list]) => [name, new Set(list)]));
  const institution = new RegExp(`^(?:${given.institution})$`, "u");
  return (text) => people(new Reading(wordsOf(text), lists, institution));
}

function* people(text) {
  let place = 0;
  while (place < text.words.length) {
    const [first, last] = text.named(place) ?? [];
    if (last === undefined) place += 1;
    else {
      yield [text.words[first].start, text.words[last].end];
      place = last + 1;
    }
  }
}

function wordsOf(text) {
  const shouted = text.length > 3 && isShouted(text);
  let end = 0;
  return Array.from(text.matchAll(WORD), ({ 0: word, index }) => {
    const small = word.slice(0, LONGEST).toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
    const gap = text.slice(end, index);
    end = index + word.length;
    return {
      text: word,
      small: small.replaceAll("ı", "i").replace(/'s$/, ""),
      start: index,
      end,
      gap,
      capital: CAPITAL.test(word) && !shouted,
    };
  });
}

const isShouted = (word) => word === word.toUpperCase() && word !== word.toLowerCase();

class Reading {
  constructor(words, lists, institution) {
    Object.assign(this, { words, lists, endings: institution });
  }

  /** First and last word of the name that this place tells of; null where it tells of none. */
  named(place) {
    const ways = ["titled", "withInitials", "withFirstName", "beforeInitials", "alone"];
    for (const way of ways) {
      const last = this[way](place);
      if (last !== null) return [place, last];
    }
    return this.inARole(place);
  }

  /** "mw de vries", "Dr. Proefstra". */
  titled(place) {
    const { words, lists } = this;
    const title = words[place];
    if (!this.isTitle(title.small) || NO_TITLES.includes(title.text)) return null;
    if (title.small === "gezin" && title.capital && words[place - 1]?.small === "en") return null;
    let at = place + 1;
    const most = Math.min(words.length, place + 8);
    while (at < most && this.follows(at) && (this.isTitle(words[at].small) || this.initial(at))) at += 1;
    const direct = !lists.degrees.has(title.small);
    const last = this.surname(at);
    if (last === null && direct && this.words[at] && this.follows(at))
      return this.firstName(words[at]) && !this.institution(at, at) ? at : null;
    if (last === null || this.institution(at, last)) return null;
    return direct || words[last].capital ? last : null;
  }

  /** "A.B. de Wit", "j. jansen", "J de Vries". */
  withInitials(place) {
    const { words, lists } = this;
    let at = place;
    while (at < words.length && at - place < 5 && this.initial(at)) at += 1;
    const count = at - place;
    if (count === 0) return this.withoutDot(place);
    const last = this.surname(at);
    if (last === null || this.institution(place, last)) return null;
    const name = words[last];
    if (words[place].capital && (count > 1 || last > at)) return name.capital ? last : null;
    return lists.surnames.has(name.small) || (last > at && lists.after_particle.has(name.small)) ? last : null;
  }

  withoutDot(place) {
    const { words } = this;
    const word = words[place];
    if (word.text.length > 3 || !isShouted(word.text) || !word.capital) return null;
    const last = this.surname(place + 1);
    if (last === null || !words[last].capital || !this.listed(place + 1, last)) return null;
    return word.text.length === 1 || last > place + 1 ? last : null;
  }

  /** "Fatima El Idrissi", "karin de boer"; or "Van den Berg" by itself. */
  withFirstName(place) {
    const { words, lists } = this;
    if (!this.firstName(words[place], words[place].capital)) return this.withSurname(place);
    let at = place + 1;
    while (at < words.length && at - place < 3 && this.blank(at) && this.firstName(words[at])) at += 1;
    while (at < words.length && at - place < 5 && this.initial(at)) at += 1;
    const last = this.surname(at);
    if (last === null || this.institution(place, last)) return null;
    const listed = this.listed(at, last);
    if (lists.doubtful.has(words[place].small) && !listed) return null;
    if (words[last].capital) return words[place].capital || listed ? last : null;
    return listed ? last : null;
  }

  withSurname(place) {
    const { words } = this;
    const [word, next] = [words[place], words[place + 1]];
    if (!word.capital || word.small !== "van" || !["den", "der"].includes(next?.small)) return null;
    if (this.institution(place, place) || !this.follows(place + 1)) return null;
    const last = this.surname(place);
    return last && words[last].capital && !next.capital ? last : null;
  }

  /** "Jansen, J.P.". */
  beforeInitials(place) {
    const { words, lists } = this;
    const [name, next] = [words[place], words[place + 1]];
    if (!name.capital || next?.gap !== ", " || !next.capital || !this.initial(place + 1)) return null;
    return lists.surnames.has(name.small) || lists.after_particle.has(name.small) ? place + 1 : null;
  }

  /** A listed first name with a capital, and no institution about it. */
  alone(place) {
    const { words } = this;
    const word = words[place];
    if (!word.capital || !this.firstName(word) || isShouted(word.text) || this.institution(place, place)) return null;
    const before = place && this.blank(place) ? words[place - 1] : null;
    if (before && (["de", "het", "the"].includes(before.small) || (before.capital && place > 1))) return null;
    const after = words[place + 1] && this.blank(place + 1) ? words[place + 1] : null;
    return !after || !after.capital || after.text.length === 1 ? place : null;
  }

  /** "client jan", "zijn naam is Jansen". */
  inARole(place) {
    const { words, lists } = this;
    const [small, at] = this.role(place);
    const name = words[at];
    if (!name || !["roles", "loose_roles", "called"].some((list) => lists[list].has(small))) return null;
    const marked = AFTER_MARK.test(name.gap);
    if (!(marked || this.blank(at)) || this.institution(at, at)) return null;
    if (this.firstName(name, name.capital && !marked && !lists.stop_words.has(name.small))) return [at, at];
    const last = this.surname(at, marked);
    if (last === null || !words[last].capital || name.small === "van") return null;
    return this.listed(at, last) ? [at, last] : null;
  }

  role(place) {
    const { words, lists } = this;
    const { small } = words[place];
    const [before, next] = [words[place - 1]?.small, words[place + 1]];
    if (small === "naam" && next) {
      if (["is", "was"].includes(next.small) && lists.whose.has(before)) return ["genaamd", place + 2];
      if (next.gap.startsWith(":")) return ["genaamd", place + 1];
    }
    const somebody = ["roles", "loose_roles", "who"].some((list) => lists[list].has(before));
    return [["heet", "heette"].includes(small) && somebody ? "genaamd" : small, place + 1];
  }

  // ---- the words ----

  /** The last word of a surname that begins here, particles included; null where it surely is none. */
  surname(place, marked = false) {
    const { words, lists } = this;
    let at = place;
    while (at < words.length && at - place < 3 && lists.particles.has(words[at].small) && this.follows(at)) at += 1;
    const name = words[at];
    if (!name || !(this.follows(at) || (marked && at === place))) return null;
    if (lists.stop_words.has(name.small) || lists.nobody.has(name.small) || name.small.length < 2) return null;
    const behind = at > place;
    const sure = behind && lists.sure_particles.has(words[at - 1].small) && !isShouted(name.text);
    if (this.listed(place, at) || sure) return at;
    const acronym = isShouted(name.text) && name.text.length < 4;
    return name.capital && !acronym && !behind ? at : null;
  }

  listed(place, at) {
    const { words, lists } = this;
    const behind = at > place && lists.particles.has(words[place].small);
    const { small } = words[at];
    return [small, ...small.split("-")].some((part) => lists[behind ? "after_particle" : "surnames"].has(part));
  }

  firstName(word, doubtful = false) {
    const { lists } = this;
    if (lists.stop_words.has(word.small) && !word.capital) return false;
    return lists.first.has(word.small) || (doubtful && lists.doubtful.has(word.small));
  }

  isTitle(small) {
    return this.lists.titles.has(small) || this.lists.degrees.has(small);
  }

  /** Whether a name is that of an organisation, a street or the like, by its ending or its neighbours. */
  institution(place, last) {
    const { words, lists } = this;
    const own = words.slice(place, last + 1).filter((word) => word.capital);
    if (own.some((word) => this.endings.test(word.small) || BRAND.test(word.text))) return true;
    const before = place && this.follows(place) ? words[place - 1].small : "";
    const next = words[last + 1];
    const after = next && [" ", "-", "  "].includes(next.gap) ? next.small : "";
    if (lists.institutions.has(before) || lists.institutions.has(after)) return true;
    return this.endings.test(after) && next.capital;
  }

  initial(place) {
    const word = this.words[place];
    const next = this.words[place + 1];
    if (!next || !AFTER_DOT.test(next.gap)) return false;
    return word.text.length === 1 || (word.text.length === 2 && word.capital && TWO_LETTERS.includes(word.small));
  }

  /** Whether a word belongs to the one before it: only blanks between, or the dot of an abbreviation. */
  follows(place) {
    const { words, lists } = this;
    if (!place || place >= words.length) return place < words.length;
    const before = words[place - 1];
    const abbreviated =
      lists.short_titles.has(before.small) || lists.degrees.has(before.small) || before.text.length <= 2;
    return this.blank(place) || (abbreviated && AFTER_DOT.test(words[place].gap));
  }

  blank(place) {
    return BLANK.test(this.words[place].gap);
  }
}
