// An edge function for changes that a second person approves. Who asks and who decides comes from the sign-in, never from the body
// of a request.
//   POST /plans               { action, input, reason }: plans a change
//   GET  /plans/ID?page=1     the plan as text, for the person who decides
//   POST /plans/ID/decisions  { decision: 'approve' | 'reject', comment }: signs a decision
//   POST /plans/ID/runs       {}: applies the plan; again, if a run was cut off
import { createPlugin, WorkfrontError } from 'workfront-actions';
import { cloudflareAccess } from './approval-worker/cloudflare-access.mjs';
import { d1Store } from './approval-worker/d1-store.mjs';
import { json, Refused, responseOf } from './approval-worker/responses.mjs';

/** What may be requested here. */
const actions = ['provision', 'deactivate', 'reactivate', 'offboard'];
const expiresInMs = 4 * 60 * 60 * 1000;
/** The longest body, in characters: some 5,000 people by their IDs. */
const maxBodyLength = 250_000;

/**
 * @typedef {object} Env
 * @property {string} WORKFRONT_BASE_URL
 * @property {string} WORKFRONT_CREDENTIALS a secret: JSON
 * @property {string} PLAN_KEYS a secret: JSON, such as { "current": "2026-11", "keys": { "2026-11": "…" } }
 * @property {string} APPROVERS the e-mail addresses of those who may approve, separated by commas
 */

/** @typedef {{ get(key: string): Promise<string | null>, putIfAbsent(key: string, value: string): Promise<boolean>, list(prefix: string): Promise<string[]> }} Store */
/** @typedef {{ wf: import('workfront-actions').Plugin, store: Store, person: string, request: Request }} Context */

/**
 * @param {object} host
 * @param {(request: Request, env: any) => Promise<string | undefined>} host.signIn the e-mail address of the signed-in person
 * @param {(env: any) => Store} host.storeOf
 */
export const createWorker = ({ signIn, storeOf }) => ({
  /** @param {Request} request @param {Env} env @returns {Promise<Response>} */
  async fetch(request, env) {
    let wf;
    try {
      const person = await signIn(request, env);
      if (person === undefined) throw new Refused(401, 'Sign in first.');
      const { route, id } = routeOf(request);
      if (request.method === 'POST') checkOrigin(request);
      const store = storeOf(env);
      wf = await connect(env, store);
      return await route({ wf, store, person, request }, id);
    } catch (error) {
      if (error instanceof Refused || error instanceof WorkfrontError) return responseOf(error);
      console.error(error);
      return json({ message: 'The request failed. Try again later.' }, 500);
    } finally {
      wf?.close();
    }
  },
});

export default createWorker({ signIn: cloudflareAccess, storeOf: ({ DB }) => d1Store(DB) });

/** @param {Env} env @param {Store} store */
const connect = (env, store) =>
  createPlugin({
    baseUrl: env.WORKFRONT_BASE_URL,
    credentials: secretOf(env, 'WORKFRONT_CREDENTIALS'),
    planKeys: secretOf(env, 'PLAN_KEYS'),
    planStore: store,
    approvalRules: {
      approvers: 1,
      notRequester: true,
      allowed: env.APPROVERS.split(',').filter((name) => name.trim() !== ''),
      maxDeactivations: 50,
    },
  });

/** A secret that is JSON; the error doesn't show it. @param {Env} env @param {'WORKFRONT_CREDENTIALS' | 'PLAN_KEYS'} name */
function secretOf(env, name) {
  try {
    return JSON.parse(env[name]);
  } catch {
    throw new Error(`${name} must be valid JSON.`);
  }
}

