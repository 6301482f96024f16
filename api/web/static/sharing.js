// Copies and prints an answer. The buttons for it are hidden where no script runs, as they would do nothing.
const REVEALED = "[data-copy][hidden], [data-print][hidden]";

function reveal() {
  for (const button of document.querySelectorAll(REVEALED)) button.hidden = false;
}

reveal();
new MutationObserver(reveal).observe(document.body, { childList: true, subtree: true });

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-copy], [data-print]");
  if (!button) return;
  if ("copy" in button.dataset) copy(button);
  else print(button);
});

async function copy(button) {
  const piece = button.closest("[data-sharing]");
  const status = piece.querySelector("[role=status]");
  const plain = piece.querySelector("template[data-plain]").content.textContent;
  const rich = piece.querySelector("template[data-rich]").innerHTML;
  status.textContent = ""; // said again where it is done again
  try {
    await toClipboard(plain, rich);
    status.textContent = button.dataset.copied;
  } catch {
    status.textContent = button.dataset.failed;
  }
}

function toClipboard(plain, rich) {
  if (!window.ClipboardItem) return navigator.clipboard.writeText(plain);
  const forms = Object.entries({ "text/plain": plain, "text/html": rich });
  const blobs = forms.map(([type, text]) => [type, new Blob([text], { type })]);
  return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
}

// This answer alone: without the mark, paper gets the whole conversation.
function print(button) {
  const answer = button.closest("article");
  answer.dataset.printed = "";
  window.addEventListener("afterprint", () => delete answer.dataset.printed, { once: true });
  window.print();
}
