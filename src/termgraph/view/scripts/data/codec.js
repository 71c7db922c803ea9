// The page's data lies packed in inert script elements: gzip, 13 bits in two characters. Here it is unpacked, never by eval.

const ALPHABET = Array.from({ length: 94 }, (_, n) => String.fromCharCode(33 + n)).filter((char) => !"<\\`".includes(char));
const DIGITS = new Uint8Array(128);
ALPHABET.forEach((char, n) => (DIGITS[char.charCodeAt(0)] = n));

/** The bytes that a text stands for; where its length is odd, the last of them is none. */
export function decoded(text) {
  const bytes = new Uint8Array(Math.floor((text.length * 13) / 16));
  let [bits, held, end] = [0, 0, 0];
  for (let at = 0; at + 1 < text.length; at += 2) {
    held = (held << 13) | (DIGITS[text.charCodeAt(at)] * ALPHABET.length + DIGITS[text.charCodeAt(at + 1)]);
    for (bits += 13; bits >= 8; bits -= 8) bytes[end++] = held >> (bits - 8);
    held &= 255;
  }
  return bytes.subarray(0, end - (text.length % 2));
}

let unpacking = 0;

/** The text in a packed element. */
export async function inflateText(id) {
  const bytes = decoded(document.getElementById(id).textContent.trim());
  unpacking++;
  try {
    return await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  } finally {
    unpacking--;
  }
}

/** Whether anything is being unpacked. */
export const isUnpacking = () => unpacking > 0;

/** The data in a packed element. */
export async function inflate(id) {
  return JSON.parse(await inflateText(id));
}

const running = new Map();

/** Run the packed script of an element, once; the page's policy knows the hash of its text. */
export function run(id) {
  if (!running.has(id)) {
    running.set(id, inflateText(id).then((text) => {
      const script = document.createElement("script");
      script.textContent = text;
      document.head.append(script);
    }));
  }
  return running.get(id);
}
