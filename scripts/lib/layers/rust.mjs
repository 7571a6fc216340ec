// Each file of a crate uses only its own layer and lower ones, and there are no dependency cycles between files.
import { cyclesOf } from './cycles.mjs';
import { layerOf } from './order.mjs';
import { hiddenDependencies } from './hidden-dependencies.mjs';
import { dependenciesOf, readModules } from './rust-modules.mjs';
import { lineAt } from './rust-source.mjs';

/** The module that declares all layers, and is in none. */
const ROOTS = ['lib.rs'];

/**
 * Describes every violation of the order in `folder`, one line each.
 *
 * @param {string} folder the source folder of a crate
 * @param {string[]} order its layers, lowest first
 * @returns {string[]}
 */
export function rustViolations(folder, order) {
  const modules = readModules(folder);
  const violations = [];
  const graph = new Map();
  for (const source of modules.values()) {
    const { file, code } = source;
    const dependencies = dependenciesOf(modules, source);
    graph.set(file, new Set(dependencies.map((one) => one.file)));
    const level = levelOf(file, order);
    if (level === undefined) {
      violations.push(`${file}: is in no layer of the order`);
      continue;
    }
    for (const { at, reason } of hiddenDependencies(source)) {
      violations.push(`${file}:${lineAt(code, at)}: ${reason}`);
    }
    for (const { file: target, path, at } of dependencies) {
      const targetLevel = levelOf(target, order);
      if (targetLevel !== undefined && targetLevel > level) {
        violations.push(`${file}:${lineAt(code, at)}: ${path} is in a higher layer (${target})`);
      }
    }
  }
  for (const cycle of cyclesOf(graph)) {
    violations.push(`dependency cycle between these files: ${cycle.join(', ')}`);
  }
  return violations;
}

/**
 * The level of a file in the order. A module file that contains several layers has the level of the lowest; the root has the
 * highest.
 */
function levelOf(file, order) {
  if (ROOTS.includes(file)) return order.length;
  const layer = layerOf(order, file);
  if (layer !== undefined) return order.indexOf(layer);
  const folder = file.match(/^(.*)\/mod\.rs$/)?.[1];
  const inside = order.filter((one) => folder !== undefined && one.startsWith(`${folder}/`));
  return inside.length > 0 ? order.indexOf(inside[0]) : undefined;
}
