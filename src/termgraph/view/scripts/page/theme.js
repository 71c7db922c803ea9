// The colours and the font of the page, for what is painted: style.css knows light from dark.

export const BRANCHES = 14;

/** The colours of an element as they are now; read again when light turns to dark. */
export function readTheme(kinds, element = document.documentElement) {
  const style = getComputedStyle(element);
  const value = (name) => style.getPropertyValue(`--${name}`).trim();
  const theme = { font: getComputedStyle(document.body).fontFamily, kinds: {}, branches: [] };
  for (const name of ["ink", "soft", "rule", "paper", "card", "shade", "accent", "misnomer"])
    theme[name] = value(name);
  for (const kind of Object.keys(kinds)) theme.kinds[kind] = value(kind) || theme.soft;
  for (let number = 0; number < BRANCHES; number++) theme.branches.push(value(`branch-${number}`));
  return theme;
}

/** The colour of a branch; of what belongs to no large one, a quiet one. */
export const branchColor = (theme, branch) => theme.branches[branch] ?? theme.soft;

/** Call `changed` whenever the page turns light or dark, or to the colours of the system. */
export function watchTheme(changed) {
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
    matchMedia(query).addEventListener("change", changed);
  }
}

const pen = document.createElement("canvas").getContext("2d");
const widths = new Map();

export const fontOf = (size, { bold, italic }, family) =>
  `${italic ? "italic " : ""}${bold ? "600 " : ""}${size}px ${family}`;

/** How wide a text is. Most labels are measured again and again. */
export function textWidth(text, size, style) {
  const key = `${size}${style.bold ? "b" : ""}${style.italic ? "i" : ""} ${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    if (widths.size > 20000) widths.clear();
    pen.font = fontOf(size, style, getComputedStyle(document.body).fontFamily);
    widths.set(key, (width = pen.measureText(text).width));
  }
  return width;
}
