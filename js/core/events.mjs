// Events as they arrive: verified and read in the WebAssembly, answered here.
import { invalid } from './error.mjs';
import { readBody } from './event-body.mjs';
import { readHandling } from './event-handling.mjs';
import { attempt, readGiven } from './given.mjs';
import { limited } from './limit.mjs';
import { copyPlain } from './plain-data.mjs';
import { contained, within } from './race.mjs';
import { read } from './reason.mjs';

/** @typedef {import('./instance.mjs').Running} Running */
/** @typedef {import('../index.d.ts').EventTools} EventTools */
/** @typedef {import('../index.d.ts').EventHandling} EventHandling */
/** @typedef {import('../index.d.ts').WorkfrontEvent} WorkfrontEvent */

/**
 * What a receiver of events needs; no connection is.
 * @param {() => Promise<() => Running>} start
 * @returns {EventTools}
 */
export function eventTools(start) {
  /** @type {EventTools['parseEvent']} */
  const parseEvent = async (body, signed) => {
    const given = attempt(() => ({ ...signed, body: textOf(body) }), 'input', 'parseEvent');
    const input = copyPlain(given, 'input', { action: 'parseEvent', prefix: false });
    return (await start())().enter((/** @type {any} */ exports) => exports.parse_event(input));
  };

  /** @type {EventTools['handleEvent']} */
  async function handleEvent(request, handling) {
    const { authToken, onEvent, onError, waitUntil, timeoutMs } = readHandling(handling);
    if (typeof read(read(request, 'headers'), 'get') !== 'function') {
      throw invalid('request', 'must be a Request of the Fetch API');
    }
    const end = Date.now() + timeoutMs;
    /** What it throws must not end the process. @param {unknown} error @param {WorkfrontEvent} [event] */
    const report = (error, event) => void contained(() => onError?.(error, event));

    if (readGiven(request, 'method', 'request') !== 'POST')
      return answer(405, 'Events are POSTed.', { allow: 'POST' });
    const arrived = await arrive(request, timeoutMs);
    if ('error' in arrived) {
      report(arrived.error);
      return arrived.isLate
        ? answer(408, 'The body did not arrive in time: send it again.')
        : answer(500, 'The body could not be read: send it again.');
    }
    const { body } = arrived;
    if (body === undefined) return answer(413, 'Workfront sends 1 MB at most.');
    // Workfront checks a receiver with such messages, in a format that it doesn't tell.
    if (body.trim() === '') return answer(200, 'Nothing to do.');
    /** @type {WorkfrontEvent} */
    let event;
    try {
      const authorization = request.headers.get('authorization') ?? undefined;
      event = await parseEvent(body, { authToken, authorization });
    } catch (error) {
      return refusal(error, body, report);
    }
    const work = contained(
      () => onEvent(event),
      (error) => report(error, event),
    ).then((isDone) =>
      // Workfront sends it again.
      isDone ? answer(200, 'Done.') : answer(500, 'The event could not be handled.'),
    );
    const left = Math.max(1, end - Date.now());
    const done = await within(work, left, (resolve) => resolve(undefined));
    if (done) return done;
    const late = answer(503, 'The event takes too long: send it again.');
    if (waitUntil == null) return late;
    try {
      // What the host makes of it is the host's: a promise of its own that fails must not end the process.
      const kept = waitUntil(work);
      void contained(() => kept);
    } catch (error) {
      report(error, event);
      return late;
    }
    return answer(202, 'The event is being handled.');
  }

  return { parseEvent, handleEvent };
}

/**
 * The body, in this time from its first byte on.
 * @param {Request} request
 * @param {number} timeoutMs
 * @returns {Promise<{ body: string | undefined } | { error: unknown, isLate: boolean }>}
 */
async function arrive(request, timeoutMs) {
  const limit = limited(timeoutMs, undefined);
  try {
    return { body: await readBody(request, limit) };
  } catch (error) {
    return { error, isLate: limit.signal?.aborted === true };
  } finally {
    limit.end();
  }
}

/**
 * @param {any} error
 * @param {string} body
 * @param {(error: unknown) => void} report
 */
function refusal(error, body, report) {
  const { kind, fields } = /** @type {Partial<import('../index.d.ts').WorkfrontError>} */ (error);
  if (kind === 'unauthorized') {
    return answer(401, 'The authToken is missing or wrong.', { 'www-authenticate': 'Bearer' });
  }
  const isAboutBody = kind === 'validation' && fields?.some((field) => /^body\b/.test(field));
  // Genuine, and no event: Workfront's own check, which expects 2xx.
  if (isAboutBody && isCheck(body)) return answer(200, 'Nothing to do.');
  // The receiver's own options, or the module's.
  if (kind === 'validation' && !isAboutBody) throw error;
  report(error);
  return isAboutBody
    ? answer(400, 'The body is no event that can be read: send it again.')
    : answer(500, 'The event could not be read.');
}

/** Whether it doesn't claim to be an event. @param {string} body */
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
const answer = (status, text, headers) => new Response(text, { status, headers });

/** @param {any} body */
const textOf = (body) =>
  ArrayBuffer.isView(body) || isBuffer(body) ? new TextDecoder().decode(body) : body;

/** By its shape: it may come from another realm. @param {unknown} body */
const isBuffer = (body) =>
  /^\[object (Shared)?ArrayBuffer\]$/.test(Object.prototype.toString.call(body));
