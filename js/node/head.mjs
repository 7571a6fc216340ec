// The head of a request as it goes out, and of an answer as it came.

/**
 * @typedef {object} Head
 * @property {number} status
 * @property {Map<string, string>} headers by their names in lower case
 * @property {boolean} isKept whether the connection may be used again
 */

// What would end a header, or mean different things to different servers. The error doesn't repeat it: it may be a
// credential.
const forbidden = /[^\t\x20-\x7e\x80-\xff]/;
const token = /^[\w!#$%&'*+.^`|~-]+$/;

/**
 * Headers as lines.
 * @param {Record<string, string>} headers
 */
export function lines(headers) {
  let text = '';
  for (const name in headers) {
    const value = headers[name];
    if (!token.test(name) || forbidden.test(value)) {
      throw new TypeError(`invalid characters in header "${name}"`);
    }
    text += `${name}: ${value}\r\n`;
  }
  return text;
}

/**
 * @param {string} method
 * @param {string} target what is asked for: a path, mostly
 * @param {string} headers as lines
 */
export const spellHead = (method, target, headers) =>
  `${method} ${target} HTTP/1.1\r\n${headers}\r\n`;

const statusLine = /^HTTP\/1\.([01]) (\d{3})(?: |$)/;

/** @type {Map<string, string>} Names of headers as servers spell them, in lower case: each is looked at once. */
const names = new Map();
// A server that makes up names must not fill the memory.
const mostNames = 200;

/** @param {string} spelt */
function nameOf(spelt) {
  const known = names.get(spelt);
  if (known !== undefined) return known;
  if (!token.test(spelt)) throw new Error('the answer has a header that is none');
  const name = spelt.toLowerCase();
  if (names.size < mostNames) names.set(spelt, name);
  return name;
}

/** @param {string} text all of it, without the empty line @returns {Head} */
export function readHead(text) {
  const all = text.split('\r\n');
  const [, minor, status] = statusLine.exec(all[0]) ?? [];
  if (status === undefined) throw new Error('the answer is not HTTP');
  /** @type {Map<string, string>} */
  const headers = new Map();
  for (let at = 1; at < all.length; at += 1) {
    const line = all[at];
    const colon = line.indexOf(':');
    const name = nameOf(line.slice(0, Math.max(colon, 0)));
    const value = line.slice(colon + 1).trim();
    const known = headers.get(name);
    headers.set(name, known === undefined ? value : `${known}, ${value}`);
  }
  const isKept = minor === '1' && !/\bclose\b/i.test(headers.get('connection') ?? '');
  return { status: Number(status), headers, isKept };
}
