// What a query asks of the index, and where it stands in a text.
// The same as zhengwu/pages/search_text.py does when it writes the index; a test holds both equal.

export const FACETS = 32;
export const TITLE = 64;
export const BODY = 256;
export const MAX_PAIRS = 6;

const JOINT = "ª";
const END = "º";
const BREAKS = new Set("，。；：！？、…\n;!?");
const HAN = /^[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{323af}]$/u;
const LETTER = /^[\p{L}\p{N}]$/u;
const NUMBER =
  /[[［(（【〈《{｛〖﹝〔]\s*(\d{4})\s*[\]］)）】〉》}｝〗﹞〕]\s*第?\s*0*(\d+)\s*号/gu;

const folded = new Map();

/** Makes the ways of writing a character one: width, case, accents. */
export function fold(char) {
  let plain = folded.get(char);
  if (plain === undefined) {
    plain = BREAKS.has(char)
      ? "\n"
      : char.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    folded.set(char, plain);
  }
  return plain;
}

/** The runs of units of a text: each unit is {text, start, end}, with its place in the text. */
export function runs(text) {
  const found = [[]];
  let word = null;
  let at = 0;
  const finish = () => {
    if (word) found[found.length - 1].push(word);
    word = null;
  };
  for (const char of text) {
    const end = at + char.length;
    for (const part of fold(char)) {
      if (part === "\n") {
        finish();
        found.push([]);
      } else if (HAN.test(part)) {
        finish();
        found[found.length - 1].push({ text: part, start: at, end });
      } else if (LETTER.test(part)) {
        word = { text: (word ? word.text : "") + part, start: word ? word.start : at, end };
      } else {
        finish();
      }
    }
    at = end;
  }
  finish();
  return found.filter((run) => run.length > 0);
}

/** The phrases of a query: each is {units, pairs: [[distance, token]], exact}. */
export function phrases(query) {
  const tidy = query.replace(NUMBER, "〔$1〕$2号").replace(/\s+/gu, "\n");
  const wanted = runs(tidy)
    .map((run) => run.map((unit) => unit.text))
    .filter((units) => units.length > 1 || !HAN.test(units[0]));
  const limit = Math.max(1, Math.floor(MAX_PAIRS / Math.max(1, wanted.length)));
  return wanted.map((units) => phrase(units, limit));
}

function phrase(units, limit) {
  if (units.length === 1) {
    return { units, pairs: [[0, units[0] + END]], exact: true };
  }
  let offsets = [];
  for (let at = 0; at < units.length - 1; at += 2) offsets.push(at);
  if (units.length % 2) offsets.push(units.length - 2);
  const exact = offsets.length <= limit;
  if (!exact) {
    const all = offsets;
    const last = all.length - 1;
    const steps = Math.max(1, limit - 1);
    offsets = Array.from({ length: limit }, (_, i) => all[Math.floor((i * last) / steps)]);
  }
  return { units, pairs: offsets.map((at) => [at, pair(units[at], units[at + 1])]), exact };
}

function pair(left, right) {
  return HAN.test(left) && HAN.test(right) ? left + right : left + JOINT + right + END;
}

export function columnToken(path) {
  const codes = { x: "xx", "-": "x0", "/": "x1" };
  return `${JOINT}c${path.replace(/[x/-]/g, (sign) => codes[sign])}${END}`;
}

export function yearToken(year) {
  return `${JOINT}y${year}${END}`;
}

/** The places [start, end] at which a phrase stands in a text. */
export function places(text, units) {
  const found = [];
  for (const run of runs(text)) {
    for (let i = 0; i + units.length <= run.length; i += 1) {
      if (units.every((unit, k) => run[i + k].text === unit)) {
        found.push([run[i].start, run[i + units.length - 1].end]);
        i += units.length - 1;
      }
    }
  }
  return found;
}
