// Opens the page of a source in a panel: beside the answer, or over it on a narrow screen; gives the focus
// back when it closes.
const wide = matchMedia("(min-width: 64rem)");
const panel = document.querySelector("[data-source]");
let opener = null;
let asked = 0; // how often a source was asked for: a reply that comes too late shows nothing
const sheets = new Map(); // the stylesheets that sources brought, and when each is there

export async function openSource(link) {
  const number = ++asked;
  const response = await fetch(link.href).catch(() => null);
  const page = response?.ok ? new DOMParser().parseFromString(await response.text(), "text/html") : null;
  const piece = page?.querySelector("[data-passage]");
  if (piece) await styled(piece);
  if (number !== asked) return;
  if (!piece) {
    location.assign(link.href); // the server says what is wrong, on a page of its own
    return;
  }
  if (!panel.contains(link)) point(link);
  panel.replaceChildren(closeButton(), piece);
  if (!panel.open) show();
  panel.querySelector("h1").focus({ preventScroll: true });
  reveal(panel.querySelector("mark, [data-marked]"));
}

// Nothing is shown before its stylesheet is there: a picture would be wider than the panel, and its mark elsewhere.
function styled(piece) {
  const links = [...piece.querySelectorAll("link[rel=stylesheet]")];
  for (const link of links) {
    link.remove();
    if (sheets.has(link.href)) continue;
    const there = new Promise((done) => (link.onload = link.onerror = done));
    sheets.set(link.href, there);
    document.head.append(link);
  }
  return Promise.all(links.map((link) => sheets.get(link.href)));
}

function show() {
  if (wide.matches) panel.show();
  else panel.showModal();
}

// A window that grows or shrinks, or a screen that is turned, moves the panel to where there is room.
wide.addEventListener("change", () => {
  if (!panel?.open) return;
  panel.close();
  show();
});

// No further than the mark, and never the page behind it: the name of the document stays in sight where it can.
function reveal(mark) {
  panel.scrollTop = 0;
  if (!mark) return;
  const [box, frame] = [mark.getBoundingClientRect(), panel.getBoundingClientRect()];
  if (box.bottom > frame.bottom) panel.scrollTop = Math.min(box.top - frame.top, box.bottom - frame.bottom) + 80;
}

// Which number the open source belongs to.
function point(link) {
  opener?.removeAttribute("aria-current");
  opener = link;
  opener.setAttribute("aria-current", "true");
}

function closeButton() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "utrecht-button utrecht-button--subtle aw-close";
  button.textContent = panel.dataset.close;
  button.addEventListener("click", () => panel.close());
  panel.onkeydown = (key) => key.key === "Escape" && panel.close(); // a panel beside the answer closes too
  panel.onclose = closed;
  return button;
}

function closed() {
  if (panel.open) return; // it only moved
  asked += 1;
  panel.replaceChildren();
  opener?.removeAttribute("aria-current");
  opener?.focus();
}

export function motion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
}
