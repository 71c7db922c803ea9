// Some concepts as a table for a spreadsheet. Nothing here touches the page.

import { remarkOf } from "../data/names.js";
import { plainText } from "../page/text.js";

/** A cell of CSV. A spreadsheet takes what begins like a formula for one, unless an apostrophe stands before it. */
export function csvCell(value) {
  const text = String(value).replace(/\p{Surrogate}/gu, "\ufffd");
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Without it Excel takes UTF-8 for what it is not. */
const MARK = "\ufeff";

/**
 * Some concepts as CSV, one a line: names and definitions with a column a language, what misleads about the name, and
 * the relations among them.
 */
export function csvOf(model, concepts, articles) {
  const columns = columnsOf(model, concepts, articles).filter(({ cells, isKept }) => isKept || cells.some(Boolean));
  const rows = [columns.map(({ head }) => head), ...concepts.map((_, row) => columns.map(({ cells }) => cells[row]))];
  return MARK + rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}

/** The columns, each its head and its cells; those without a cell that says anything are left out but for a few. */
function columnsOf(model, concepts, articles) {
  const inside = new Set(concepts);
  const { headings, notes } = model.words;
  const column = (head, cell, isKept = false) => ({ head, cells: concepts.map((concept, row) => cell(concept, articles[row] ?? {})), isKept });
  const spoken = (head, cell, isKept) => tagsOf(model, articles).map((tag) => {
    return column(tag ? `${head} (${tag})` : head, (concept, said) => cell(concept, said, tag), isKept && tag === model.language);
  });
  const cards = (key, textOf) => (_, said) => (said.m ?? []).flatMap((card) => (card[key] ?? []).map(textOf)).join("; ");
  const misleading = (concept, said) => (said.m ?? []).map(({ name }) => name).join("; ") || (model.isMisnomer(concept) ? model.label(concept).text : "");
  return [
    column("IRI", model.iri, true),
    column(headings.notation, model.notation),
    ...spoken(headings.label, (concept, _, tag) => labelIn(model, concept, tag), true),
    ...spoken(headings.names, (concept, _, tag) => namesIn(model, concept, tag)),
    ...spoken(headings.definition, (_, said, tag) => textsIn(said.d, tag), true),
    ...spoken(notes.scopeNote, (_, said, tag) => textsIn((said.n ?? []).filter(([kind]) => kind === "scopeNote").map((note) => note.slice(1)), tag)),
    column(headings.misnomer, misleading),
    column(headings.suggests, cards("suggests", (ref) => textOfRef(model, ref))),
    column(headings.why, cards("why", ([, text]) => plainText(text).trim())),
    column(headings.clearer, cards("clearer", (ref) => textOfRef(model, ref))),
    ...relationsOf(model, inside, column),
    column(headings.deprecated, (concept) => (model.isDeprecated(concept) ? headings.unused : "")),
  ];
}

function relationsOf(model, inside, column) {
  const ends = (kind, out) => (concept) => {
    const found = model.neighbours(concept).filter((one) => inside.has(one.to) && one.kind === kind && one.out === out);
    return [...new Set(found.map(({ to }) => model.label(to).text))].join("; ");
  };
  return Object.entries(model.kinds).filter(([, { concepts }]) => concepts).flatMap(([kind, { heading, back, arrow }]) => [
    column(heading, ends(kind, true)), ...(arrow ? [column(back, ends(kind, false))] : []),
  ]);
}

/** The languages of what is taken away, the page's first; "" for what says none. */
function tagsOf(model, articles) {
  const found = new Set([...model.languages, ""]);
  for (const { d = [], n = [] } of articles) for (const [tag] of [...d, ...n.map((note) => note.slice(1))]) found.add(tag);
  return [...found];
}

function labelIn(model, concept, tag) {
  const label = model.label(concept, tag || model.language);
  return label.lang === tag ? label.text : "";
}

function namesIn(model, concept, tag) {
  return model.names(concept).filter(({ kind, lang }) => kind !== "notation" && lang === tag).map(({ text, kind, misleads }) => {
    const remarks = [remarkOf(model, kind), misleads ? model.words.names.misnomer : ""].filter(Boolean);
    return remarks.length ? `${text} (${remarks.join(", ")})` : text;
  }).join("; ");
}

const textsIn = (texts, tag) => (texts ?? []).filter(([lang]) => lang === tag).map(([, text]) => plainText(text).trim()).join("\n");

function textOfRef(model, ref) {
  if (typeof ref !== "number") return ref[0];
  return ref < 0 ? model.groupLabel(~ref).text : model.label(ref).text;
}
