// Parses requests, as far as faults and verdicts need it.
const ids = /\b(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b/g;
const prefix = /^\/attask\/(?:api\/v[\d.]+|eventsubscription\/api\/v1)/;
const signIns = ['/login', '/ims/token/v3', '/integrations/oauth2'];

/**
 * Describes a request: its effective method, its path behind the API's prefix, its `kind` (method and path without IDs),
 * whether it writes, and the e-mail addresses of the users that it creates.
 */
export function describeRequest({ method, url, headers, body }) {
  const [target, query = ''] = url.split(/\?(.*)/s);
  const path = target.replace(prefix, '');
  const isForm = headers.some(
    ([name, value]) => name.toLowerCase() === 'content-type' && value.includes('form-urlencoded'),
  );
  const form = new URLSearchParams(isForm ? body : '');
  const override = new URLSearchParams(query).get('method') ?? form.get('method');
  const effective = (override ?? method).toUpperCase();
  const json = isForm ? undefined : parsed(body);
  const operations =
    path === '/batch' ? batched(json, form) : [{ method: effective, path, body: json }];
  const isSignIn = signIns.some((start) => path.startsWith(start));
  return {
    method: effective,
    path,
    query,
    body,
    json,
    operations,
    kind: `${effective} ${path.replace(ids, ':id')}`,
    isSignIn,
    isWrite: !isSignIn && operations.some((one) => one.method !== 'GET'),
    isAboutMany:
      path === '/batch' || Array.isArray(json) || /\/search$|^\/subscriptions$/.test(path),
    /** The fields that it writes, of one object or of several. */
    writes: operations.flatMap(({ body }) => [body ?? []].flat().flatMap(Object.keys)),
    creates: operations.flatMap(emailsOfCreate),
  };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The operations of a batch, in either of its forms. */
function batched(json, form) {
  if (json) {
    return json.updates.map(({ method, uri, body }) => ({ method, path: uri.split('?')[0], body }));
  }
  return form.getAll('uri').map((uri) => {
    const [path, query = ''] = uri.split(/\?(.*)/s);
    const parameters = new URLSearchParams(query);
    const method = (parameters.get('method') ?? 'GET').toUpperCase();
    return {
      method,
      path: path.startsWith('/') ? path : `/${path}`,
      body: parsed(parameters.get('updates')),
    };
  });
}

function emailsOfCreate({ method, path, body }) {
  if (method !== 'POST' || !/^\/user$/i.test(path) || !body) return [];
  return [body]
    .flat()
    .map((user) => user.emailAddr)
    .filter(Boolean);
}
