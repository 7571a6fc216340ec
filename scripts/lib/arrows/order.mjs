// The order of the rooms, as docs/architecture.md has it: between <!-- order NAME --> and <!-- /order --> stands a table
// whose first column names a room a row, ground floor first.

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
