// Marks a module and its glue as made together. They call each other by names that differ from build to build, and a
// module that was copied beside a bundle, or handed over, may be older than the JavaScript.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const section = 'build';

/** Writes an id of its content into the module, as a custom section; answers the id. */
export function markModule(wasm) {
  const bytes = readFileSync(wasm);
  const id = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  const name = Buffer.from(section);
  const content = Buffer.concat([Buffer.of(name.length), name, Buffer.from(id)]);
  // Id 0 is a custom section; both lengths are below 128, so one byte each.
  writeFileSync(wasm, Buffer.concat([bytes, Buffer.of(0, content.length), content]));
  return id;
}

/** The function by which the glue knows its module. */
export const matchesSource = (id) => `
/** Whether the module was built together with this. */
export function matches(module) {
  const [build] = WebAssembly.Module.customSections(module, '${section}');
  return new TextDecoder().decode(build) === '${id}';
}
`;
