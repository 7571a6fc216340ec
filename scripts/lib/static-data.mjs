// Where a module's static data lies in its memory.
import { Problem } from './problem.mjs';

const dataSection = 11;

/**
 * The first address of the data that a module begins with, and the one behind the last.
 * @param {Uint8Array} wasm
 */
export function staticData(wasm) {
  const reader = new Reader(wasm, 8);
  while (reader.at < wasm.length) {
    const id = reader.byte();
    const end = reader.number() + reader.at;
    if (id === dataSection) return extent(reader);
    reader.at = end;
  }
  throw new Problem('The WebAssembly has no data section.');
}

/** @param {Reader} reader */
function extent(reader) {
  let [from, to] = [Infinity, 0];
  for (let left = reader.number(); left > 0; left -= 1) {
    // Active, in the first memory, at a constant: `i32.const`, the address, `end`.
    if (reader.number() !== 0 || reader.byte() !== 0x41) {
      throw new Problem(
        'The WebAssembly has a data segment of a kind that scripts/lib/static-data.mjs does not know.',
      );
    }
    const address = reader.number();
    reader.byte();
    const length = reader.number();
    reader.at += length;
    from = Math.min(from, address);
    to = Math.max(to, address + length);
  }
  return { from, to };
}

class Reader {
  /** @param {Uint8Array} bytes @param {number} at */
  constructor(bytes, at) {
    this.bytes = bytes;
    this.at = at;
  }

  byte() {
    return this.bytes[this.at++];
  }

  /** A LEB128 number. Addresses are signed there, but never so large that it would show. */
  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }
}
