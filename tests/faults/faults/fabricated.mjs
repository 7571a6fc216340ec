// The tenant's response to a write, without the work.

/** A response to `request` that looks genuine, although the tenant has done nothing. */
export function fabricated(request, world) {
  const { path, json } = request;
  if (path === '/logout') return data({ success: true });
  if (request.isSignIn) {
    const { falseToken } = world.secrets;
    return { access_token: falseToken, token_type: 'bearer', expires_in: 3600 };
  }
  if (path.startsWith('/subscriptions')) return subscription(request);
  if (path === '/batch') {
    return data(request.operations.map((one) => object(one, world)));
  }
  if (Array.isArray(json)) {
    return data(json.map((body) => object({ method: request.method, path, body }, world)));
  }
  return data(object({ method: request.method, path, body: json }, world));
}

const data = (value) => ({ data: value });
const newId = '0badc0de0badc0de0badc0de0badc0de';

function object({ method, path, body }, world) {
  if (method === 'DELETE' || !/^\/user(\/[0-9a-f]{32})?$/.test(path)) return { success: true };
  const id = body?.ID ?? path.split('/')[2];
  const { homeGroupID, ...present } = world.state().users.get(id) ?? {};
  return { objCode: 'USER', ...present, homeGroupID, ID: id ?? newId, isActive: true, ...body };
}

function subscription({ method, json }) {
  if (method === 'DELETE') return '';
  if (method === 'POST') return { id: '0badc0de-0bad-c0de-0bad-c0de0badc0de', version: 'v2' };
  return { ...json, subscription_ids: json?.subscriptionIds ?? [] };
}
