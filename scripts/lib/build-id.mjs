// Marks a module and its glue as one build. They call each other by names that change with each build, and a module that was
// copied next to a bundle, or loaded by a host, may be older than the JavaScript.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

/** Writes an id of its content into the module, as the name of an empty custom section, and returns the id. */
export function markModule(wasm) {
  const bytes = readFileSync(wasm);
  const id = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  // The section's kind (0 is custom), its length and its name's length, one byte each as they are below 128; and the name.
  writeFileSync(
    wasm,
    Buffer.concat([bytes, Buffer.of(0, id.length + 1, id.length), Buffer.from(id)]),
  );
  return id;
}

/** The function by which the glue recognizes its module. */
export const matchesSource = (id) => `
/** Whether the module was built together with this file. */
export function matches(module) {
  return WebAssembly.Module.customSections(module, '${id}').length > 0;
}
`;
