// A drawing as a file: SVG. Nothing here touches the page.

import { directionOf } from "../page/direction.js";

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

const ANCHORS = {
  ltr: { left: "start", center: "middle", right: "end" },
  rtl: { left: "end", center: "middle", right: "start" },
};

function labelOf({ x, y, lines, size, lineHeight, bold, italic, align, fill, halo, haloWidth, opacity, strike }) {
  const direction = directionOf(lines[0]);
  return lines.map((line, number) => tag("text", {
    x, y: y + number * lineHeight, "font-size": size, "font-weight": bold ? 600 : null,
    "font-style": italic ? "italic" : null, "text-decoration": strike ? "line-through" : null, "text-anchor": ANCHORS[direction][align], direction: direction === "rtl" ? direction : null, "dominant-baseline": "central",
    fill, stroke: halo || null, "stroke-width": halo ? haloWidth : null, "paint-order": halo ? "stroke" : null,
    "stroke-linejoin": halo ? "round" : null, opacity, "xml:space": "preserve",
  }, escaped(line)));
}
