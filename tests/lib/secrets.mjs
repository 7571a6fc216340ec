// Secrets that are recognized in any text, however they are encoded: each begins and ends with a mark that nothing else has.
// Characters that encodings change are between the marks.
import { inspect } from 'node:util';

const first = 'Zq7Kx9Wv3Tm5';
const last = 'Yp4Jd8Rn6Hs2';

/** Whether an encoding of this text could be one of a message's own words, which the package reads. */
const meaningful = /endpoint|uri|url|path|version|action|object type|parameter|method/i;

/** Creates a secret. A word has only characters that a header can carry. @param {string} name @param {{ isWord?: boolean }} [options] */
export const plant = (name, { isWord = true } = {}) =>
  `${first}.${name}${isWord ? '' : ' ü\t'}"\\/+=<%41>&'?${last}`;

/** The texts in which `text` may be repeated; of a body, which encodes its secrets already, without double encoding. */
export const encodings = (text, { isBody = false } = {}) => {
  const percent = encodeURIComponent(text).replace(/[!'()*]/g, hexEscape);
  const json = JSON.stringify(text).slice(1, -1);
  const html = text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
  const bytes = Buffer.from(text);
  const all = [
    ...[text, percent, percent.replace(/%../g, (escape) => escape.toLowerCase())],
    ...[
      isBody ? percent : encodeURIComponent(percent),
      new URLSearchParams({ text }).toString().slice(5),
    ],
    ...[json, json.replaceAll('/', '\\/'), asciiJson(json), html],
    ...['base64', 'base64url', 'hex'].map((name) => bytes.toString(name)),
    bytes.toString('hex').toUpperCase(),
    ...['', 'a', 'ab'].map((before) => Buffer.from(`${before}:${text}`).toString('base64')),
  ];
  return [...new Set(all)].filter((form) => form === text || !meaningful.test(form));
};

const hexEscape = (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;
const unicodeEscape = (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
const asciiJson = (json) => json.replace(/[^ -~]/g, unicodeEscape);

/** The text without planted secrets, as they are or escaped. @param {string} text */
export const mask = (text) => text.replace(new RegExp(`${first}.*?${last}`, 'gs'), '***');

/** The part of `text` in Base64 that doesn't depend on its neighbors, for each number of bytes before it. */
const base64 = (text) =>
  [0, 1, 2].map((before) => {
    const encoded = Buffer.from('\0'.repeat(before) + text).toString('base64');
    const end = Math.floor(((before + text.length) * 8) / 6);
    return encoded.slice(Math.ceil((before * 8) / 6), end);
  });

/** Needles for a text of letters and digits. */
const needlesOf = (text) => {
  const hex = Buffer.from(text).toString('hex');
  const bytes = [...text].map((letter) => letter.charCodeAt(0).toString(16));
  const escaped = [
    bytes.map((byte) => `%${byte}`).join(''),
    bytes.map((byte) => `\\u00${byte}`).join(''),
  ];
  return [text, ...base64(text), ...[hex, ...escaped].flatMap((one) => [one, one.toUpperCase()])];
};

const quoted = (text) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/**
 * A function that returns the first secret in a text, cut, or undefined. It finds planted secrets, and those in `others`:
 * tokens and keys that a program has created. One combined search takes a few microseconds for an error.
 * @param {string[]} [others]
 */
export function secretFinder(others = []) {
  // A long run of letters and digits is the same in every encoding but Base64 and hexadecimal digits.
  const runs = others.flatMap((text) => longestRuns(text));
  const needles = [first, last, ...runs].flatMap(needlesOf);
  const pattern = new RegExp([...new Set(needles)].map(quoted).join('|'));
  return (text) => {
    const found = pattern.exec(text);
    return found ? text.slice(Math.max(0, found.index - 20), found.index + 60) : undefined;
  };
}

/** The longest run of letters and digits, of each line of a key. */
const longestRuns = (text) =>
  text
    .split('\n')
    .filter((line) => !line.startsWith('-----'))
    .map((line) => line.split(/[^A-Za-z0-9]/).reduce((a, b) => (b.length > a.length ? b : a), ''))
    .filter((run) => run.length >= 6)
    .slice(0, 4);

/** Everything that a program could print of a value. @param {unknown} value */
export function printed(value) {
  const texts = [inspect(value, { depth: 12, showHidden: true, getters: true })];
  for (const print of [String, JSON.stringify, (error) => error.stack, cloned]) {
    try {
      texts.push(String(print(value)));
    } catch {
      // It can't be printed in this way.
    }
  }
  const cause = value instanceof Error && value.cause;
  return [...texts, ...(cause ? [printed(cause)] : [])].join('\n');
}

const cloned = (value) => inspect(structuredClone(value), { depth: 12 });
