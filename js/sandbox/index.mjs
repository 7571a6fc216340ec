// A Workfront tenant in memory, with a `fetch` that it handles.
import { deliverDue } from './deliveries.mjs';
import { createFetch } from './responses.mjs';
import { loadModule } from './wasm.mjs';

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
  const { now: clock = Date.now, ...rest } = options;
  let advancedMs = 0;
  const now = () => clock() + advancedMs;
  const settings = { ...defaults, ...rest };
  const { createInstance, module } = await loadModule();
  const tenant = new (createInstance(module).Sandbox)(JSON.stringify(settings));
  /** @type {RecordedRequest[]} */
  let recorded = [];
  /** @param {RecordedRequest & { bytes: Uint8Array }} request */
  const handle = ({ bytes, ...request }) => {
    recorded.push(request);
    const { method, url, headers } = request;
    const response = tenant.handle(method, url, headers.flat(), bytes, now());
    try {
      const { status, delayMs, dropped } = response;
      const body = /** @type {Uint8Array<ArrayBuffer>} */ (response.takeBody());
      return { status, headers: pairs(response.headers), body, delayMs, dropped };
    } finally {
      response.free();
    }
  };
  return {
    baseUrl: settings.baseUrl,
    apiKey: settings.apiKey,
    accessToken: settings.bearerToken,
    sessionID: settings.sessionID,
    handle,
    fetch: createFetch(handle),
    /** @param {readonly object[]} faults */
    script: (faults) => tenant.script(JSON.stringify(faults)),
    /** @param {object} changes */
    configure: (changes) => tenant.configure(JSON.stringify(changes)),
    /** @param {{ fetch?: typeof globalThis.fetch }} [options] */
    deliver: ({ fetch = globalThis.fetch } = {}) => deliverDue({ tenant, now, fetch }),
    pendingEvents: () => JSON.parse(tenant.pendingEvents()),
    /** @param {number} ms */
    advance: (ms) => {
      advancedMs += ms;
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
