// Text and patterns as the server reads them: its regular expressions know letters of every script as letters.
const LETTERS = "\\p{L}\\p{N}_";
const EDGE = `(?:(?<=[${LETTERS}])(?![${LETTERS}])|(?<![${LETTERS}])(?=[${LETTERS}]))`;
const OUTSIDE = { "\\w": `[${LETTERS}]`, "\\W": `[^${LETTERS}]`, "\\b": EDGE };
const CLASSES = { "[^\\W\\d_]": "[\\p{L}\\p{Nl}\\p{No}]", "[^\\W_]": "[\\p{L}\\p{N}]" };

/** A regular expression written as the server writes it: `\w`, `\W` and `\b` go by every script. */
export function pattern(source, flags = "") {
  const ours = source.replace(
    /\[(?:\\.|[^\]\\])*\]|\\[wWb]/g,
    (piece) => OUTSIDE[piece] ?? CLASSES[piece] ?? piece.replace("\\w", LETTERS),
  );
  return new RegExp(ours, `${flags}u`);
}

/** Where a pattern with the flag `g` matches, as `[start, end]`. */
export const spans = (found, text) =>
  Array.from(text.matchAll(found), (match) => [match.index, match.index + match[0].length]);

/** A match that begins right at a place, or null; the pattern has the flag `y`. */
export function at(found, text, place) {
  found.lastIndex = place;
  return found.exec(text);
}

export const words = (text) => new Set(text.split(/\s+/).filter(Boolean));

const ALIKE = [
  [/[\u00a0\u2002\u2003\u2007\u2009\u202f\t\r\n]/g, " "],
  [/[\u2010-\u2015\u2212]/g, "-"],
  [/[\u2018\u2019\u201b\u02bc`´]/g, "'"],
  [/(?![0-9])\p{Nd}/gu, digit],
];

/** The text with signs that look alike as one. */
export const plain = (text) => ALIKE.reduce((left, [sign, as]) => left.replace(sign, as), text);

// The digits of a script stand in a row, from nought.
function digit(sign) {
  const code = sign.codePointAt(0);
  let first = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return String((code - first) % 10);
}
