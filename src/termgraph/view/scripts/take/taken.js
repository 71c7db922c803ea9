// What can be taken away, as text: Turtle and CSV of some concepts, SVG of a drawing. Nothing here touches the page.

import { remarkOf } from "../data/names.js";
import { plainText } from "../page/text.js";

const PREFIXES = {
  owl: "http://www.w3.org/2002/07/owl#",
  skos: "http://www.w3.org/2004/02/skos/core#",
  tg: "https://w3id.org/termgraph/ns#",
};


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

/** Some concepts as Turtle: their names, what is said of them, and the relations among them. */
export function turtleOf(model, concepts, articles) {
  const inside = new Set(concepts);
  const prefixes = { ...PREFIXES };
  if (model.base && !Object.values(prefixes).includes(model.base)) prefixes[""] = model.base;
  const used = new Set();
  const name = (iri) => {
    for (const [prefix, namespace] of Object.entries(prefixes)) {
      if (!iri.startsWith(namespace) || !/^[a-z_]([\w-]*\w)?$/i.test(iri.slice(namespace.length))) continue;
      used.add(prefix);
      return `${prefix}:${iri.slice(namespace.length)}`;
    }
    return turtleIri(iri);
  };
  const predicate = (curie) => {
    used.add(curie.split(":")[0]);
    return curie;
  };
  const blocks = concepts.map((concept, number) => {
    const statements = statementsOf(model, concept, articles[number] ?? {}, inside, name);
    const lines = [...statements].map(([curie, values]) => `    ${predicate(curie)} ${[...values].join(", ")}`);
    return `${name(model.iri(concept))} a ${predicate("skos:Concept")} ;\n${lines.join(" ;\n")} .\n`;
  });
  const heads = Object.keys(prefixes).filter((prefix) => used.has(prefix)).sort();
  const declared = heads.map((prefix) => `@prefix ${prefix}: ${turtleIri(prefixes[prefix])} .\n`);
  return `${declared.join("")}\n${blocks.join("\n")}`;
}

function statementsOf(model, concept, said, inside, name) {
  const found = new Map();
  const say = (curie, value) => found.set(curie, (found.get(curie) ?? new Set()).add(value));
  for (const [text, lang] of labelsOf(model, concept)) say("skos:prefLabel", turtleString(text, lang));
  for (const { property, text, lang } of model.names(concept)) {
    if (property !== "proposedName") say(`skos:${property}`, turtleString(text, property === "notation" ? "" : lang));
  }
  for (const [lang, text] of said.d ?? []) say("skos:definition", turtleString(plainText(text), lang));
  for (const [kind, lang, text] of said.n ?? []) {
    if (kind in model.words.notes) say(`skos:${kind}`, turtleString(plainText(text), lang));
  }
  for (const { to, kind, out } of model.neighbours(concept)) {
    const { concepts: isBetween, predicates } = model.kinds[kind];
    if (!isBetween || !inside.has(to)) continue;
    for (const iri of predicates[out ? 0 : 1]) say(name(iri), name(model.iri(to)));
  }
  if (model.isDeprecated(concept)) say("owl:deprecated", "true");
  return found;
}

function labelsOf(model, concept) {
  const found = [];
  for (const language of model.languages) {
    const label = model.label(concept, language);
    if (label.text && label.lang === language) found.push([label.text, language]);
  }
  return found.length ? found : [[model.label(concept).text, ""]];
}

