// Events as they arrive: verified and read in the WebAssembly, answered here.
import { invalid } from './error.mjs';
import { readBody } from './event-body.mjs';

/** @typedef {import('./instance.mjs').Running} Running */
/** @typedef {import('../index.d.ts').EventTools} EventTools */
/** @typedef {import('../index.d.ts').EventHandling} EventHandling */
/** @typedef {import('../index.d.ts').WorkfrontEvent} WorkfrontEvent */

// Workfront waits 5 s (facts, section 8.7); the rest is for the way.
const usualTimeoutMs = 4000;

/**
 * What a receiver of events needs; no connection is.
 * @param {() => Promise<() => Running>} start
 * @returns {EventTools}
 */
export function eventTools(start) {
  /** @param {(exports: any) => any} body */
  const enter = async (body) => (await start())().enter(body);

  /** @type {EventTools['parseEvent']} */
  const parseEvent = (body, signed) =>
    enter((exports) => exports.parse_event({ ...signed, body: textOf(body) }));

  /** @type {EventTools['handleEvent']} */
  async function handleEvent(request, handling) {
    const { authToken, onEvent, onError, waitUntil, timeoutMs = usualTimeoutMs } = handling ?? {};
    if (typeof onEvent !== 'function') throw invalid('onEvent', 'must be a function');
    const began = Date.now();
    if (request.method !== 'POST') return answer(405, 'Events are POSTed.', { allow: 'POST' });
    const body = await readBody(request);
    if (body === undefined) return answer(413, 'Workfront sends 1 MB at most.');
    // Workfront checks a receiver with such messages, in a format that it doesn't tell.
    if (body.trim() === '') return answer(200, 'Nothing to do.');
    const authorization = request.headers.get('authorization') ?? undefined;
    /** @type {WorkfrontEvent} */
    let event;
    try {
      event = await parseEvent(body, { authToken, authorization });
    } catch (error) {
      return refusal(error, onError);
    }
    const handle = async () => {
      try {
        await onEvent(event);
        return answer(200, 'Done.');
      } catch (error) {
        onError?.(error, event);
        // Workfront sends it again.
        return answer(500, 'The event could not be handled.');
      }
    };
    const work = handle();
    const done = await within(work, timeoutMs - (Date.now() - began));
    if (done) return done;
    if (waitUntil === undefined) return answer(503, 'The event takes too long: send it again.');
    waitUntil(work);
    return answer(202, 'The event is being handled.');
  }

  return { parseEvent, handleEvent };
}

/**
 * @param {any} error
 * @param {EventHandling['onError']} onError
 */
function refusal(error, onError) {
  const { kind, fields } = /** @type {Partial<import('../index.d.ts').WorkfrontError>} */ (error);
  if (kind === 'unauthorized') {
    return answer(401, 'The authToken is missing or wrong.', { 'www-authenticate': 'Bearer' });
  }
  if (kind === 'validation') {
    // Genuine, and no event: Workfront's own check, which wants to hear 2xx.
    if (fields?.includes('body')) return answer(200, 'Nothing to do.');
    // The receiver's own options.
    throw error;
  }
  onError?.(error);
  return answer(500, 'The event could not be read.');
}

/**
 * @param {number} status
 * @param {string} text
 * @param {Record<string, string>} [headers]
 */
const answer = (status, text, headers) => new Response(text, { status, headers });

/** @param {unknown} body */
const textOf = (body) =>
  body instanceof ArrayBuffer || ArrayBuffer.isView(body) ? new TextDecoder().decode(body) : body;

/**
 * What the promise gives in this time, or nothing.
 * @template T
 * @param {Promise<T>} promise
 * @param {number} ms
 * @returns {Promise<T | undefined>}
 */
function within(promise, ms) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, Math.max(0, ms), undefined);
    promise.then((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}
