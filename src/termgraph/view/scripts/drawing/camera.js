// Looks at a plane through an element of the page: pan, zoom, pinch, and gliding from one view to another.

const GLIDE = 320;
const REST = 140;
/** A pointer that has travelled so many pixels drags, and does not click; a finger trembles. */
const SLOP = { mouse: 4, pen: 6, touch: 10 };
const PINCHED = 12;
const WHEEL = 0.0016;
const PINCH_WHEEL = 0.01;
/** A wheel that turns by whole notches goes in leaps, which are smoothed; a touchpad does that itself. */
const NOTCH = 40;

/** How much of a length is between two margins, which are less where there is little: never nothing. */
export const within = (length, margin) => Math.max(length - 2 * margin, 0.7 * length);

/**
 * A camera.
 *
 * @param {object} parts
 *   `element` is what is pointed at; `limits()` gives the least and the greatest scale; `onFrame()` is to
 *   paint; `onRest()` is called when the view has come to rest; `onClick({x, y}, type)` and `onPoint({x, y}
 *   or null)`.
 */
export function createCamera({ element, limits, onFrame, onRest, onClick, onPoint }) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const view = { x: 0, y: 0, scale: 1, width: 0, height: 0 };
  const pointers = new Map();
  let glide = null;
  let frame = 0;
  let atRest = 0;
  let isMoving = false;
  let wasMoved = false;
  let travelled = 0;

  function draw() {
    frame ||= requestAnimationFrame((now) => {
      frame = 0;
      const glides = glide !== null;
      if (glides) step(now);
      onFrame();
      // After the last step as well: on a slow machine the time of rest has passed before it.
      if (glides) touch();
    });
  }

  /** Something moves; all is painted in full when it has come to rest. */
  function touch() {
    isMoving = true;
    clearTimeout(atRest);
    atRest = setTimeout(() => {
      if (glide || pointers.size) return;
      isMoving = false;
      onFrame();
      onRest();
    }, REST);
    draw();
  }

  /** Go to a view: at once, or gliding. */
  function goTo(to, smoothly) {
    glide = null;
    if (smoothly && !calm.matches)
      glide = { from: { x: view.x, y: view.y, scale: view.scale }, to, start: performance.now() };
    else Object.assign(view, to);
    if (glide || isMoving) touch();
    else draw();
  }

  function step(now) {
    const part = Math.min(1, Math.max(0, now - glide.start) / GLIDE);
    const eased = part < 0.5 ? 2 * part * part : 1 - (2 - 2 * part) ** 2 / 2;
    const { from, to } = glide;
    const scale = from.scale * (to.scale / from.scale) ** eased;
    // On the way in or out one point of the plane stays where it is on the screen.
    const zooms = Math.abs(to.scale / from.scale - 1) > 1e-6;
    const share = zooms ? (1 / from.scale - 1 / scale) / (1 / from.scale - 1 / to.scale) : eased;
    Object.assign(view, { scale, x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share });
    if (part === 1) glide = null;
  }

  /** Zoom, so that what is at a point of the element stays there. */
  function zoomAt(factor, { x, y }, smoothly) {
    wasMoved = true;
    const base = glide ? glide.to : view;
    const [least, most] = limits();
    const scale = Math.min(most, Math.max(least, base.scale * factor));
    const [dx, dy] = [x - view.width / 2, y - view.height / 2];
    goTo(
      { scale, x: base.x + dx / base.scale - dx / scale, y: base.y + dy / base.scale - dy / scale },
      smoothly,
    );
  }

  const placeOf = (event) => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  element.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    element.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, placeOf(event));
    glide = null;
    if (pointers.size === 1) travelled = 0;
  });
  element.addEventListener("pointermove", (event) => {
    const now = placeOf(event);
    const before = pointers.get(event.pointerId);
    if (!before) {
      if (event.pointerType !== "touch") onPoint(now);
      return;
    }
    travelled += Math.hypot(now.x - before.x, now.y - before.y);
    if (travelled < SLOP[event.pointerType]) return;
    pointers.set(event.pointerId, now);
    wasMoved = true;
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    const share = other ? 2 : 1;
    view.x -= (now.x - before.x) / view.scale / share;
    view.y -= (now.y - before.y) / view.scale / share;
    const apart = (point) => Math.max(PINCHED, Math.hypot(point.x - other.x, point.y - other.y));
    isMoving = true;
    if (other)
      zoomAt(apart(now) / apart(before), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 }, false);
    else touch();
  });
  for (const type of ["pointerup", "pointercancel"]) {
    element.addEventListener(type, (event) => {
      if (!pointers.delete(event.pointerId) || pointers.size) return;
      if (type === "pointerup" && travelled < SLOP[event.pointerType])
        onClick(placeOf(event), event.pointerType);
      if (isMoving) touch();
    });
  }
  element.addEventListener("pointerleave", () => onPoint(null));
  element.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const turned = event.deltaY * (event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? view.height : 1);
      zoomAt(
        Math.exp(-turned * (event.ctrlKey ? PINCH_WHEEL : WHEEL)),
        placeOf(event),
        !event.ctrlKey && Math.abs(turned) >= NOTCH,
      );
    },
    { passive: false },
  );

  return {
    view,
    draw,
    zoomAt,
    get isMoving() {
      return isMoving;
    },
    /** Whether all is painted as it will stay. */
    get isAtRest() {
      return !glide && !frame && !isMoving;
    },
    /** Whether the reader has moved it away from where it was put. */
    get wasMoved() {
      return wasMoved;
    },
    goTo(to, { smoothly, isReaders = true }) {
      wasMoved = isReaders;
      goTo(to, smoothly);
    },
    /** Where a point of the plane is in the element, and the other way round. */
    toElement: (x, y) => ({
      x: (x - view.x) * view.scale + view.width / 2,
      y: (y - view.y) * view.scale + view.height / 2,
    }),
    toPlane: ({ x, y }) => ({
      x: (x - view.width / 2) / view.scale + view.x,
      y: (y - view.height / 2) / view.scale + view.y,
    }),
  };
}
