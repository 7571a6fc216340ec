// The server's process.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Starts the server. Its methods are those of server/main.mjs; each returns a promise. */
export async function startServer(seed) {
  const file = fileURLToPath(new URL('server/main.mjs', import.meta.url));
  const child = fork(file, [String(seed)], { execArgv: [] });
  const waiting = new Map();
  let count = 0;
  const [ready] = await once(child, 'message');
  if (ready.id !== 'ready') throw new Error('The server did not start.');
  child.on('message', ({ id, value, error }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) resolve(value);
    else reject(new Error(`The server of the soak failed: ${error}`));
  });
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`The server ended with ${code}`));
  });
  const call = (method, ...args) =>
    new Promise((resolve, reject) => {
      const id = (count += 1);
      waiting.set(id, { resolve, reject });
      child.send({ id, method, args });
    });
  return {
    call,
    async stop() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