/** @param {Request} request */
function routeOf({ method, url }) {
  const [, plans, id, more, ...others] = new URL(url).pathname.split('/');
  if (plans !== 'plans' || others.length > 0) throw new Refused(404, 'There is no such page.');
  const routes =
    /** @type {Record<string, Record<string, (context: Context, id: string) => Promise<Response>>>} */ ({
      '': id === undefined ? { POST: requestPlan } : { GET: showPlan },
      decisions: { POST: decide },
      runs: { POST: run },
    })[more ?? ''];
  if (routes === undefined) throw new Refused(404, 'There is no such page.');
  if (!Object.hasOwn(routes, method)) throw new Refused(405, `${method} is not possible here.`);
  return { route: routes[method], id };
}

/** A browser sends its cookies for other sites too: their forms can't send JSON, and their scripts have another origin. */
function checkOrigin(/** @type {Request} */ { headers, url }) {
  const origin = headers.get('origin');
  if (origin !== null && origin !== new URL(url).origin) {
    throw new Refused(403, `Requests from ${origin} are not accepted.`);
  }
  if (!/^application\/json\s*(;|$)/i.test(headers.get('content-type') ?? '')) {
    throw new Refused(415, 'Send JSON, with the content type application/json.');
  }
}

/** @param {Context} context */
async function requestPlan({ wf, store, person, request }) {
  const { action, input, reason } = await bodyOf(request);
  if (!actions.includes(action)) throw new Refused(422, `action must be one of ${actions}.`);
  const { plan } = await wf.plan(
    { action, input, requestedBy: person, reason, expiresInMs },
    { signal: request.signal },
  );
  await store.putIfAbsent(`plan:${plan.id}`, JSON.stringify(plan));
  const { id, counts, held, expiresAt } = plan;
  return json({ id, counts, held, expiresAt }, 201);
}

/** @param {Context} context @param {string} id */
async function showPlan({ wf, store, request }, id) {
  const plan = await storedPlan(store, id);
  const page = Number(new URL(request.url).searchParams.get('page') ?? 1);
  const { text, pages } = await wf.renderPlan({ plan, format: 'text', page });
  return new Response(text, {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'x-pages': String(pages),
    },
  });
}

/** @param {Context} context @param {string} id */
async function decide({ wf, store, person, request }, id) {
  const { decision, comment } = await bodyOf(request);
  // An absent decision must not be an approval.
  if (decision === undefined) throw new Refused(422, 'decision must be approve or reject.');
  const plan = await storedPlan(store, id);
  const { approval } = await wf.approve({ plan, by: person, decision, comment });
  await store.putIfAbsent(`decision:${id}:${decision}:${person.toLowerCase()}`, approval);
  return json({ id, by: person, decision }, 201);
}

/** @param {Context} context @param {string} id */
async function run({ wf, store, request }, id) {
  const plan = await storedPlan(store, id);
  const approvals = await store.list(`decision:${id}:`);
  const { complete, counts, report, receipt } = await wf.apply(
    { plan, approvals },
    { signal: request.signal },
  );
  const key = `receipt:${id}:${crypto.randomUUID()}`;
  const isStored = await store.putIfAbsent(key, receipt).catch((error) => {
    console.error(error);
    return false;
  });
  // The changes were made, so the response has the receipt if the store doesn't. What is missing is done by another run.
  const kept = isStored ? {} : { receipt, message: 'The receipt could not be stored: keep it.' };
  return json({ complete, counts, report, ...kept }, complete ? 200 : 503);
}

/** @param {Store} store @param {string} id */
async function storedPlan(store, id) {
  const text = await store.get(`plan:${id}`);
  if (text === null) throw new Refused(404, 'There is no such plan.');
  return JSON.parse(text);
}

/** @param {Request} request @returns {Promise<any>} */
async function bodyOf(request) {
  const text = await textOf(request);
  let body;
  try {
    body = JSON.parse(text);
  } catch {
    // Refused below.
  }
  if (body === null || typeof body !== 'object') throw new Refused(400, 'Send a JSON object.');
  return body;
}

/** The body of a request, but not more than its limit. @param {Request} request */
async function textOf({ body }) {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
    if (text.length > maxBodyLength) {
      await reader?.cancel();
      throw new Refused(413, `The body is longer than ${maxBodyLength} characters.`);
    }
  }
}
