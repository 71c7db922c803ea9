// Paints on a canvas, as text and shapes, never as markup. What to paint is described in plain numbers and
// colours, the same for the screen, for a picture file and for SVG.

import { directionOf } from "../page/direction.js";
import { fontOf } from "../page/theme.js";

/** How thick the line is through what is struck out. */
const STRIKE = 1.4;

export function paintGround(ctx, ground) {
  ctx.globalAlpha = ground.opacity;
  ctx.beginPath();
  ctx.roundRect(ground.x, ground.y, ground.width, ground.height, ground.radius);
  ctx.fillStyle = ground.fill;
  ctx.fill();
  ctx.globalAlpha = 1;
}

export function paintLine(ctx, { path, color, width, dash, opacity, arrow }) {
  ctx.globalAlpha = opacity;
  ctx.strokeStyle = color;
  ctx.lineWidth = width;
  ctx.setLineDash(dash);
  ctx.beginPath();
  ctx.moveTo(...path[0]);
  if (path.length === 4) ctx.bezierCurveTo(...path[1], ...path[2], ...path[3]);
  else if (path.length === 3) ctx.quadraticCurveTo(...path[1], ...path[2]);
  else ctx.lineTo(...path[1]);
  ctx.stroke();
  ctx.setLineDash([]);
  if (arrow) {
    ctx.fillStyle = color;
    ctx.beginPath();
    for (const [x, y] of arrowHead(arrow)) ctx.lineTo(x, y);
    ctx.closePath();
    ctx.fill();
  }
  ctx.globalAlpha = 1;
}

/** The corners of the head of an arrow: its tip, and three behind it. */
export function arrowHead({ x, y, angle, size }) {
  const point = (along, across) => [
    x + size * (along * Math.cos(angle) - across * Math.sin(angle)),
    y + size * (along * Math.sin(angle) + across * Math.cos(angle)),
  ];
  return [point(0, 0), point(-1, 0.34), point(-0.82, 0), point(-1, -0.34)];
}

export function paintBox(ctx, box) {
  ctx.globalAlpha = box.opacity;
  ctx.beginPath();
  ctx.roundRect(box.x, box.y, box.width, box.height, box.radius);
  ctx.fillStyle = box.fill;
  ctx.fill();
  if (box.strokeWidth) {
    ctx.lineWidth = box.strokeWidth;
    ctx.strokeStyle = box.stroke;
    ctx.setLineDash(box.dash ?? []);
    ctx.stroke();
    ctx.setLineDash([]);
  }
  ctx.globalAlpha = 1;
}

export function paintDot(ctx, { x, y, radius, shape, fill, stroke, strokeWidth, opacity }) {
  ctx.globalAlpha = opacity;
  ctx.beginPath();
  if (shape === "diamond") {
    ctx.moveTo(x, y - radius);
    ctx.lineTo(x + radius, y);
    ctx.lineTo(x, y + radius);
    ctx.lineTo(x - radius, y);
    ctx.closePath();
  } else ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fillStyle = fill;
  ctx.fill();
  if (strokeWidth) {
    ctx.lineWidth = strokeWidth;
    ctx.strokeStyle = stroke;
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
}

export function paintLabel(ctx, label, family) {
  ctx.globalAlpha = label.opacity;
  ctx.font = fontOf(label.size, label, family);
  ctx.textAlign = label.align;
  ctx.textBaseline = "middle";
  ctx.fillStyle = label.fill;
  ctx.direction = directionOf(label.lines[0]);
  label.lines.forEach((line, index) => {
    const y = label.y + index * label.lineHeight;
    if (label.halo) {
      ctx.lineJoin = "round";
      ctx.lineWidth = label.haloWidth;
      ctx.strokeStyle = label.halo;
      ctx.strokeText(line, label.x, y);
    }
    ctx.fillText(line, label.x, y);
    if (label.strike) {
      const width = ctx.measureText(line).width;
      const left =
        label.align === "left" ? label.x : label.align === "right" ? label.x - width : label.x - width / 2;
      ctx.fillRect(left, y, width, STRIKE);
    }
  });
  ctx.globalAlpha = 1;
}

/** Paint a whole description on a new canvas, `scale` pixels for each of its own. */
export function painted(description, scale) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(description.width * scale));
  canvas.height = Math.max(1, Math.round(description.height * scale));
  const ctx = canvas.getContext("2d");
  ctx.scale(scale, scale);
  ctx.fillStyle = description.background;
  ctx.fillRect(0, 0, description.width, description.height);
  for (const ground of description.grounds) paintGround(ctx, ground);
  for (const line of description.lines) paintLine(ctx, line);
  for (const box of description.boxes) paintBox(ctx, box);
  for (const dot of description.dots) paintDot(ctx, dot);
  for (const label of description.labels) paintLabel(ctx, label, description.font);
  return canvas;
}
