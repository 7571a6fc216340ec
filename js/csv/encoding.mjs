// Which encoding bytes are in: by their byte order mark, by their pattern, or by the name that the caller gives.
import { FileError } from './file-error.mjs';

export const encodingHint =
  "save the file as UTF-8, or name its encoding if you know it, such as windows-1252 (option 'encoding', --encoding)";

/** Encodings of one byte for each character, which ASCII is a part of. Any bytes are valid in them, so that they must be named. */
const singleByte = /^(windows-125\d|windows-874|iso-8859-\d+|koi8-[ru]|macintosh|x-mac-cyrillic)$/;
const unicode = ['utf-8', 'utf-16le', 'utf-16be'];

/** The standard name of an encoding. @param {string | undefined} name */
export function standardName(name) {
  if (name === undefined) return undefined;
  const label = /^cp(125\d)$/i.test(name) ? `windows-${name.slice(2)}` : name;
  let encoding;
  try {
    ({ encoding } = new TextDecoder(label));
  } catch {
    encoding = undefined;
  }
  if (encoding !== undefined && (unicode.includes(encoding) || singleByte.test(encoding))) {
    return encoding;
  }
  throw new FileError(
    'options',
    `encoding must be utf-8, utf-16le, utf-16be, or an encoding of one byte for each character such as windows-1252, but is '${String(name).slice(0, 40)}'`,
    { hint: 'save the file as UTF-8' },
  );
}

/** The first bytes of files that aren't text. */
const signatures = /** @type {const} */ ([
  [[0x50, 0x4b, 0x03, 0x04], 'an Excel workbook (.xlsx) or another zip file'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an Excel workbook (.xls)'],
  [[0x1f, 0x8b], 'compressed with gzip'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF'],
]);

/**
 * The encoding of a file that starts with these bytes, and the length of its byte order mark.
 * @param {Uint8Array} head @param {string | undefined} named the standard name
 */
export function detect(head, named) {
  const startsWith = (/** @type {readonly number[]} */ bytes) =>
    bytes.every((byte, at) => head[at] === byte);
  const other = signatures.find(([bytes]) => startsWith(bytes));
  if (other) {
    throw new FileError('encoding', `the file must be text, but is ${other[1]}`, {
      hint: 'save or export it as CSV (UTF-8)',
    });
  }
  const marks = /** @type {const} */ ([
    [[0xef, 0xbb, 0xbf], 'utf-8'],
    [[0xff, 0xfe], 'utf-16le'],
    [[0xfe, 0xff], 'utf-16be'],
  ]);
  const mark = marks.find(([bytes]) => startsWith(bytes));
  if (mark) {
    const [bytes, encoding] = mark;
    if (named !== undefined && named !== encoding) {
      throw new FileError(
        'encoding',
        `the file has the byte order mark of ${encoding}, but the encoding is named ${named}`,
        { hint: "leave out the option 'encoding' (--encoding)" },
      );
    }
    return { encoding, skip: bytes.length };
  }
  return { encoding: named ?? patternOf(head) ?? 'utf-8', skip: 0 };
}

/**
 * UTF-16 without a mark: in the names of columns, which are mostly ASCII, every second byte is zero.
 * @param {Uint8Array} head
 */
function patternOf(head) {
  const zeros = [0, 0];
  const length = head.length - (head.length % 2);
  for (let at = 0; at < length; at += 1) if (head[at] === 0) zeros[at % 2] += 1;
  const [even, odd] = zeros;
  if (even === 0 && odd === 0) return undefined;
  // Some letters beyond ASCII have a zero byte on the other side.
  if (odd > length / 4 && even < odd / 10) return 'utf-16le';
  if (even > length / 4 && odd < even / 10) return 'utf-16be';
  throw new FileError('encoding', 'the file must be text, but has zero bytes', {
    hint: encodingHint,
  });
}

/** Whether ASCII is a part of the encoding, and any bytes are valid in it. @param {string} encoding */
export const isSingleByte = (encoding) => singleByte.test(encoding);
