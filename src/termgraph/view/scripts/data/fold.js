// When two spellings are one name: case, accents, spaces and punctuation do not matter.

const PLAIN = /^[a-z0-9 ]*$/;

/** A name as names are compared; what is punctuation alone stays as it is. As `names.unmarked_key` in Python. */
export function fold(text) {
  const low = text.toLowerCase();
  if (PLAIN.test(low)) return low.replaceAll(" ", "");
  const bare = low.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replaceAll("ß", "ss").replaceAll("ς", "σ");
  const kept = bare.replace(/[^\p{L}\p{N}]+/gu, "");
  if (!kept) return low.normalize("NFKC").trim().split(/\s+/).join(" ");
  // "C++" and "C#" differ from "C" only in what would be thrown away.
  const tail = /[\p{L}\p{N}]([+#*]+)\s*$/u.exec(bare);
  return (tail ? kept + tail[1] : kept).normalize("NFC");
}

/** The letter that a label is listed under, "#" for what begins with none. */
export function letterOf(label) {
  const first = [...fold(label)][0] ?? "";
  return /\p{L}/u.test(first) ? first.toUpperCase() : "#";
}
