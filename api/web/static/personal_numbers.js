// Numbers and other marks that are somebody's: the same rules as assistant/numbers.py, held against it by the tests.
import { pattern, spans } from "./personal_text.js";

const r = String.raw;
const S = r`[ .\-/_()\u00ad\u200b]{0,3}`; // what people put between digits
const RUN = pattern(r`\d(?:${S}\d){6,}`, "g");
const MONTHS = "jan|feb|maa|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec|mar|may|oct";
const YEAR = r`(?:19|20)\d\d`;
const DAY =
  r`(?:\d{1,2} ?[-/. ] ?\d{1,2} ?[-/. ] ?(?:${YEAR}|\d\d)(?!\d)|${YEAR}[-/.]\d{1,2}[-/.]\d{1,2}` +
  r`|\d{1,2}(?:e|th|st|nd|rd)? (?:${MONTHS})[a-z]{0,6}\.?(?: \d{2,4})?|(?:${MONTHS})[a-z]{0,6} \d{1,2}\b` +
  r`|\d{8}\b)`;
const DATE =
  r`\d{1,2} ?[-/. ] ?\d{1,2} ?[-/. ] ?${YEAR}|${YEAR}[-/. ]\d{1,2}[-/. ]\d{1,2}|${YEAR} ?[-/. ]? ?${YEAR}` +
  r`|${YEAR}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])|(?:[0-2]\d|3[01])(?:0[1-9]|1[0-2])${YEAR}`;
const CALENDAR = pattern(`^(?:${DATE})$`);
const AMOUNT = /^\d{1,3}(?:\.\d{3})+$/;
const [MONEY_BEFORE, MONEY_AFTER] = [/(?:€|eur|euro) ?$/iu, /^ ?(?:,-|,\d\d|€|eur)/iu];
const BSN_WORD = pattern(r`\bbsn|burger ?service ?n|\bsofi|social security|citizen service`, "gi");
const NEAR = 40;

const PHONE = pattern(
  r`(?<![\d+])(?!0[89]0[0-9])(?!${DATE})0 ?[1-9](?:${S}\d){8}(?!\d)|(?<!\d)(?!${DATE})06(?:${S}\d){7,9}(?!\d)` +
    r`|(?:\+|\b00)[1-9]\d{0,2} ?(?:\(0\))?(?:${S}\d){7,12}(?!\d)`,
  "g",
);
const PHONE_NAMED = pattern(
  r`\b(?:tel|telefoon|telefoonn(?:ummer|r)|mobiel|mobieltje|gsm|whatsapp|phone|mobile)\b\W{0,4}` +
    r`(?:(?:nummer|number|nr|is|op|on)\b\W{0,3}){0,2}(?!${DATE})\d(?:${S}\d){5,12}`,
  "gi",
);
const EMAIL = pattern(
  r`[\w.+\-']{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){0,5}|\w{1,64} ?@ ?[\w\-]{1,63}\.[a-z]{2,10}\b` +
    r`|[\w.\-]{1,64} ?(?:apenstaart(?:je)?|[\[(]at[\])]) ?[\w.\-]{1,63}`,
  "gi",
);
const ACCOUNT_NAMED = pattern(
  r`\b(?:(?:giro|bank)?rekening(?:nummer|nr)?|account number|iban)\b\W{0,4}(?:is\W)?\d(?:${S}\d){6,12}`,
  "gi",
);
const CODE =
  r`\W{0,4}(?:(?:is|van|was|nummer|nr|no)\b\W{0,3}){0,2}(?=[\w\-/. ]{0,5}\d)[A-Z]{0,3}[-/. ]?\d[\w\-/.]{1,24}`;
const NUMBER = pattern(
  r`\b(?:(?:zaak|klant|cli[eë]nt|dossier|casus|aanmeld|aanmeldings|meld|meldings|huurders?|contract|polis|pati[eë]nt` +
    r`|registratie|relatie|burger|inwoner|leerling|paspoort|rijbewijs|identiteits|id-?|v-?|a-|referentie|beschikkings?)` +
    r`[ -]?(?:nummer|nrs?|no)|kenmerk|(?:case|client|file|customer|reference|passport|tenant) (?:number|nr|no|id))\b` +
    CODE,
  "gi",
);
const NUMBER_BARE = pattern(
  r`\b(?:(?:zaak|dossier|casus|case|melding)\b|(?!(?:kvk|rsin|btw|artikel|versie|bsn|sofi|burger|tel|rekening))` +
    r`[a-z\-]{3,24}n(?:ummer|r)\b)\W{0,3}(?:is\W)?[A-Z]{0,3}(\d[\d\-/.]{3,20}\d)`,
  "gi",
);
const PLATE = pattern(
  r`(?<![\w\-])(?=[A-Z0-9\-]{8}(?![\w\-]))(?=[0-9\-]{0,6}[A-Z])(?=[A-Z\-]{0,6}\d)` +
    r`(?:[A-Z]{1,3}|\d{1,3})-(?:[A-Z]{1,3}|\d{1,3})-(?:[A-Z]{1,3}|\d{1,3})|\bkenteken\W{1,3}(?=[A-Z]{0,3}\d)[A-Z0-9]{6}\b`,
  "gi",
);
const NOT_AFTER = "voor|vóór|na|vanaf|sinds|tot|tussen|en|per|before|after|since|and|until|between|from";
const BIRTH = pattern(
  r`\b(?:geboren|geb|geboorte ?(?:datum|dag)|geb ?dat(?:um)?|g\.b|born|date of birth|dob|d\.o\.b|verjaardag)\b\W{0,3}` +
    r`(?:(?!(?:${NOT_AFTER})\b)[^\W\d_]{1,12}\W{1,3}){0,4}${DAY}|${DAY}\W{0,3}(?:is |was )?(?:geboren|geb|born)\b` +
    r`|\b(?:mevrouw|meneer|hij|zij|ze|cli[eë]nte?|klant|bewoner|huurder) is van (?:\d{1,2}[-/. ]){1}` +
    r`(?:\d{1,2}[-/. ]|(?:${MONTHS})[a-z]{0,6} )(?:19|20)?\d\d\b`,
  "gi",
);
const PATTERNS = [
  ["phone", PHONE],
  ["phone", PHONE_NAMED],
  ["account", ACCOUNT_NAMED],
  ["number", NUMBER],
  ["plate", PLATE],
  ["birth_date", BIRTH],
  ["email", EMAIL],
];

