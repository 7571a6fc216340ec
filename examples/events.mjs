// A receiver of events that reports each deactivated user once.
import { handleEvent } from 'workfront-actions';

/** @param {{ authToken: string, notify: (message: string) => void }} options */
export function receiver({ authToken, notify }) {
  /** @type {Set<string>} A real receiver needs a persistent store. */
  const handled = new Set();
  return (/** @type {Request} */ request) =>
    handleEvent(request, {
      authToken,
      onEvent(event) {
        if (handled.has(event.id)) return;
        if (event.transitions.includes('deactivated')) {
          notify(`${event.newState.emailAddr} was deactivated at ${event.occurredAt}`);
        }
        handled.add(event.id);
      },
      onError: (error) => console.error(error),
    });
}
