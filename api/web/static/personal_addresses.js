// Addresses in a text: the same rules as assistant/addresses.py, held against it by the tests.
import { at, pattern, spans, words } from "./personal_text.js";

const r = String.raw;
const MONTHS = "jan|feb|maa|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec|mar|may|oct";
const NEAR = 40;
const POSTCODE = pattern(r`(?<![\w.,\-])[1-9]\d{3}(?: ?([A-Z]{2})|([a-z]{2})|  ?([a-z]{2}))(?![\w\-])`, "g");
const NO_POSTCODE = words("sa sd ss"); // never given out
const SMALL_PAIRS = words(`
  km kg cm mm ml gb mb kb eu nl bv nv en in is of op om te ze we je er me na al nu zo ik de it
  to at an as by no or be do my us
`);
const HOUSE = pattern(r`(?<![\w.,€\-])\d{1,4}(?=(?:-?[a-zA-Z]{1,2}|-\d{1,3})?(?![\w€%]|[\-/.,]\d))`, "g");
const BEFORE_HOUSE = pattern(r`([^\W\d_][\w'.\-]{1,50}),? (?:(?:huis)?(?:nummer|nr\.?|no\.?) ?)?$`, "i");
const LONG_STREET = pattern(
  r`\b(?:[lL][aA][aA][nN] (?:van|der|op)` +
    r`|(?:Hof|Plein|Weg|Singel|Park|Kade|Dreef|Straat|Pad) (?:van|naar|der|den|achter|op))` +
    r` (?:(?:de|den|der|het|nieuw) ){0,2}[^\W\d_][\w'\-]{1,40},? (?:(?:huis)?(?:nummer|nr\.?|no\.?) ?)?$`,
);
const STREET =
  /^(?:.{2,}(?:straat|str\.?|laan|ln\.?|weg|plein|kade|gracht|hof|dreef|singel|steeg|pad|plantsoen)|(?:straat|singel))$/u;
const CAPITAL_STREET =
  /^(?:.{2,}(?:dijk|baan|wal|erf|hoek|brink|markt|poort|haven|vaart|park|veld|kamp|meent|akker|zoom|wetering|ring|allee|weide|gaarde|gaard|beemd|hoven)|(?:brink|markt|singel|dijk|zandpad))$/u;
const NO_STREET = words(`
  onderweg snelweg spoorweg omweg autoweg fietspad voetpad stappenpad zorgpad tijdpad klantpad leerpad groeipad
  escalatiepad werkplein schoolplein leerplein zorgplein gerechtshof teststraat wasstraat intakestraat productiestraat
  stappen weg pad hof plein wijkplein loopbaan
`);
const COUNTED = pattern(
  r`(?:-?[a-z]{1,2})? ?(?:keer|maal|x\b|dag|wek|week|maand|ja+r|u+r|minu|eu|procent|person|mens|bewon|huurder|gezin` +
    r`|wonin|huis|huiz|meld|klacht|kind|buren|partij|medewerk|collega|incident|ruzie|punt|stap|times|days|weeks|months` +
    r`|years|(?:${MONTHS})[a-z]*\b|cli[eë]nt|over|van\b)`,
  "iy",
);
const LIVES = pattern(
  r`\b(?:woon\w{0,10}|wonen\w{0,3}|adres\w{0,5}|lives?|living|address|verhuis\w{0,4}|pand|flat)\b`,
  "i",
);
const ENGLISH = pattern(r`\b\d{1,4}[a-z]? (?:[A-Z][a-z'\-]{1,30} ){1,3}(?:Street|Road|Avenue|Lane|Drive|Square)\b`, "g");

/** Where addresses stand, each as `[start, end]`; a street without a number is only a place. */
export function* addresses(text) {
  for (const match of text.matchAll(POSTCODE)) {
    const letters = (match[1] ?? match[2] ?? match[3]).toLowerCase();
    if (!NO_POSTCODE.has(letters) && (!SMALL_PAIRS.has(letters) || match[2]))
      yield [match.index, match.index + match[0].length];
  }
  for (const [start, end] of spans(HOUSE, text)) {
    const [number, ahead] = [Number(text.slice(start, end)), text.slice(Math.max(0, start - 70), start)];
    const street = BEFORE_HOUSE.exec(ahead);
    if (!street || (number >= 1900 && number < 2100) || at(COUNTED, text, end)) continue;
    if (LONG_STREET.test(ahead) || isStreet(street[1], ahead.slice(0, street.index)))
      yield [start - ahead.length + street.index, end];
  }
  yield* spans(ENGLISH, text);
}

function isStreet(word, before) {
  const small = word.toLowerCase();
  if (NO_STREET.has(small)) return false;
  if (STREET.test(small)) return true;
  return /^\p{Lu}/u.test(word) && (CAPITAL_STREET.test(small) || LIVES.test(before.slice(-NEAR)));
}