/** What is somebody's, each as `[kind, start, end]`, in no order; one may lie within another. */
export function* numbers(text) {
  yield* bsns(text);
  yield* accounts(text);
  for (const [kind, found] of PATTERNS) for (const span of spans(found, text)) yield [kind, ...span];
  for (const match of text.matchAll(NUMBER_BARE)) {
    if (match[1].replace(/\D/g, "").length > 4 && !CALENDAR.test(match[1]))
      yield ["number", match.index, match.index + match[0].length];
  }
}

// Groups of digits that together are a BSN. Where the word stands near, one that fails the test was mistyped.
function* bsns(text) {
  for (const [from, to] of spans(RUN, text)) {
    const groups = spans(/\d+/g, text.slice(from, to)).map(([start, end]) => [from + start, from + end]);
    BSN_WORD.lastIndex = Math.max(0, from - NEAR);
    const spokenOf = BSN_WORD.test(text.slice(0, to + NEAR));
    for (let first = 0; first < groups.length; first += 1) {
      let digits = "";
      for (const [start, end] of groups.slice(first, first + 9)) {
        digits += text.slice(start, end);
        const span = [groups[first][0], end];
        if ([8, 9].includes(digits.length) && isBsn(digits, text, span, spokenOf)) yield ["bsn", ...span];
      }
    }
  }
}

function isBsn(digits, text, [start, end], spokenOf) {
  const written = text.slice(start, end);
  if (CALENDAR.test(written)) return false;
  if (spokenOf) return true;
  const marks = new Set(written.split(/\d+/).slice(1, -1));
  if (marks.size > 1 || (marks.size && digits.length < 9)) return false; // digits that do not belong together
  const money = MONEY_BEFORE.test(text.slice(Math.max(0, start - 6), start)) || MONEY_AFTER.test(text.slice(end));
  return passes11(digits.padStart(9, "0")) && !(money && AMOUNT.test(written));
}

// The test of eleven: nine times the first digit, eight times the second, … less the last.
function passes11(digits) {
  const weighed = [...digits].reduce((sum, digit, place) => sum + digit * (place === 8 ? -1 : 9 - place), 0);
  return Number(digits) > 0 && weighed % 11 === 0;
}

// What comes behind the check digits, by country: n digits, a letters, c either. Where people who live here bank.
const BBAN = {
  ...{ NO: "n11", BE: "n12", NL: "a4n10", DK: "n14", FI: "n14", SI: "n15", AT: "n16", EE: "n16", LT: "n16" },
  ...{ LU: "n3c13", CH: "n5c12", HR: "n17", LV: "a4c13", BG: "a4n6c8", DE: "n18", GB: "a4n14", IE: "a4n14", RS: "n18" },
  ...{ CZ: "n20", ES: "n20", RO: "a4c16", SE: "n20", SK: "n20", PT: "n21", TR: "n6c16", FR: "n10c11n2", GR: "n7c16" },
  ...{ IT: "a1n10c12", HU: "n24", PL: "n24", CY: "n8c16", AL: "n8c16", UA: "n6c19", MT: "a4n5c18" },
};
const SIGNS = { n: "[0-9]", a: "[A-Z]", c: "[A-Z0-9]" };
const STRUCTURES = Object.entries(BBAN).map(([country, parts]) => [
  country,
  new RegExp(`^${country}\\d\\d${parts.replace(/([nac])(\d+)/g, (_, sign, count) => `${SIGNS[sign]}{${count}}`)}$`),
  4 + [...parts.matchAll(/\d+/g)].reduce((sum, [count]) => sum + Number(count), 0),
]);
const IBAN = pattern(r`(?<![^\W_])([A-Z]{2})${S}\d${S}\d(?:${S}[A-Z0-9]){11,27}`, "gi");

function* accounts(text) {
  for (const match of text.matchAll(IBAN)) {
    const [, structure, length] = STRUCTURES.find(([country]) => country === match[1].toUpperCase()) ?? [];
    const places = spans(/[\p{L}\p{N}]/gu, match[0]).map(([place]) => match.index + place);
    if (!structure || places.length < length) continue;
    const code = places
      .slice(0, length)
      .map((place) => text[place])
      .join("")
      .toUpperCase();
    // one of ours that fails the test was mistyped
    if (structure.test(code) && (code.startsWith("NL") || passes97(code)))
      yield ["account", match.index, places[length - 1] + 1];
  }
}

// The number with its head behind its tail, letters as 10 to 35, leaves 1 when divided by 97.
function passes97(code) {
  const digits = [...code.slice(4), ...code.slice(0, 4)].map((sign) => parseInt(sign, 36)).join("");
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}
