// An edge function with an approval step: POST /request requests an account, POST /approve creates it.
import { createPlugin, WorkfrontError } from 'workfront-actions';

/**
 * @typedef {object} Env
 * @property {string} WORKFRONT_BASE_URL
 * @property {string} WORKFRONT_API_KEY
 * @property {string} APPROVER_TOKEN the secret of the approver
 * @property {{ get(key: string): Promise<string | null>, put(key: string, value: string): Promise<void> }} REQUESTS
 */

export default {
  /** @param {Request} request @param {Env} env */
  async fetch(request, env) {
    const { pathname } = new URL(request.url);
    if (request.method !== 'POST') return new Response(null, { status: 405 });
    if (pathname === '/request') {
      const person = await request.json();
      const id = crypto.randomUUID();
      await env.REQUESTS.put(id, JSON.stringify(person));
      return Response.json({ id, state: 'waiting for approval' }, { status: 202 });
    }
    if (pathname !== '/approve') return new Response(null, { status: 404 });
    if (request.headers.get('authorization') !== `Bearer ${env.APPROVER_TOKEN}`) {
      return new Response(null, { status: 401 });
    }
    const { id } = /** @type {{ id: string }} */ (await request.json());
    const person = await env.REQUESTS.get(id);
    if (person === null) return new Response(null, { status: 404 });
    const wf = await createPlugin({
      baseUrl: env.WORKFRONT_BASE_URL,
      credentials: { type: 'apiKey', apiKey: env.WORKFRONT_API_KEY },
    });
    try {
      // Safe to repeat: a second approval changes nothing.
      const { outcome, user } = await wf.provision(JSON.parse(person), { signal: request.signal });
      return Response.json({ outcome, ID: user.ID });
    } catch (error) {
      if (!(error instanceof WorkfrontError)) throw error;
      return Response.json(error, { status: error.kind === 'validation' ? 422 : 502 });
    } finally {
      wf.close();
    }
  },
};
