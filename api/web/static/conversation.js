// The conversation of this tab, kept until the tab closes, so that reading a source on a page of its own, or
// another room, does not lose it.
const KEY = "afsprakenwijzer.gesprek";
const MOST_TURNS = 12;
const FIELDS = ["history", "region", "on"];

// What the server said, as it was shown; null begins anew.
export function keepConversation(thread, form) {
  try {
    if (!thread) return sessionStorage.removeItem(KEY);
    const turns = [...thread.children].slice(-MOST_TURNS);
    const fields = Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value]));
    sessionStorage.setItem(KEY, JSON.stringify({ html: turns.map((turn) => turn.outerHTML).join(""), fields }));
  } catch {
    // a browser that keeps nothing loses nothing else
  }
}

export function keptConversation() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY));
    const words = [kept?.html, ...FIELDS.map((name) => kept?.fields?.[name])];
    return words.every((one) => typeof one === "string") ? kept : null;
  } catch {
    return null;
  }
}
