// The index in the browser: its pieces are fetched as queries need them, and read by Pagefind's
// WebAssembly module.

import { BODY, FACETS, TITLE } from "./search-text.js";

const SIGNATURE = 12; // bytes that Pagefind puts before the content of each file
// What a hit was found in, from the best on.
export const IN_NUMBER = 3;
export const IN_TITLE = 2;
export const IN_BODY = 1;

/** There is no index, or a piece of it is missing. */
export class Unavailable extends Error {}

/** Opens the index in the folder `base`: its parts, the newest pages first. */
export async function open(base) {
  const listing = await (await get(new URL("index.json", base), "no-cache")).json();
  if (!listing.shards.length) return [];
  const [module, bytes] = await Promise.all([
    import(new URL(listing.engine, base).href),
    unpack(new URL(listing.wasm, base)),
  ]);
  const engine = module.default;
  await engine({ module_or_path: bytes.slice(SIGNATURE) });
  return listing.shards.map((shard) => new Shard(engine, new URL(shard.path, base), shard));
}

class Shard {
  constructor(engine, base, { meta, pages, oldest, newest }) {
    Object.assign(this, { engine, base, meta, pages, oldest, newest });
    this.pointer = null;
    this.pieces = new Map();
  }

  /** The pages that hold all phrases and stand under all facets: [{order, id, level}]. */
  async find(phrases, facets) {
    await this.prepare();
    const tokens = [...phrases.flatMap(({ pairs }) => pairs.map(([, token]) => token)), ...facets];
    await this.fetchFor(tokens);
    const postings = new Map(tokens.map((token) => [token, this.postings(token)]));
    let found = null;
    for (const { pairs } of phrases) {
      found = both(found, standing(pairs, postings));
    }
    for (const facet of facets) {
      const under = postings.get(facet);
      found = found.filter(({ order }) => under.has(order));
    }
    return found;
  }

  async prepare() {
    if (this.pointer !== null) return;
    const meta = (await this.read(this.meta)).slice(SIGNATURE);
    if (this.pointer === null) this.pointer = this.engine.init_pagefind(meta);
  }

  /** What is shown of a page. */
  async card(id) {
    return JSON.parse(new TextDecoder().decode(await this.read(`pages/${id}.gz`)));
  }

  async fetchFor(tokens) {
    const names = new Set(
      tokens.flatMap((token) => JSON.parse(this.engine.request_indexes(this.pointer, token))),
    );
    await Promise.all([...names].map((name) => this.fetchPiece(name)));
  }

  fetchPiece(name) {
    if (!this.pieces.has(name)) {
      const loading = this.read(`index/${name}.pf_index`).then((bytes) => {
        this.pointer = this.engine.load_index_chunk(this.pointer, bytes.slice(SIGNATURE));
      });
      this.pieces.set(name, loading);
      loading.catch(() => this.pieces.delete(name));
    }
    return this.pieces.get(name);
  }

  /** The pages that hold a token, by their order: {id, at: its places}. */
  postings(token) {
    const answer = this.engine.search(this.pointer, token, token, "{}", "at:desc", false, false);
    return new Map(
      JSON.parse(answer).results.map(({ p, s, l }) => [s, { id: p, at: l.map((one) => one.l) }]),
    );
  }

  read(name) {
    return unpack(new URL(name, this.base));
  }
}

/** The pages on which pairs stand at their distances from one another, in order. */
function standing(pairs, postings) {
  const [first, ...others] = pairs
    .map(([distance, token]) => ({ distance, pages: postings.get(token) }))
    .sort((a, b) => a.pages.size - b.pages.size);
  const found = [];
  for (const [order, { id, at }] of first.pages) {
    if (!others.every(({ pages }) => pages.has(order))) continue;
    const rest = others.map(({ distance, pages }) => [distance, new Set(pages.get(order).at)]);
    const starts = at
      .map((place) => place - first.distance)
      .filter((start) => rest.every(([distance, places]) => places.has(start + distance)));
    if (starts.length) found.push({ order, id, level: level(Math.min(...starts)) });
  }
  return found.sort((a, b) => a.order - b.order);
}

function level(place) {
  if (place < FACETS) return IN_NUMBER;
  return place >= TITLE && place < BODY ? IN_TITLE : IN_BODY;
}

function both(found, others) {
  if (found === null) return others;
  const levels = new Map(others.map((hit) => [hit.order, hit.level]));
  return found
    .filter(({ order }) => levels.has(order))
    .map((hit) => ({ ...hit, level: Math.min(hit.level, levels.get(hit.order)) }));
}

async function unpack(url) {
  const data = new Uint8Array(await (await get(url)).arrayBuffer());
  if (data[0] !== 0x1f || data[1] !== 0x8b) return data; // the server unpacked it
  const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function get(url, cache = "default") {
  let response;
  try {
    response = await fetch(url, { cache });
  } catch {
    throw new Unavailable(url.href);
  }
  if (!response.ok) throw new Unavailable(url.href);
  return response;
}
