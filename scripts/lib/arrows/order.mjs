// The order of the rooms, ground floor first. That of src/ is a table of docs/architecture.md between <!-- order src --> and
// <!-- /order -->, a row a room; that of the sandbox is a list in the documentation of its crate.

/**
 * @param {string} text of docs/architecture.md
 * @param {string} name
 * @returns {string[]}
 */
export function orderOf(text, name) {
  const found = text.match(new RegExp(`<!-- order ${name} -->([\\s\\S]*?)<!-- /order -->`));
  if (!found) throw new Error(`docs/architecture.md has no order of the rooms of ${name}`);
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
 * The room of a file, its longest prefix in the order.
 *
 * @param {string[]} order
 * @param {string} file
 */
export function roomOf(order, file) {
  const path = file.replace(/\.rs$/, '');
  const rooms = order.filter((room) => path === room || path.startsWith(`${room}/`));
  return rooms.sort((a, b) => b.length - a.length)[0];
}
