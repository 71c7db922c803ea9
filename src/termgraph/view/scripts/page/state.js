// What the address says is what is shown: #term=softmax&depth=2&hide=related. Everything else follows from it.

const VIEWS = ["map", "focus", "overview", "tree", "groups", "list", "misnomers"];
/** Changes of these only refine what is shown: they make no new entry in the browser's history. */
const REFINING = new Set(["depth", "way", "hide", "names", "lang", "scheme", "letter"]);
const EMPTY = { term: null, group: null, view: "map", depth: 0, hide: new Set(), path: null, way: 1, lang: null, scheme: null, letter: null, names: false };

const listeners = new Set();
let told = null;
let known = new Set();

/** Say which kinds of lines there are: others in an address mean nothing. */
export function knowKinds(kinds) {
  known = new Set(kinds);
}

/**
 * The state that an address stands for. What is not in it, or not known, is as at the beginning:
 * term, path (keys of concepts), group (key of a collection), lang, scheme, letter: null; view: "map"; depth: 0, for "as fits"; way: 1, which of several; hide: a Set of kinds;
 * names: whether all other names are shown.
 */
export function readState(hash) {
  const bare = hash.replace(/^#/, "");
  const letter = /^letter-(.+)$/.exec(bare);
  if (bare === "list" || letter) {
    // As in the list that is read without scripts: "=" tells the key of a collection from a letter.
    const under = letter ? decoded(letter[1]) : null;
    const place = under?.startsWith("=") ? { group: under.slice(1) } : { letter: under };
    return { ...EMPTY, hide: new Set(), view: "list", ...place };
  }
  // A plus sign is a plus sign here (C++), not a space.
  const wanted = new URLSearchParams(bare.replaceAll("+", "%2B"));
  const depth = Number(wanted.get("depth"));
  const view = wanted.get("view");
  return {
    term: wanted.get("term") || null,
    group: wanted.get("group") || null,
    view: VIEWS.includes(view) ? view : "map",
    depth: [1, 2, 3].includes(depth) ? depth : 0,
    hide: new Set((wanted.get("hide") ?? "").split(",").filter((kind) => known.has(kind))),
    path: wanted.get("path") || null,
    way: /^[2-9]$/.test(wanted.get("way")) ? Number(wanted.get("way")) : 1,
    lang: wanted.get("lang") || null,
    scheme: wanted.get("scheme") || null,
    letter: wanted.get("letter") || null,
    names: wanted.get("names") === "all",
  };
}

/** The address of the present state with some changes. */
export function address(change = {}, from = readState(location.hash)) {
  // Who goes to a term lets go of the group, and the other way round.
  const left = change.term ? { group: null } : change.group ? { term: null, path: null, letter: null } : {};
  const other = "term" in change || "path" in change ? { way: 1 } : {};
  const state = { ...from, ...left, ...other, ...change };
  const parts = [];
  if (state.term) parts.push(`term=${encoded(state.term)}`);
  if (state.group) parts.push(`group=${encoded(state.group)}`);
  if (state.path) parts.push(`path=${encoded(state.path)}`);
  if (state.path && state.way > 1) parts.push(`way=${state.way}`);
  if (state.view && state.view !== "map") parts.push(`view=${state.view}`);
  if (state.letter) parts.push(`letter=${encoded(state.letter)}`);
  if (state.depth) parts.push(`depth=${state.depth}`);
  if (state.hide?.size) parts.push(`hide=${[...state.hide].join(",")}`);
  if (state.names) parts.push("names=all");
  if (state.lang) parts.push(`lang=${encoded(state.lang)}`);
  if (state.scheme) parts.push(`scheme=${encoded(state.scheme)}`);
  return `#${parts.join("&")}`;
}

/** Go on to another state: a new entry in the browser's history, unless it only refines the last one. */
export function go(change, { replace = Object.keys(change).every((key) => REFINING.has(key)) } = {}) {
  const to = address(change);
  if (to === location.hash || (to === "#" && !location.hash)) return;
  history[replace ? "replaceState" : "pushState"](null, "", to);
  tell();
}

/** Have a function called with every new state. */
export function onChange(listener) {
  listeners.add(listener);
}

/** Begin: with what the address says or, where it says nothing, with the state that the page was written for. */
export function begin(start = {}) {
  const change = { ...start, hide: new Set(start.hide ?? []) };
  if (!location.hash && Object.keys(start).length) history.replaceState(null, "", address(change, { ...EMPTY }));
  addEventListener("hashchange", tell);
  tell();
}

/** Whether the address has been told of: a link or the history changes it a little before. */
export const isTold = () => told === location.hash;

function tell() {
  told = location.hash;
  const state = readState(location.hash);
  for (const listener of listeners) listener(state);
}

function encoded(text) {
  return encodeURIComponent(text).replaceAll("'", "%27");
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
