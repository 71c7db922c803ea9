// Long work in slices, between which the page can do something else.

/** So many milliseconds are not noticed. */
const SLICE = 10;

/** Let all else have its turn. */
export const pause = () => new Promise((go) => setTimeout(go));

/** Go on with some work for a slice of time; tells whether it is done. */
export function advance(steps) {
  const until = performance.now() + SLICE;
  while (!steps.next().done) if (performance.now() >= until) return false;
  return true;
}

/** Do some work in slices, for as long as it is wanted; tells whether it was done. */
export async function inSlices(steps, isWanted = () => true) {
  while (isWanted()) {
    if (advance(steps)) return true;
    await pause();
  }
  return false;
}
