// Records the actions that tests on the wire have run successfully: each action must have such a test (CONTRIBUTING.md).
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const folder = process.env.ACTION_RUNS;
const isOnTheWire = basename(process.argv[1] ?? '').startsWith('wire');

/** The same plugin; where `npm run test:js` names a folder, it records each action whose call has succeeded. */
export function recording(plugin) {
  if (!folder || !isOnTheWire) return plugin;
  const members = Object.getOwnPropertyDescriptors(plugin);
  const record = (action, call) =>
    async function (...args) {
      const output = await call(...args);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, action), '');
      return output;
    };
  for (const { key } of plugin.manifest.actions) members[key].value = record(key, plugin[key]);
  members.run.value = (action, ...args) => record(action, plugin.run)(action, ...args);
  return Object.defineProperties({}, members);
}
