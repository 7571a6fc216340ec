// Each file of a crate uses only rooms below its own, and no files use each other in a circle.
import { circlesOf } from './circles.mjs';
import { roomOf } from './order.mjs';
import { hiddenIn } from './rust-hidden.mjs';
import { namedBy, readModules } from './rust-modules.mjs';
import { lineAt } from './rust-source.mjs';

/** The module that declares all rooms, and is in none. */
const ROOTS = ['lib.rs'];

/**
 * Everything in `folder` that breaks the order, a line each.
 *
 * @param {string} folder the source folder of a crate
 * @param {string[]} order its rooms, ground floor first
 * @returns {string[]}
 */
export function rustViolations(folder, order) {
  const modules = readModules(folder);
  const violations = [];
  const graph = new Map();
  for (const source of modules.values()) {
    const { file, code } = source;
    const arrows = namedBy(modules, source);
    graph.set(file, new Set(arrows.map((arrow) => arrow.file)));
    const place = placeOf(file, order);
    if (place === undefined) {
      violations.push(`${file}: is in no room of the order`);
      continue;
    }
    for (const { at, reason } of hiddenIn(source)) {
      violations.push(`${file}:${lineAt(code, at)}: ${reason}`);
    }
    for (const { file: target, path, at } of arrows) {
      const above = placeOf(target, order);
      if (above !== undefined && above > place) {
        violations.push(`${file}:${lineAt(code, at)}: ${path} is in a room above (${target})`);
      }
    }
  }
  for (const circle of circlesOf(graph)) {
    violations.push(`these files use each other in a circle: ${circle.join(', ')}`);
  }
  return violations;
}

/** How high a file is. A module file above several rooms is as low as the lowest of them; the root is above all. */
function placeOf(file, order) {
  if (ROOTS.includes(file)) return order.length;
  const room = roomOf(order, file);
  if (room !== undefined) return order.indexOf(room);
  const folder = file.match(/^(.*)\/mod\.rs$/)?.[1];
  const inside = order.filter((one) => folder !== undefined && one.startsWith(`${folder}/`));
  return inside.length > 0 ? order.indexOf(inside[0]) : undefined;
}