/** A cell of CSV. A spreadsheet takes what begins like a formula for one, unless an apostrophe stands before it. */
export function csvCell(value) {
  const text = String(value).replace(/\p{Surrogate}/gu, "\ufffd");
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Some concepts as CSV, one a line, with the relations among them. */
export function csvOf(model, concepts, articles) {
  const inside = new Set(concepts);
  const kinds = Object.keys(model.kinds).filter((kind) => model.kinds[kind].concepts);
  const heads = ["IRI", "label", "other names", "definition"];
  for (const kind of kinds) {
    const { heading, back, arrow } = model.kinds[kind];
    heads.push(heading, ...(arrow ? [back] : []));
  }
  heads.push("misleading name", "deprecated");
  const rows = concepts.map((concept, number) => {
    const neighbours = model.neighbours(concept).filter(({ to }) => inside.has(to));
    const ends = (kind, out) => neighbours.filter((one) => one.kind === kind && one.out === out)
      .map(({ to }) => model.label(to).text).join("; ");
    const names = namesOf(model, concept);
    const row = [model.iri(concept), model.label(concept).text, names, definitionOf(model, articles[number])];
    for (const kind of kinds) row.push(ends(kind, true), ...(model.kinds[kind].arrow ? [ends(kind, false)] : []));
    row.push(model.isMisnomer(concept) ? "yes" : "", model.isDeprecated(concept) ? "yes" : "");
    return row;
  });
  return [heads, ...rows].map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}

function namesOf(model, concept) {
  return model.names(concept).filter(({ kind }) => kind !== "notation").map(({ text, kind, misleads }) => {
    const remarks = [remarkOf(model, kind), misleads ? model.words.names.misnomer : ""].filter(Boolean);
    return remarks.length ? `${text} (${remarks.join(", ")})` : text;
  }).join("; ");
}

function definitionOf(model, said) {
  const all = said?.d ?? [];
  const [, text] = all.find(([lang]) => lang === model.language) ?? all[0] ?? ["", ""];
  return text ? plainText(text) : "";
}

const rounded = (number) => String(Math.round(number * 100) / 100);

/** A drawing as SVG, as text: an element of the page would bring along more than a file of its own may hold. */
export function svgOf(scene, title) {
  const parts = [];
  const { width, height, background, font } = scene;
  parts.push(tag("title", {}, escaped(title)));
  parts.push(tag("rect", { width, height, fill: background }));
  for (const { x, y, width: wide, height: high, radius, fill, opacity } of scene.grounds) {
    parts.push(tag("rect", { x, y, width: wide, height: high, rx: radius, fill, "fill-opacity": opacity }));
  }
  for (const line of scene.lines) {
    const dash = line.dash?.length ? line.dash.join(" ") : null;
    parts.push(tag("path", {
      d: course(line.path), fill: "none", stroke: line.color, "stroke-width": line.width, "stroke-dasharray": dash,
      opacity: line.opacity,
    }));
    if (line.arrow) parts.push(arrow(line));
  }
  for (const { x, y, width: wide, height: high, radius, fill, stroke, strokeWidth, opacity } of scene.boxes) {
    const size = { x, y, width: wide, height: high, rx: radius };
    parts.push(tag("rect", { ...size, fill, stroke, "stroke-width": strokeWidth, opacity }));
  }
  for (const dot of scene.dots) parts.push(dotOf(dot));
  for (const label of scene.labels) parts.push(...labelOf(label));
  const head = {
    xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${rounded(width)} ${rounded(height)}`,
    "font-family": font, role: "img",
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${tag("svg", head, `\n${parts.join("\n")}\n`)}\n`;
}

/** Characters that XML cannot hold at all are left out; those with a meaning in it are written as references. */
function escaped(text) {
  const references = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return String(text)
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|\p{Surrogate}/gu, "")
    .replace(/[&<>"]/g, (char) => references[char]);
}

function tag(name, attributes, content = "") {
  const set = Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined);
  const said = set.map(([key, value]) => ` ${key}="${typeof value === "number" ? rounded(value) : escaped(value)}"`);
  return content ? `<${name}${said.join("")}>${content}</${name}>` : `<${name}${said.join("")}/>`;
}

function course(points) {
  const [first, ...others] = points.map(([x, y]) => `${rounded(x)} ${rounded(y)}`);
  return `M${first} ${["", "L", "Q", "C"][others.length] ?? "L"}${others.join(" ")}`;
}

function arrow({ arrow: { x, y, angle, size }, color, opacity }) {
  const at = (along, aside) => {
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    return `${rounded(x - along * cos - aside * sin)},${rounded(y - along * sin + aside * cos)}`;
  };
  const points = [at(0, 0), at(size, size * 0.4), at(size, -size * 0.4)].join(" ");
  return tag("polygon", { points, fill: color, opacity });
}

function dotOf({ x, y, radius, shape, fill, stroke, strokeWidth, opacity }) {
  const look = { fill, stroke: stroke || null, "stroke-width": stroke ? strokeWidth : null, opacity };
  if (shape !== "diamond") return tag("circle", { cx: x, cy: y, r: radius, ...look });
  const corners = [[x, y - radius], [x + radius, y], [x, y + radius], [x - radius, y]];
  return tag("polygon", { points: corners.map((corner) => corner.map(rounded).join(",")).join(" "), ...look });
}

const ANCHORS = { left: "start", center: "middle", right: "end" };

function labelOf({ x, y, lines, size, lineHeight, bold, italic, align, fill, halo, haloWidth, opacity }) {
  return lines.map((line, number) => tag("text", {
    x, y: y + number * lineHeight, "font-size": size, "font-weight": bold ? 600 : null,
    "font-style": italic ? "italic" : null, "text-anchor": ANCHORS[align], "dominant-baseline": "central",
    fill, stroke: halo || null, "stroke-width": halo ? haloWidth : null, "paint-order": halo ? "stroke" : null,
    "stroke-linejoin": halo ? "round" : null, opacity, "xml:space": "preserve",
  }, escaped(line)));
}
