// The sandbox's server in a process of its own, so that its work isn't counted.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../programs/tenant.mjs', import.meta.url));

/** Starts a tenant. `counted` gives what it has seen since it was last asked; `stop` ends it. */
export async function startTenant(options) {
  const child = fork(program, [JSON.stringify(options)]);
  const answer = async () => {
    const [message] = await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(([code]) => {
        throw new Error(`The tenant ended with ${code}`);
      }),
    ]);
    return message;
  };
  const { url, apiKey } = await answer();
  return {
    url,
    apiKey,
    counted: () => {
      child.send('count');
      return answer();
    },
    stop: async () => {
      const end = once(child, 'exit');
      child.disconnect();
      await end;
    },
  };
}
