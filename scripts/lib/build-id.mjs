// Marks a module and its glue as made together. They call each other by names that differ from build to build, and a
// module that was copied beside a bundle, or handed over, may be older than the JavaScript.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

/** Writes an id of its content into the module, as the name of an empty custom section; answers the id. */
export function markModule(wasm) {
  const bytes = readFileSync(wasm);
  const id = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  // A section's kind (0 is custom) and length, its name's length, and the name; one byte each, as they are below 128.
  writeFileSync(
    wasm,
    Buffer.concat([bytes, Buffer.of(0, id.length + 1, id.length), Buffer.from(id)]),
  );
  return id;
}

/** The function by which the glue knows its module. */
export const matchesSource = (id) => `
/** Whether the module was built together with this. */
export function matches(module) {
  return WebAssembly.Module.customSections(module, '${id}').length > 0;
}
`;
