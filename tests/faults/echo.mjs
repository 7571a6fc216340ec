// A server that repeats the secrets of a request in its response: in an error's message, in a page's title, in a header.
import { encodings } from '../lib/secrets.mjs';

/** The parameters of a token request that are secrets. */
const parameters = ['client_secret', 'refresh_token', 'jwt_token', 'password'];
const headerNames = ['apikey', 'sessionid', 'authorization'];

/** The secrets that a request carries. */
function carried({ headers, body, json, isSignIn }) {
  const form = new URLSearchParams(isSignIn ? body : '');
  return [
    ...headers
      .filter(([name]) => headerNames.includes(name.toLowerCase()))
      .map(([, value]) => value.replace('Bearer ', '')),
    ...parameters.map((name) => form.get(name)),
    json?.authToken,
  ].filter(Boolean);
}

/** The same effect, with the request's secrets in its response wherever the package reads it. */
export function withEcho(effect, request) {
  if (effect.type !== 'reply' || typeof effect.body !== 'string') return effect;
  const secrets = carried(request);
  if (secrets.length === 0) return effect;
  const headers = secrets.map((secret, at) => [`X-Received-${at}`, encodeURIComponent(secret)]);
  return {
    ...effect,
    headers: [...(effect.headers ?? []), ...headers],
    body: bodyWith(effect, request, secrets),
  };
}

function bodyWith({ body, status }, { index }, secrets) {
  if (body.includes('<title>')) {
    // Only the first characters of a title are shown, so each response has another encoding.
    const forms = secrets.map((secret) => at(encodings(secret), status + index));
    return body.replace('<title>', () => `<title>${forms.join(' ')} `);
  }
  // A message is cut where a response has many.
  const forms = secrets.flatMap((secret) =>
    secret.length > 300 ? [secret, at(encodings(secret), index)] : encodings(secret),
  );
  // What is within data is passed on unchanged, also if it is called an error.
  if (body.startsWith('{"data":')) return body;
  const message = JSON.stringify(` (received: ${forms.join(' ')})`).slice(1, -1);
  return body.replace(/("message":"[^"]*)"/, (_, start) => `${start}${message}"`);
}

const at = (list, index) => list[index % list.length];
