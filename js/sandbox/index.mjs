// A Workfront tenant in memory, as a fetch.
import { Answers } from './answers.mjs';
import { deliverDue } from './deliveries.mjs';
import { compiled } from './module.mjs';

/** @typedef {import('./index.d.ts').SandboxOptions} SandboxOptions */
/** @typedef {import('./index.d.ts').RecordedRequest} RecordedRequest */

const defaults = {
  baseUrl: 'https://sandbox.my.workfront.com',
  apiKey: 'sandbox-api-key',
  bearerToken: 'sandbox-token',
  sessionID: 'sandbox-session',
};

/** @param {SandboxOptions} [options] */
export async function createSandbox(options = {}) {
  const { now: clock = Date.now, ...given } = options;
  let ahead = 0;
  const now = () => clock() + ahead;
  const settings = { ...defaults, ...given };
  const { createInstance, module } = await compiled();
  const tenant = new (createInstance(module).Sandbox)(JSON.stringify(settings));
  /** @type {RecordedRequest[]} */
  let recorded = [];
  /** @param {RecordedRequest & { bytes: Uint8Array }} request */
  const handle = ({ bytes, ...request }) => {
    recorded.push(request);
    const answer = tenant.handle(request.method, request.url, request.headers.flat(), bytes, now());
    try {
      const { status, delayMs, dropped } = answer;
      const body = /** @type {Uint8Array<ArrayBuffer>} */ (answer.takeBody());
      return { status, headers: pairs(answer.headers), body, delayMs, dropped };
    } finally {
      answer.free();
    }
  };
  return {
    baseUrl: settings.baseUrl,
    apiKey: settings.apiKey,
    accessToken: settings.bearerToken,
    sessionID: settings.sessionID,
    handle,
    fetch: new Answers(handle).fetch,
    /** @param {readonly object[]} faults */
    script: (faults) => tenant.script(JSON.stringify(faults)),
    /** @param {object} changes */
    configure: (changes) => tenant.configure(JSON.stringify(changes)),
    /** @param {{ fetch?: typeof globalThis.fetch }} [options] */
    deliver: ({ fetch = globalThis.fetch } = {}) => deliverDue({ tenant, now, fetch }),
    pendingEvents: () => JSON.parse(tenant.pendingEvents()),
    /** @param {number} ms */
    advance: (ms) => {
      ahead += ms;
    },
    endSessions: () => tenant.endSessions(),
    snapshot: () => JSON.parse(tenant.snapshot()),
    requests: () => recorded.slice(),
    clearRequests: () => {
      recorded = [];
    },
    close: () => tenant.free(),
  };
}

/**
 * @param {string[]} flat
 * @returns {[string, string][]}
 */
function pairs(flat) {
  return flat.flatMap((name, at) => (at % 2 === 0 ? [[name, flat[at + 1]]] : []));
}
