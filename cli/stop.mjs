// Ctrl+C and SIGTERM: the first stops the work and its report is printed, the second ends the process.
import { printMessage } from './output.mjs';

const signals = /** @type {const} */ (['SIGINT', 'SIGTERM']);

// `npx` passes on a Ctrl+C that the terminal has sent to this process too: both arrive within some milliseconds.
const twiceMs = process.env.npm_command === 'exec' ? 200 : 0;

/** Listens until `release()`. `signal` is aborted by the first Ctrl+C. */
export function listenForStop() {
  const controller = new AbortController();
  let stoppedAt = 0;
  const release = () => signals.forEach((name) => process.off(name, stop));
  const stop = (/** @type {NodeJS.Signals} */ name) => {
    if (!controller.signal.aborted) {
      stoppedAt = performance.now();
      controller.abort();
      printMessage('Stopping: no further request is sent. Press Ctrl+C again to end at once.');
    } else if (performance.now() - stoppedAt >= twiceMs) {
      // Only now: a signal that arrives just before its listener is removed would be lost.
      release();
      process.kill(process.pid, name);
    }
  };
  for (const name of signals) process.on(name, stop);
  return { signal: controller.signal, release };
}
