// The secrets of one cell. No other cell has them, and each is recognized in every encoding.
import { createHash } from 'node:crypto';
import { plant } from '../lib/secrets.mjs';

/** @typedef {ReturnType<typeof plantSecrets>} Secrets */

/** @param {string} cellName */
export function plantSecrets(cellName) {
  const id = createHash('sha256').update(cellName).digest('hex').slice(0, 12);
  const text = (name) => plant(`${id}-${name}`, { isWord: false });
  const word = (name) => plant(`${id}-${name}`);
  return {
    /** In each of the secrets. */
    id,
    apiKey: word('api-key'),
    bearerToken: word('access-token'),
    sessionID: word('session'),
    clientSecret: text('client'),
    refreshToken: word('refresh'),
    authToken: word('event'),
    planKey: text('plan-key'),
    /** What a false token service issues. */
    falseToken: word('false-token'),
  };
}
