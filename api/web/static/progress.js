// What a newcomer has read and practised, kept in this browser only; without script nothing is kept, and nothing
// is missed. A page names its region on an element [data-progress]. Inside it may stand, all of them hidden until
// this script shows them:
//   input[type=checkbox][data-keep="module:x" or "case:x"]  keeps or drops that item
//   [data-kept="module:x"]        shown where the item is kept
//   [data-tally="module"]         says how many items of a sort are kept: data-words="{n} van {total}", data-total
//   [data-next]                   goes on the first module that is not kept; each has its own data-next="module:x"
//   button[data-forget]           drops all of the region; [role=status][data-forgotten] then says so
//   [data-progress-part]          a part of the page that has a use only where this works
// Another page's script keeps an item with keep(region, "case:x", true).
const NAME = "afsprakenwijzer.inwerken";

export function kept(region) {
  return new Set(all()[region]);
}

export function keep(region, item, on) {
  const items = kept(region);
  if (on) items.add(item);
  else items.delete(item);
  write(region, items);
}

export function forget(region) {
  write(region, new Set());
}

// What is damaged, or somebody else's, is not there; nor is anything in a browser that keeps nothing.
function all() {
  try {
    const found = Object.entries(JSON.parse(localStorage.getItem(NAME) ?? "{}"));
    return Object.fromEntries(found.filter(([, items]) => Array.isArray(items) && items.every(isItem)));
  } catch {
    return {};
  }
}

function isItem(one) {
  return typeof one === "string";
}

function write(region, items) {
  const rest = all();
  delete rest[region];
  const found = items.size ? { ...rest, [region]: [...items] } : rest;
  try {
    if (Object.keys(found).length) localStorage.setItem(NAME, JSON.stringify(found));
    else localStorage.removeItem(NAME);
  } catch {
    // a full or closed store: the page works on without
  }
  show();
}

function works() {
  try {
    localStorage.setItem(`${NAME}.try`, "1");
    localStorage.removeItem(`${NAME}.try`);
    return true;
  } catch {
    return false;
  }
}

function show() {
  for (const page of document.querySelectorAll("[data-progress]")) paint(page, kept(page.dataset.progress));
}

function paint(page, items) {
  for (const part of page.querySelectorAll("[data-progress-part]")) part.hidden = false;
  for (const box of page.querySelectorAll("[data-keep]")) box.checked = items.has(box.dataset.keep);
  for (const sign of page.querySelectorAll("[data-kept]")) sign.hidden = !items.has(sign.dataset.kept);
  for (const button of page.querySelectorAll("[data-forget]")) button.hidden = items.size === 0;
  for (const tally of page.querySelectorAll("[data-tally]")) {
    const n = [...items].filter((item) => item.startsWith(`${tally.dataset.tally}:`)).length;
    tally.hidden = !n && !tally.dataset.total;
    tally.textContent = tally.dataset.words.replace("{n}", n).replace("{total}", tally.dataset.total ?? "");
  }
  const steps = [...page.querySelectorAll("[data-next]")];
  const next = items.size ? steps.find((step) => !items.has(step.dataset.next)) : null;
  for (const step of steps) step.hidden = step !== next;
}

document.addEventListener("change", ({ target }) => {
  const page = target.closest("[data-progress]");
  if (page && target.dataset.keep) keep(page.dataset.progress, target.dataset.keep, target.checked);
});

document.addEventListener("click", ({ target }) => {
  const page = target.closest("[data-forget]")?.closest("[data-progress]");
  if (!page) return;
  forget(page.dataset.progress);
  const said = page.querySelector("[data-forgotten]");
  if (!said) return;
  said.textContent = said.dataset.forgotten;
  said.focus(); // the button that had it is gone
});

addEventListener("storage", ({ key }) => key === NAME && show());
if (works()) show();
