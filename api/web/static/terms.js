// The filter above the terms: what does not have the typed letters is hidden, and how many are left is said.
const page = document.querySelector("[data-terms]");
const box = page?.querySelector("[data-filter]");

function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function filter(field, said) {
  const wanted = plain(field.value.trim());
  const terms = [...page.querySelectorAll("[data-term]")];
  for (const term of terms) term.hidden = !plain(term.dataset.term).includes(wanted);
  const left = terms.filter((term) => !term.hidden).length;
  for (const part of page.querySelectorAll("[data-letter]")) {
    part.hidden = !part.querySelector("[data-term]:not([hidden])");
    page.querySelector(`[data-to-letter="${CSS.escape(part.dataset.letter)}"]`).hidden = part.hidden;
  }
  said.textContent = wanted ? said.dataset.words.replace("{n}", left).replace("{total}", terms.length) : "";
}

if (box) {
  const said = box.querySelector("[data-count]");
  box.hidden = false;
  box.addEventListener("input", ({ target }) => filter(target, said));
}
