// Rich text as the page's own elements. Texts come in through textContent alone, and of MathML only what is listed here.

const MATHML = "http://www.w3.org/1998/Math/MathML";
const TAGS = new Set((
  "math menclose mfrac mi mn mo mover mpadded mphantom mroot mrow mspace msqrt mstyle msub msubsup msup mtable mtd " +
  "mtext mtr munder munderover"
).split(" "));
const ATTRIBUTES = new Set((
  "accent accentunder columnalign depth display displaystyle fence form height largeop linethickness lspace " +
  "mathvariant maxsize minsize movablelimits rspace scriptlevel separator stretchy symmetric width"
).split(" "));
const VALUE = /^[\w.%+ -]{1,40}$/;

/** An address if it may be followed: within the page, or on the web; else "". */
export function safeHref(href) {
  return /^#|^https?:\/\/[^/?#\s]/i.test(href) ? href : "";
}

/** A link, or a text alone where the address may not be followed. */
export function linkTo(href, content, className = "") {
  const to = safeHref(href);
  const made = document.createElement(to ? "a" : "span");
  if (to) made.setAttribute("href", to);
  if (to && !to.startsWith("#")) made.setAttribute("rel", "noopener noreferrer");
  if (className) made.className = className;
  made.append(content);
  return made;
}

/** Rich text as a fragment. `hrefOf` gives the address of a concept's number. */
export function richText(rich, hrefOf) {
  const fragment = document.createDocumentFragment();
  for (const run of Array.isArray(rich) ? rich : [rich]) fragment.append(runOf(run, hrefOf));
  return fragment;
}

function runOf(run, hrefOf) {
  if (typeof run === "string") return run;
  if (run.a !== undefined) return linkTo(typeof run.a === "number" ? hrefOf(run.a) : run.a, richText(run.t, hrefOf));
  if (run.math) return mathOf(run.math) ?? filled("code", run.tex, "tex");
  if (run.code !== undefined) return filled("code", run.code, run.tex === undefined ? "" : "tex");
  if (run.li) {
    const list = document.createElement("ul");
    for (const item of run.li) list.append(filled("li", richText(item, hrefOf)));
    return list;
  }
  for (const tag of ["p", "em", "strong"]) if (run[tag] !== undefined) return filled(tag, richText(run[tag], hrefOf));
  return "";
}

function filled(tag, content, className = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(content);
  return made;
}

/** A tree of MathML as an element, null where something is in it that is not on the list. */
export function mathOf(tree) {
  const [tag, attributes, ...children] = tree;
  if (!TAGS.has(tag)) return null;
  const made = document.createElementNS(MATHML, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (ATTRIBUTES.has(name) && VALUE.test(value)) made.setAttribute(name, value);
  }
  for (const child of children) {
    const inner = typeof child === "string" ? child : mathOf(child);
    if (inner === null) return null;
    made.append(inner);
  }
  return made;
}

/** Rich text as one line without links and other marks, formulas set. */
export function lineOf(rich) {
  const fragment = document.createDocumentFragment();
  for (const run of Array.isArray(rich) ? rich : [rich]) {
    const inner = run.t ?? run.p ?? run.em ?? run.strong;
    if (inner !== undefined) fragment.append(lineOf(inner), run.p === undefined ? "" : " ");
    else if (run.li) run.li.forEach((item, at) => fragment.append(at ? "; " : "", lineOf(item)));
    else fragment.append(runOf(run));
  }
  return fragment;
}

/** A sentence ends before white space and a capital, or a letter of a script that has none. */
const END = /[.!?。؟।…]["'”’»)]*(?=\s+["'“‘«(]?[\p{Lu}\p{Lo}\d])/u;
/** What ends so is an abbreviation, or an initial. */
const ABBREVIATED = /(?:^|[\s(])(?:\p{L}|\p{L}\.\p{L}|cf|etc|vs|resp|bzw|usw|ca)\.$/u;

/** The first sentence of rich text, or its first paragraph where that is shorter. */
export function firstSentence(rich) {
  const kept = [];
  for (const run of Array.isArray(rich) ? rich : [rich]) {
    if (kept.length && (run.p !== undefined || run.li)) break;
    if (run.p !== undefined) return firstSentence(run.p);
    const text = typeof run === "string" ? untilEnd(run) : run;
    kept.push(text);
    if (text !== run) break;
  }
  return kept;
}

function untilEnd(text) {
  let from = 0;
  for (let found = END.exec(text); found; found = END.exec(text.slice(from))) {
    const end = from + found.index + found[0].length;
    if (!ABBREVIATED.test(text.slice(0, end))) return text.slice(0, end);
    from = end;
  }
  return text;
}

/** Rich text as it is drawn: without its marks, and without formulas that only TeX can set. */
export const drawnText = (rich) => plainText(rich, (tex) => (/[\\{^]/.test(tex) ? "…" : tex)).replace(/\s+/gu, " ").trim();

/** Rich text without its marks; formulas as TeX. */
export function plainText(rich, formula = (tex) => tex) {
  const plain = (part) => plainText(part, formula);
  if (typeof rich === "string") return rich;
  if (Array.isArray(rich)) return rich.map(plain).join("");
  if (rich.t !== undefined) return plain(rich.t);
  if (rich.math || rich.tex) return formula(rich.tex);
  if (rich.code !== undefined) return rich.code;
  if (rich.li) return rich.li.map(plain).join("; ");
  if (rich.p !== undefined) return `${plain(rich.p)} `;
  return plain(rich.em ?? rich.strong ?? "");
}
