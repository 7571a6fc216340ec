// Runs the sandbox's server in a separate process, so that its work isn't measured.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../programs/tenant.mjs', import.meta.url));

/** Starts a tenant. `counted` returns its counts since the last call; `stop` ends it. */
export async function startTenant(options) {
  const child = fork(program, [JSON.stringify(options)]);
  const nextMessage = async () => {
    const [message] = await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(([code]) => {
        throw new Error(`The tenant exited with code ${code}`);
      }),
    ]);
    return message;
  };
  const { url, apiKey } = await nextMessage();
  return {
    url,
    apiKey,
    counted: () => {
      child.send('count');
      return nextMessage();
    },
    stop: async () => {
      const end = once(child, 'exit');
      child.disconnect();
      await end;
    },
  };
}
