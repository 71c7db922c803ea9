// Numbers as the page's data packs them: in strings of digits, as distances, in rows.

const DIGITS = new Uint8Array(128);
[..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].forEach((digit, n) => (DIGITS[digit.charCodeAt(0)] = n));

/** Numbers out of strings of their digits to the base 64: all last digits, all last but one, and so on. */
export function numbersOf(planes) {
  const numbers = new Int32Array(planes[0].length);
  planes.forEach((plane, place) => {
    for (let at = 0; at < numbers.length; at += 1) numbers[at] |= DIGITS[plane.charCodeAt(at)] << (6 * place);
  });
  return numbers;
}

/** Undo the packing of numbers as distances from the one before, modulo a size. */
export function summed(deltas, size = 2 ** 31) {
  let sum = 0;
  for (let at = 0; at < deltas.length; at += 1) deltas[at] = sum = (sum + deltas[at]) % size;
  return deltas;
}

/** Lists of numbers by row, in two arrays: those of row i are values[starts[i]] … values[starts[i + 1] - 1]. */
export function rowsOf(size, rows, values) {
  const starts = new Int32Array(size + 1);
  for (const row of rows) starts[row + 1] += 1;
  for (let row = 0; row < size; row += 1) starts[row + 1] += starts[row];
  const next = starts.slice();
  const filled = new Int32Array(rows.length);
  for (let at = 0; at < rows.length; at += 1) filled[next[rows[at]]++] = values[at];
  return (row) => filled.subarray(starts[row], starts[row + 1]);
}
