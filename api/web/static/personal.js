// Personal data in what somebody types, told before anything is sent. The server looks again, and is the one that
// settles it: whatever is refused here the server refuses too.
import { addresses } from "./personal_addresses.js";
import { reader } from "./personal_names.js";
import { numbers } from "./personal_numbers.js";
import { plain } from "./personal_text.js";

const PAUSE_MS = 600; // of not typing

let people = () => [];
let known = [];

/** Settles once the lists are there that names are told by; true where they are, false where they cannot be had. */
export const ready = fetch("/persoonsgegevens.json").then(
  async (response) => {
    if (!response.ok) return false;
    const given = await response.json();
    people = reader(given);
    known = given.known;
    return true;
  },
  () => false,
);

/** The sorts of personal data that surely stand in a text, in its order, each once, named as the server names them. */
export function personal(text) {
  const read = plain(text);
  const every = [
    ...numbers(read),
    ...Array.from(addresses(read), (span) => ["address", ...span]),
    ...Array.from(people(read), (span) => ["name", ...span]),
  ];
  every.sort((one, other) => one[1] - other[1] || other[2] - one[2]);
  const names = stretches(read.toLowerCase());
  const kept = [];
  for (const [kind, start, end] of every) {
    if (kept.length && end <= kept.at(-1)[2]) continue;
    const nobodys = ["name", "address"].includes(kind) && names.some(([from, to]) => from <= start && end <= to);
    if (!nobodys) kept.push([kind, start, end]);
  }
  return [...new Set(kept.map(([kind]) => kind))];
}

// Where the names stand that the documents held give: organisations, places and papers are nobody.
function stretches(text) {
  const found = [];
  for (const name of known)
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
      found.push([at, at + name.length]);
  return found;
}

/** The sentence about sorts of personal data, in the words that the page gives: see personal_words.html. */
export function sentence(kinds, words, of = "refused") {
  const said = kinds.map((kind) => words.kinds[kind]);
  const last = said.pop();
  return words[of].replace("{what}", said.length ? `${said.join(", ")} ${words.and} ${last}` : last);
}

/** The words that the page gives for personal data; null where it gives none. */
export function wordsOf(page = document) {
  const given = page.querySelector("[data-personal]");
  return given && JSON.parse(given.dataset.personal);
}

// While somebody types: said once they pause, taken back as soon as it is mended. The element is a polite live region.
const [region, words] = [document.querySelector("[data-personal]"), wordsOf()];
if (region) {
  let pause;
  document.addEventListener("input", ({ target }) => {
    if (!target.matches("[data-ask] textarea")) return;
    clearTimeout(pause);
    if (!personal(target.value).length) warn("");
    else pause = setTimeout(() => warn(sentence(personal(target.value), words, "typing")), PAUSE_MS);
  });
  document.addEventListener("submit", () => clearTimeout(pause));
}

function warn(text) {
  if (region.textContent !== text) region.textContent = text;
  region.hidden = false;
}
