// From one scene to the next: what stands in both travels to its new place, what is new appears, what is gone fades, so
// that one sees where things went. Nothing here touches the page but the clock.

const TIME = 300;

/** What happens between two scenes. `onFrame` is to paint; `isCalm` tells whether nothing may move. */
export function createTravel({ onFrame, isCalm }) {
  let trip = null;
  let frame = 0;

  const share = () => Math.min(1, Math.max(0, performance.now() - trip.start) / TIME);

  function step() {
    if (share() === 1) trip = null;
    else frame = requestAnimationFrame(step);
    onFrame();
  }

  function end() {
    if (!trip) return;
    cancelAnimationFrame(frame);
    trip = null;
    onFrame();
  }

  /** How far along the way all is: slow at its ends. */
  function along() {
    const part = share();
    return part < 0.5 ? 2 * part * part : 1 - (2 - 2 * part) ** 2 / 2;
  }

  return {
    /**
     * Begin, and end what is under way.
     *
     * @param {Map} came by the id of what stands in both scenes, how far it is from its new place: [dx, dy].
     * @param {object[]} gone what stands in the old one alone: its marks with `dx` and `dy`, to where they are now.
     */
    begin(came, gone) {
      end();
      if (isCalm()) return;
      trip = { came, gone, start: performance.now() };
      frame = requestAnimationFrame(step);
    },
    end,
    get isUnderWay() {
      return trip !== null;
    },
    /** How much is to be seen of what is new, lines above all: 0 at first. */
    shown: () => (trip ? along() : 1),
    /** How far something is from its place. */
    offset(id) {
      const from = trip?.came.get(id);
      return from ? from.map((length) => length * (1 - along())) : [0, 0];
    },
    /** Marks where they are now, of what stands in the new scene. */
    marksNow(id, marks) {
      if (!trip) return marks;
      const from = trip.came.has(id);
      return placed(marks, ...this.offset(id), from ? 1 : along());
    },
    /** Marks of what is gone, as far as they are still seen. */
    marksGone: () => (trip ? trip.gone.map(({ marks, dx, dy }) => placed(marks, dx, dy, 1 - along())) : []),
  };
}

/** Marks elsewhere, and fainter. */
function placed({ boxes, dots, labels }, dx, dy, opacity) {
  const place = (mark) => ({ ...mark, x: mark.x + dx, y: mark.y + dy, opacity: mark.opacity * opacity });
  return { boxes: boxes.map(place), dots: dots.map(place), labels: labels.map(place) };
}
