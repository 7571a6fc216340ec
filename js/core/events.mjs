// Incoming events: the WebAssembly verifies and reads them, this responds to them.
import { invalid } from './error.mjs';
import { readBody } from './event-body.mjs';
import { readHandling } from './event-handling.mjs';
import { attempt, readProperty } from './attempt.mjs';
import { withTimeout } from './limit.mjs';
import { copyPlain } from './plain-data.mjs';
import { runSafely, within } from './race.mjs';
import { tryRead } from './reason.mjs';

/** @typedef {import('../index.d.ts').EventTools} EventTools */
/** @typedef {import('../index.d.ts').EventHandling} EventHandling */
/** @typedef {import('../index.d.ts').WorkfrontEvent} WorkfrontEvent */

/**
 * The functions of a receiver of events, which work without a connection.
 * @param {() => Promise<import('./engine.mjs').Engine>} start
 * @returns {EventTools}
 */
export function eventTools(start) {
  /**
   * @param {any} body
   * @param {any} signed
   * @param {boolean} all whether the body may be an array of events, and the result is an array
   */
  async function parse(body, signed, all) {
    const message = attempt(() => ({ ...signed, body: textOf(body) }), 'input', 'parseEvent');
    const input = copyPlain(message, 'input', { action: 'parseEvent', prefix: false });
    return (await start())
      .running()
      .enter((/** @type {any} */ exports) => exports.parse_event(input, all));
  }

  /** @type {EventTools['parseEvent']} */
  const parseEvent = (body, signed) => parse(body, signed, false);

  /** @type {EventTools['handleEvent']} */
  async function handleEvent(request, handling) {
    const { authToken, onEvent, onError, waitUntil, timeoutMs } = readHandling(handling);
    if (typeof tryRead(tryRead(request, 'headers'), 'get') !== 'function') {
      throw invalid('request', 'must be a Request of the Fetch API');
    }
    const end = Date.now() + timeoutMs;
    /** An error of the listener must not end the process. @param {unknown} error @param {WorkfrontEvent} [event] */
    const report = (error, event) => void runSafely(() => onError?.(error, event));

    if (readProperty(request, 'method', 'request') !== 'POST')
      return respond(405, 'Send events with POST.', { allow: 'POST' });
    const arrived = await arrive(request, timeoutMs);
    // Workfront checks a receiver with such requests, in a format that isn't documented.
    if (arrived.body?.trim() === '') return respond(200, 'Nothing to do.');
    /** @type {WorkfrontEvent[]} */
    let events;
    try {
      const authorization = request.headers.get('authorization') ?? undefined;
      // Also if the body can't be read: the token is checked first.
      events = await parse(arrived.body ?? '', { authToken, authorization }, true);
    } catch (error) {
      return refusal(error, arrived, report);
    }
    let [event] = events;
    const work = runSafely(
      async () => {
        for (event of events) await onEvent(event);
      },
      (error) => report(error, event),
    ).then((isDone) =>
      // After an error, Workfront sends the request again.
      isDone ? respond(200, 'Done.') : respond(500, 'The event could not be handled.'),
    );
    const left = Math.max(1, end - Date.now());
    const done = await within(work, left, (resolve) => resolve(undefined));
    if (done) return done;
    const late = respond(503, 'Handling the event takes too long: send it again.');
    if (waitUntil == null) return late;
    try {
      // The host may return a promise of its own, whose rejection must not end the process.
      const returned = waitUntil(work);
      void runSafely(() => returned);
    } catch (error) {
      report(error, event);
      return late;
    }
    return respond(202, 'The event is being handled.');
  }

  return { parseEvent, handleEvent };
}

/**
 * A body, or why it can't be read and the response to that.
 * @typedef {{ body: string } | { body?: undefined, error: unknown, status: number, text: string }} Arrived
 */

/**
 * Reads the body within this time.
 * @param {Request} request
 * @param {number} timeoutMs
 * @returns {Promise<Arrived>}
 */
async function arrive(request, timeoutMs) {
  const limit = withTimeout(timeoutMs, undefined);
  try {
    const body = await readBody(request, limit);
    if (body !== undefined) return { body };
    const problem = 'must not be larger than 1 MB';
    return { error: invalid('body', problem), status: 413, text: `The body ${problem}.` };
  } catch (error) {
    return limit.signal?.aborted
      ? { error, status: 408, text: 'The body did not arrive in time: send it again.' }
      : { error, status: 500, text: 'The body could not be read: send it again.' };
  } finally {
    limit.end();
  }
}

/**
 * The response to a request that isn't an event that can be read.
 * @param {any} error
 * @param {Arrived} arrived
 * @param {(error: unknown) => void} report
 */
function refusal(error, arrived, report) {
  const { kind, fields } = /** @type {Partial<import('../index.d.ts').WorkfrontError>} */ (error);
  if (kind === 'unauthorized') {
    return respond(401, 'The authToken is missing or wrong.', { 'www-authenticate': 'Bearer' });
  }
  const isAboutBody = kind === 'validation' && fields?.some((field) => /^body\b/.test(field));
  // The options of the receiver are invalid.
  if (kind === 'validation' && !isAboutBody) throw error;
  if (!isAboutBody) {
    report(error);
    return respond(500, 'The event could not be read.');
  }
  if (arrived.body === undefined) {
    report(arrived.error);
    return respond(arrived.status, arrived.text);
  }
  // Authenticated, but not an event: Workfront's check of the receiver, which expects 2xx.
  if (isCheck(arrived.body)) return respond(200, 'Nothing to do.');
  report(error);
  return respond(400, 'The body must be an event that can be read: send it again.');
}

/** Whether the body has none of an event's fields. @param {string} body */
function isCheck(body) {
  try {
    const message = JSON.parse(body);
    if (message === null || typeof message !== 'object' || Array.isArray(message)) return false;
    return !['eventType', 'newState', 'oldState'].some((name) => name in message);
  } catch {
    return false;
  }
}

/**
 * @param {number} status
 * @param {string} text
 * @param {Record<string, string>} [headers]
 */
const respond = (status, text, headers) => new Response(text, { status, headers });

/** @param {any} body */
const textOf = (body) =>
  ArrayBuffer.isView(body) || isBuffer(body) ? new TextDecoder().decode(body) : body;

/** By its shape: it may come from another realm. @param {unknown} body */
const isBuffer = (body) =>
  /^\[object (Shared)?ArrayBuffer\]$/.test(Object.prototype.toString.call(body));
