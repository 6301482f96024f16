// Opens the page of a source in a panel: beside the answer, or over it on a narrow screen; gives the focus
// back when it closes.
const wide = matchMedia("(min-width: 64rem)");
let opener = null;

export async function openIn(panel, link) {
  const response = await fetch(link.href).catch(() => null);
  const page = response?.ok ? new DOMParser().parseFromString(await response.text(), "text/html") : null;
  const piece = page?.querySelector("[data-passage]");
  if (!piece) {
    location.assign(link.href); // the server says what is wrong, on a page of its own
    return;
  }
  if (!panel.contains(link)) point(link);
  panel.replaceChildren(closeButton(panel), piece);
  if (!panel.open) {
    if (wide.matches) panel.show();
    else panel.showModal();
  }
  const heading = panel.querySelector("h1");
  heading.focus({ preventScroll: true });
  panel.scrollTop = 0;
  // No further than the mark: the name of the document stays in sight where it can.
  panel.querySelector("mark, [data-marked]")?.scrollIntoView({ block: "nearest", behavior: motion() });
}

// Which number the open source belongs to.
function point(link) {
  opener?.removeAttribute("aria-current");
  opener = link;
  opener.setAttribute("aria-current", "true");
}

function closeButton(panel) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "utrecht-button utrecht-button--subtle aw-close";
  button.textContent = panel.dataset.close;
  button.addEventListener("click", () => panel.close());
  panel.onkeydown = (key) => key.key === "Escape" && panel.close(); // a panel beside the answer closes too
  panel.onclose = () => {
    panel.replaceChildren();
    opener?.removeAttribute("aria-current");
    opener?.focus();
  };
  return button;
}

export function motion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
}
