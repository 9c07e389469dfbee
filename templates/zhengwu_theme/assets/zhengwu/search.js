// The search page: the query stands in its address, results come below the form.

import { open } from "./search-engine.js";
import { columnToken, phrases, places, yearToken } from "./search-text.js";

const STEP = 10;
const BEFORE = 30; // characters of an excerpt before the first hit
const EXCERPT = 110;

const site = new URL("../../", import.meta.url);
const area = document.getElementById("zw-results");
const box = document.getElementById("zw-q");
const part = (name) => area.querySelector(`[data-part="${name}"]`);
const [status, list, more, older] = ["status", "list", "more", "older"].map(part);
const choices = [...area.querySelectorAll("select")];
const texts = status.dataset;

let index = null; // opened by the first search, never before
let shown = null; // the query part of the address whose results are on the page
let running = 0; // the number of the latest search; answers of earlier ones are dropped

class Search {
  constructor(wanted) {
    this.number = ++running;
    this.phrases = phrases(wanted.q);
    this.facets = [
      ...(wanted.column ? [columnToken(wanted.column)] : []),
      ...(wanted.year ? [yearToken(wanted.year)] : []),
    ];
    this.newest = wanted.sort === "newest";
    this.hits = [];
    this.shown = 0;
    this.part = 0;
  }

  get current() {
    return this.number === running;
  }

  /** Searches part by part until there is a page of results. */
  async advance() {
    if (!index) index = open(new URL("search/", site));
    try {
      this.shards = await index;
    } catch (error) {
      index = null; // the next search tries again
      throw error;
    }
    const wanted = this.hits.length + STEP;
    while (this.part < this.shards.length && this.hits.length < wanted && this.current) {
      const shard = this.shards[this.part];
      const found = await shard.find(this.phrases, this.facets);
      if (!this.newest) found.sort((a, b) => b.level - a.level || a.order - b.order);
      this.hits.push(...found.map((hit) => ({ ...hit, shard })));
      this.part += 1;
    }
  }

  /** The next results, without those whose text lacks what the index could not tell. */
  async next() {
    const hits = this.hits.slice(this.shown, this.shown + STEP);
    const cards = await Promise.all(hits.map(({ shard, id }) => shard.card(id)));
    const unsure = this.phrases.filter(({ exact }) => !exact);
    const kept = cards.filter((card) => unsure.every(({ units }) => holds(card, units)));
    this.hits.splice(this.shown, hits.length, ...hits.filter((_, i) => kept.includes(cards[i])));
    this.shown += kept.length;
    return kept;
  }

  get left() {
    return this.hits.length - this.shown;
  }

  get complete() {
    return this.part >= this.shards.length;
  }
}

function holds(card, units) {
  return [card.title, card.docno, card.text].some((text) => places(text, units).length > 0);
}

async function run(wanted) {
  shown = location.search;
  const search = new Search(wanted);
  list.textContent = "";
  more.hidden = true;
  older.hidden = true;
  if (!wanted.q.trim()) return say("");
  if (area.dataset.index === "none") return say(texts.absent);
  if (!search.phrases.length) return say(texts.short);
  say(texts.busy);
  await attempt(search, () => search.advance());
}

/** Does one step of a search and shows what came of it. */
async function attempt(search, step) {
  area.setAttribute("aria-busy", "true");
  try {
    await step();
    let added = 0;
    while (added < STEP && search.left > 0 && search.current) {
      const cards = await search.next();
      if (!search.current) return null;
      list.append(...cards.map((card) => item(card, search.phrases)));
      added += cards.length;
    }
    if (search.current) report(search);
  } catch (error) {
    if (!search.current) return null;
    console.error(error);
    say(texts.broken);
  } finally {
    if (search.current) area.removeAttribute("aria-busy");
  }
  return null;
}

function report(search) {
  const count = search.hits.length;
  const text = count ? texts.found : texts.none;
  const numbers = { count, shown: search.shown };
  const filled = text.replace(/\{(\w+)\}/g, (_, name) => numbers[name]);
  say(filled + (search.complete ? "" : texts.partly));
  more.hidden = search.left === 0;
  older.hidden = search.complete || search.left > 0;
  more.onclick = () => extend(search, async () => {});
  older.onclick = () => extend(search, () => search.advance());
}

async function extend(search, step) {
  const before = list.children.length;
  await attempt(search, step);
  // The button may be gone: who used the keyboard goes on at the first new result.
  list.children[before]?.querySelector("a").focus();
}

function say(text) {
  status.textContent = text;
}

function item(card, asked) {
  const link = element("a", { href: new URL(card.url || ".", site).href });
  link.append(...marked(card.title, asked));
  const heading = element("h2", {}, link);
  const about = element("p", { className: "zw-hit__about" });
  if (card.column) about.append(element("span", {}, card.column));
  if (card.date) about.append(element("time", { dateTime: card.date }, card.date));
  if (card.docno) about.append(element("span", {}, ...marked(card.docno, asked)));
  if (card.validity) about.append(element("span", {}, card.validity));
  const excerpt = element("p", { className: "zw-hit__excerpt" }, ...excerptOf(card, asked));
  return element("li", { className: "zw-hit" }, heading, excerpt, about);
}

function excerptOf({ text }, asked) {
  const flat = text.replace(/\n/g, "\u3000");
  const hits = found(text, asked);
  const first = hits.length ? hits[0][0] : 0;
  const start = first > BEFORE ? first - BEFORE : 0;
  const end = Math.min(flat.length, start + EXCERPT);
  const inside = hits.filter(([from, to]) => from >= start && to <= end);
  const parts = split(flat, inside, start, end);
  return [...(start > 0 ? ["……"] : []), ...parts, ...(end < flat.length ? ["……"] : [])];
}

function marked(text, asked) {
  return split(text, found(text, asked), 0, text.length);
}

/** The places of all phrases in a text, in order, without overlaps. */
function found(text, asked) {
  const all = asked.flatMap(({ units }) => places(text, units)).sort((a, b) => a[0] - b[0]);
  const apart = [];
  for (const place of all) {
    if (!apart.length || place[0] >= apart[apart.length - 1][1]) apart.push(place);
  }
  return apart;
}

function split(text, hits, start, end) {
  const parts = [];
  let at = start;
  for (const [from, to] of hits) {
    parts.push(text.slice(at, from), element("mark", {}, text.slice(from, to)));
    at = to;
  }
  parts.push(text.slice(at, end));
  return parts.filter((one) => one !== "");
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function asked() {
  const given = new URL(location.href).searchParams;
  return Object.fromEntries(
    ["q", "column", "year", "sort"].map((name) => [name, given.get(name) ?? ""]),
  );
}

function fill(wanted) {
  box.value = wanted.q;
  for (const choice of choices) {
    choice.value = wanted[choice.name];
    if (choice.selectedIndex < 0) choice.selectedIndex = 0;
  }
}

function submit() {
  const address = new URL(location.pathname, location.href);
  for (const { name, value } of [box, ...choices]) {
    if (value) address.searchParams.set(name, value);
  }
  if (address.href !== location.href) history.pushState(null, "", address);
  run(asked());
}

function start() {
  if (typeof DecompressionStream === "undefined") {
    say(texts.old);
    return;
  }
  part("filters").hidden = false;
  box.form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  for (const choice of choices) choice.addEventListener("change", submit);
  addEventListener("popstate", () => {
    if (location.search === shown) return; // only the place on the page changed
    fill(asked());
    run(asked());
  });
  fill(asked());
  run(asked());
}

start();
