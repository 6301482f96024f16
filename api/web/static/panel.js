// Opens the page of a passage in a panel beside the answer, and gives the focus back when it closes.
let opener = null;

export async function openIn(panel, link) {
  const response = await fetch(link.href).catch(() => null);
  if (!response?.ok) {
    location.assign(link.href); // the server says what is wrong, on a page of its own
    return;
  }
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  if (!panel.contains(link)) opener = link;
  panel.replaceChildren(closeButton(panel), page.querySelector("[data-passage]"));
  panel.hidden = false;
  const heading = panel.querySelector("h1");
  heading.focus({ preventScroll: true });
  (panel.querySelector("mark") ?? heading).scrollIntoView({ block: "center", behavior: motion() });
}

function closeButton(panel) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "utrecht-button utrecht-button--subtle aw-close";
  button.textContent = "Sluit bron";
  button.addEventListener("click", () => close(panel));
  panel.onkeydown = (key) => key.key === "Escape" && close(panel);
  return button;
}

function close(panel) {
  panel.hidden = true;
  panel.replaceChildren();
  opener?.focus();
}

function motion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
}
