// A scene is always laid out from left to right. Where the page is read from right to left, what is to be seen of it is
// turned about an axis that stands upright. Nothing here touches the page.

const ALIGNED = { left: "right", right: "left", center: "center" };
const COURSES = { clockwise: "counterclockwise", counterclockwise: "clockwise" };

/**
 * What turns plain shapes over, and back again: from 0 to `width`, or about 0. Where `isOn` is false, all stays as it is.
 *
 * `x` is for a number, `point` for what has an x, `extent` for what has edges, `box` for what has a width besides, `label`
 * and `line` for those of a description, `marks` for all marks of an item, `course` for that of a line.
 */
export function mirrorOf(isOn, width = 0) {
  const turned = (turn) => (isOn ? turn : (one) => one);
  const x = turned((at) => width - at);
  const point = turned((one) => ({ ...one, x: x(one.x) }));
  const extent = turned((one) => ({ ...one, left: x(one.right), right: x(one.left) }));
  const box = turned((one) => ({ ...one, x: x(one.x + one.width) }));
  const label = turned((one) => ({ ...point(one), align: ALIGNED[one.align] }));
  const line = turned((one) => ({
    ...one,
    path: one.path.map(([across, down]) => [x(across), down]),
    arrow: one.arrow && { ...point(one.arrow), angle: Math.PI - one.arrow.angle },
  }));
  const marks = turned(({ boxes, dots, labels }) => ({
    boxes: boxes.map(box), dots: dots.map(point), labels: labels.map(label),
  }));
  const course = turned((one) => COURSES[one] ?? one);
  return { x, point, extent, box, label, line, marks, course };
}
