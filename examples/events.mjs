// A receiver of events: tells who was deactivated, each only once.
import { handleEvent } from 'workfront-actions';

/** @param {{ authToken: string, tell: (text: string) => void }} options */
export function receiver({ authToken, tell }) {
  /** @type {Set<string>} In a real receiver, a store that outlives it. */
  const handled = new Set();
  return (/** @type {Request} */ request) =>
    handleEvent(request, {
      authToken,
      onEvent(event) {
        if (handled.has(event.id)) return;
        if (event.transitions.includes('deactivated')) {
          tell(`${event.newState.emailAddr} was deactivated at ${event.occurredAt}`);
        }
        handled.add(event.id);
      },
      onError: (error) => console.error(error),
    });
}
