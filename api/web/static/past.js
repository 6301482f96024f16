// What was asked before, kept in this browser alone: shown under the question box, asked again or deleted.
const KEY = "afsprakenwijzer.vragen";
const MOST = 30;
const FIELDS = ["question", "region", "on", "history"]; // with what was said before it, which it may lean on

const list = document.querySelector("[data-past]");
const told = document.querySelector("[data-past-status]");

// The newest first; a question asked again stands once. `asked` is what was sent, `leant` the turns it leant on.
export function remember(asked, leant) {
  const one = { ...Object.fromEntries(FIELDS.map((name) => [name, asked.get(name) ?? ""])), history: leant };
  keep([one, ...kept().filter((other) => !same(one, other))].slice(0, MOST));
}

export function showPast() {
  if (!list) return;
  const items = kept();
  list.hidden = !items.length;
  list.querySelector("[data-past-count]").textContent = items.length;
  list.querySelector("ul").replaceChildren(...items.map(shown));
}

function shown(one) {
  const item = list.querySelector("template").content.firstElementChild.cloneNode(true);
  const form = item.querySelector("form");
  form.elements.region.value = one.region;
  form.elements.on.value = one.on;
  form.elements.history.value = one.history;
  form.elements.question.value = one.question;
  form.elements.question.textContent = one.question;
  const drop = item.querySelector("[data-past-drop]");
  drop.setAttribute("aria-label", `${drop.getAttribute("aria-label")}: ${one.question}`);
  drop.addEventListener("click", () => {
    const rest = kept().filter((other) => !same(one, other));
    keep(rest.filter((other) => !other.history.includes(JSON.stringify(one.question)))); // what leant on it goes too
    told.textContent = told.dataset.cleared;
    (list.hidden ? document.querySelector("#question") : list.querySelector("summary")).focus();
  });
  return item;
}

list?.querySelector("[data-past-clear]").addEventListener("click", () => {
  keep([]);
  told.textContent = told.dataset.cleared;
  document.querySelector("#question").focus();
});

function same(one, other) {
  return one.question === other.question && one.region === other.region && one.on === other.on;
}

// A browser may keep nothing, or somebody else's words: then there is no list.
function kept() {
  try {
    const items = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return items.filter((one) => FIELDS.every((name) => typeof one?.[name] === "string")).slice(0, MOST);
  } catch {
    return [];
  }
}

function keep(items) {
  try {
    if (items.length) localStorage.setItem(KEY, JSON.stringify(items));
    else localStorage.removeItem(KEY);
  } catch {
    // nothing is kept here, and nothing breaks for it
  }
  showPast();
}

showPast();
