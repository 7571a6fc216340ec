// The order of the layers, lowest first. For src/ it is the table of docs/architecture.md between <!-- order src --> and
// <!-- /order -->, with a row for each layer; for the sandbox it is a list in the documentation of its crate.

/**
 * @param {string} text of docs/architecture.md
 * @param {string} name
 * @returns {string[]}
 */
export function orderOf(text, name) {
  const found = text.match(new RegExp(`<!-- order ${name} -->([\\s\\S]*?)<!-- /order -->`));
  if (!found) throw new Error(`docs/architecture.md has no order of the layers of ${name}`);
  const rows = [...found[1].matchAll(/^\| `([\w/.-]+?)\/?` \|/gm)];
  return rows.map((row) => row[1].replace(/\.rs$/, ''));
}

/**
 * @param {string} text of a lib.rs
 * @returns {string[]}
 */
export function listedOrderOf(text) {
  const [, list] = text.split('//! # Order of the modules');
  if (list === undefined) throw new Error('lib.rs has no order of the modules');
  return [...list.matchAll(/^\/\/! - `(\w+)`: /gm)].map((item) => item[1]);
}

/**
 * The layer of a file: its longest prefix in the order.
 *
 * @param {string[]} order
 * @param {string} file
 */
export function layerOf(order, file) {
  const path = file.replace(/\.rs$/, '');
  const layers = order.filter((layer) => path === layer || path.startsWith(`${layer}/`));
  return layers.sort((a, b) => b.length - a.length)[0];
}
