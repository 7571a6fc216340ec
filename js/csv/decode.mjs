// Chunks of bytes become text; what isn't valid is refused, never replaced.
import { detect, encodingHint, isSingleByte } from './encoding.mjs';
import { FileError } from './file-error.mjs';

/** So many bytes decide about the encoding. */
const headSize = 1024;

/**
 * The text of a file without its byte order mark.
 * @param {AsyncIterable<string | Uint8Array>} chunks
 * @param {string | undefined} named the standard name of the encoding that the caller names
 * @returns {AsyncGenerator<string, void, void>}
 */
export async function* textOf(chunks, named) {
  let head = new Uint8Array(0);
  /** @type {ReturnType<typeof decoderOf> | undefined} */
  let decoder;
  let isText = false;
  for await (const chunk of chunks) {
    if (typeof chunk === 'string') {
      if (chunk === '') continue;
      if (decoder || head.length > 0) throw mixed();
      yield isText ? chunk : chunk.replace(/^\ufeff/, '');
      isText = true;
    } else if (isText) {
      throw mixed();
    } else if (decoder) {
      yield decoder.decode(chunk);
    } else {
      head = joined(head, chunk);
      if (head.length < headSize) continue;
      decoder = decoderOf(head, named);
      yield decoder.decode(head);
      head = new Uint8Array(0);
    }
  }
  if (isText) return;
  if (!decoder) {
    decoder = decoderOf(head, named);
    yield decoder.decode(head);
  }
  yield decoder.end();
}

const mixed = () =>
  new FileError('options', 'the chunks of the source must be all strings or all Uint8Arrays');

/** @param {Uint8Array} head @param {string | undefined} named */
function decoderOf(head, named) {
  const { encoding, skip } = detect(head, named);
  const decode = isSingleByte(encoding) ? unlessUtf8(encoding) : strict(encoding);
  let left = skip;
  let lines = 1;
  /** @param {Uint8Array} bytes @param {boolean} isEnd */
  const next = (bytes, isEnd) => {
    try {
      const text = decode(bytes, isEnd);
      lines += newlines(text);
      return text;
    } catch (cause) {
      if (!(cause instanceof TypeError)) throw cause;
      const [valid] = new TextDecoder(encoding).decode(bytes).split('\ufffd');
      throw new FileError(
        'encoding',
        `the file must be valid ${encoding === 'utf-8' ? 'UTF-8' : encoding}, but has other bytes`,
        { hint: encodingHint, line: lines + newlines(valid), cause },
      );
    }
  };
  return {
    /** @param {Uint8Array} bytes */
    decode(bytes) {
      const content = bytes.subarray(left);
      left = 0;
      return next(content, false);
    },
    end: () => next(new Uint8Array(0), true),
  };
}

/** @param {string} text */
const newlines = (text) => text.split(/\r\n?|\n/).length - 1;

/** @param {string} encoding @returns {(bytes: Uint8Array, isEnd: boolean) => string} */
function strict(encoding) {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  return (bytes, isEnd) => decoder.decode(bytes, { stream: !isEnd });
}

// The characters of the bytes 80 to 9F; those without one stay control characters, which no cell may have.
const c1 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Some versions of Node decode Windows-1252 as ISO 8859-1, with control characters for these bytes. */
function windows1252() {
  const decode = strict('windows-1252');
  return (/** @type {Uint8Array} */ bytes, /** @type {boolean} */ isEnd) =>
    decode(bytes, isEnd).replace(/[\u0080-\u009f]/g, (letter) => c1[letter.charCodeAt(0) - 0x80]);
}

/**
 * Decodes bytes of an encoding that accepts anything. The first character beyond ASCII decides: if it is valid UTF-8, the
 * file is UTF-8 whatever its name, because one letter of the other encoding never is.
 * @param {string} encoding
 * @returns {(bytes: Uint8Array, isEnd: boolean) => string}
 */
function unlessUtf8(encoding) {
  /** @type {((bytes: Uint8Array, isEnd: boolean) => string) | undefined} */
  let decided;
  let kept = new Uint8Array(0);
  return (bytes, isEnd) => {
    if (decided) return decided(bytes, isEnd);
    const all = joined(kept, bytes);
    kept = new Uint8Array(0);
    const first = all.findIndex((byte) => byte > 0x7f);
    if (first < 0) return strict('utf-8')(all, true);
    // The longest character of UTF-8 has four bytes.
    if (all.length < first + 4 && !isEnd) {
      kept = all;
      return '';
    }
    const isUtf8 = startsWithUtf8(all.subarray(first, first + 4));
    decided = isUtf8
      ? strict('utf-8')
      : encoding === 'windows-1252'
        ? windows1252()
        : strict(encoding);
    return decided(all, isEnd);
  };
}

/** @param {Uint8Array} bytes */
function startsWithUtf8(bytes) {
  return [2, 3, 4].some((length) => {
    try {
      return [...strict('utf-8')(bytes.subarray(0, length), true)].length === 1;
    } catch {
      return false;
    }
  });
}

/** @param {Uint8Array} one @param {Uint8Array} other */
function joined(one, other) {
  if (one.length === 0) return other.slice();
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
