// The sandbox's server in a process of its own, so that its work isn't counted.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../js/cli.mjs', import.meta.url));

/** Starts a tenant; `stop` ends it. */
export async function serve(options) {
  const child = spawn(
    process.execPath,
    [program, 'sandbox', '--options', JSON.stringify(options)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let text = '';
  for await (const chunk of child.stdout) {
    text += chunk;
    const url = /listens on (\S+)/.exec(text)?.[1];
    if (url) return { url, apiKey: 'sandbox-api-key', stop: () => child.kill() };
  }
  throw new Error('The sandbox did not start');
}
