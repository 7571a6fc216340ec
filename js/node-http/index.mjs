// Receives events with node:http, Express and Fastify.
import { handleEvent, WorkfrontError } from 'workfront-actions';
import { readHandling } from '../core/event-handling.mjs';
import { runSafely } from '../core/race.mjs';
import { toRequest } from './request.mjs';
import { send } from './respond.mjs';

/** @type {typeof import('./index.d.ts').toHandler} */
export function toHandler(handling) {
  const options = checked(handling);
  return async (request, response) => {
    try {
      return await send(response, await handleEvent(toRequest(request), options));
    } catch (error) {
      // Not awaited: the response must not depend on it.
      void runSafely(() => options.onError?.(error));
      const failure = new Response('The event could not be handled.', { status: 500 });
      return send(response, failure).catch(() => {});
    }
  };
}

/** The options, whose errors are of the package's own class. @param {any} handling */
function checked(handling) {
  try {
    return readHandling(handling);
  } catch (/** @type {any} */ error) {
    throw new WorkfrontError(error.toJSON(), { cause: error.cause });
  }
}
