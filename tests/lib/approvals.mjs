// The requests of two people to examples/approval-worker.mjs, and what it must respond, in every runtime.

export const audience = 'an-application';

/** The variables of the worker. */
export const variables = ({ url, apiKey, team }) => ({
  WORKFRONT_BASE_URL: url,
  WORKFRONT_CREDENTIALS: JSON.stringify({ type: 'apiKey', apiKey }),
  PLAN_KEYS: '{"current":"k-1","keys":{"k-1":"a-key-for-tests-of-more-than-32-bytes"}}',
  APPROVERS: 'alex@example.com, sam@example.com',
  ACCESS_TEAM: team,
  ACCESS_AUDIENCE: audience,
});

/** A store in memory. */
export function mapStore(stored = new Map()) {
  return {
    stored,
    get: async (key) => stored.get(key) ?? null,
    putIfAbsent: async (key, value) => !stored.has(key) && Boolean(stored.set(key, value)),
    list: async (prefix) =>
      [...stored].filter(([key]) => key.startsWith(prefix)).map(([, value]) => value),
  };
}

/**
 * Robin asks, Alex decides. Returns the status of each response, and what was done.
 * @param {(path: string, init: { method: string, headers: Record<string, string>, body?: string }) => Promise<Response>} send
 * @param {{ robin: string, alex: string, ID: string }} options the tokens of both, and whom they deactivate
 */
export async function playApprovals(send, { robin, alex, ID }) {
  const post = (path, token, body) =>
    send(path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token && { 'cf-access-jwt-assertion': token }),
      },
      body: JSON.stringify(body),
    });
  const wanted = { action: 'offboard', input: { IDs: [ID] }, reason: 'Left the company' };
  const statuses = [];
  const status = async (response) => statuses.push((await response).status);

  await status(post('/plans', undefined, wanted));
  await status(post('/plans', robin, { ...wanted, action: 'delete' }));
  const made = await post('/plans', robin, { ...wanted, requestedBy: 'alex@example.com' });
  statuses.push(made.status);
  const { id, counts } = await made.json();
  const shown = await send(`/plans/${id}`, {
    method: 'GET',
    headers: { 'cf-access-jwt-assertion': alex },
  });
  const text = await shown.text();
  statuses.push(shown.status);
  await status(post(`/plans/${id}/runs`, robin, {}));
  await status(post(`/plans/${id}/decisions`, undefined, { decision: 'approve' }));
  await status(post(`/plans/${id}/decisions`, robin, { decision: 'approve' }));
  await status(
    post(`/plans/${id}/decisions`, robin, { decision: 'approve', by: 'alex@example.com' }),
  );
  await status(post(`/plans/${id}/decisions`, alex, {}));
  await status(post(`/plans/${id}/decisions`, alex, { decision: 'approve' }));
  const ran = await post(`/plans/${id}/runs`, robin, {});
  statuses.push(ran.status);
  const done = await ran.json();
  await status(post(`/plans/${id}/runs`, robin, {}));
  await status(post('/plans/none/runs', robin, {}));
  return {
    statuses,
    deactivations: counts.deactivate,
    names: /Requested by robin@example\.com: Left the company/.test(text),
    complete: done.complete,
    outcomes: done.report.map(({ outcome }) => outcome),
  };
}

/** What `playApprovals` must return. */
export const expectedApprovals = {
  statuses: [401, 422, 201, 200, 403, 401, 403, 403, 422, 201, 200, 409, 404],
  deactivations: 1,
  names: true,
  complete: true,
  outcomes: ['applied'],
};
