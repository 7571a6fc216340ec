// n8n's server, and its API as its owner calls it.
import assert from 'node:assert/strict';
import { startN8n } from './n8n.mjs';

export const owner = {
  email: 'o@example.com',
  firstName: 'O',
  lastName: 'Wner',
  password: 'Passw0rd-of-test',
};

/** Starts n8n's server, which stops after the test, and signs in. `ask` calls its API. */
export async function signIn(t, place) {
  const { url, log } = await startN8n(t, place);
  let cookie = '';
  const ask = async (path, body, method = 'POST') => {
    const response = await fetch(`${url}/rest${path}`, {
      method,
      headers: { 'content-type': 'application/json', cookie, 'browser-id': 'test' },
      ...(body && { body: JSON.stringify(body) }),
    });
    cookie ||= (response.headers.get('set-cookie') ?? '').split(';')[0];
    const json = await response.json();
    assert.ok(response.ok, `${path}: ${JSON.stringify(json)}`);
    return json.data;
  };
  await ask('/owner/setup', owner);
  return { url, ask, log };
}
