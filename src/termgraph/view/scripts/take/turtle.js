// Some concepts as Turtle. Nothing here touches the page.

import { partOf } from "./part.js";

const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
/** What may stand behind a prefix without an escape. */
const LOCAL = /^[a-z_]([\w-]*\w)?$/i;

/** A text as a Turtle string; half a character of an emoji, which no file can hold, becomes the sign for that. */
export function turtleString(text, lang = "") {
  const escapes = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  const safe = String(text)
    .replace(/\p{Surrogate}/gu, "\ufffd")
    // eslint-disable-next-line no-control-regex
    .replace(/[\\"\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, (char) => escapes[char] ?? `\\u${hex(char)}`);
  return `"${safe}"${/^[a-z]+(-[a-z0-9]+)*$/i.test(lang) ? `@${lang}` : ""}`;
}

const hex = (char) => char.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");

/** An IRI in angle brackets, or a blank node; what may not stand in one is percent-encoded. */
export function turtleIri(iri) {
  if (/^_:\w+$/.test(iri)) return iri;
  // eslint-disable-next-line no-control-regex
  const safe = iri.replace(/\p{Surrogate}/gu, "").replace(/[\u0000-\u0020<>"{}|^`\\\u007f-\u009f]/g, (char) => {
    return [...new TextEncoder().encode(char)].map((byte) => `%${hex(String.fromCharCode(byte)).slice(2)}`).join("");
  });
  return `<${safe}>`;
}

/** Some concepts as Turtle: all that the vocabulary states of them, as `termgraph export` writes it. */
export function turtleOf(record, concepts) {
  const blocks = new Map();
  for (const [subject, predicate, value] of partOf(record, concepts)) {
    const block = blocks.get(subject) ?? new Map();
    blocks.set(subject, block.set(predicate, (block.get(predicate) ?? new Set()).add(value)));
  }
  const used = new Map();
  const name = namer(record.prefixes, used);
  const written = (number) => {
    if (record.isNode(number)) return name(record.iri(number));
    const literal = record.literal(number);
    return typeof literal === "string" ? literal : turtleString(literal.text, literal.lang);
  };
  const bodies = [...blocks].sort(([a], [b]) => a - b).map(([subject, block]) => {
    const ordered = [...block].sort(([a], [b]) => (b === TYPE) - (a === TYPE) || (a < b ? -1 : 1));
    const lines = ordered.map(([predicate, values]) => {
      return `${predicate === TYPE ? "a" : name(predicate)} ${[...values].map(written).join(", ")}`;
    });
    return `${written(subject)} ${lines.join(" ;\n    ")} .\n`;
  });
  const heads = [...used].sort().map(([prefix, space]) => `@prefix ${prefix}: ${turtleIri(space)} .\n`);
  return `${heads.join("")}\n${bodies.join("\n")}`;
}

/** Returns what writes an IRI with the longest prefix that fits, else in full; prefixes that are used are noted. */
function namer(prefixes, used) {
  const spaces = Object.entries(prefixes).sort(([, a], [, b]) => b.length - a.length);
  return (iri) => {
    const found = spaces.find(([, space]) => iri.startsWith(space) && LOCAL.test(iri.slice(space.length)));
    if (!found) return turtleIri(iri);
    used.set(...found);
    return `${found[0]}:${iri.slice(found[1].length)}`;
  };
}
