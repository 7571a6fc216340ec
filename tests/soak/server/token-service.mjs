// A token service that replaces the refresh token at each use. A replaced token stays valid until its successor, or the
// session that came with it, is used: the response may be lost.
import { plant } from '../../lib/secrets.mjs';

/** The number of a token tells which ones are older. */
const token = (kind, number) => plant(`${kind}-${number}`);

export const client = {
  clientId: 'soak-client',
  clientSecret: plant('client', { isWord: false }),
  refreshToken: token('refresh', 0),
};

const path = '/integrations/oauth2/api/v1/token';
const json = [['Content-Type', 'application/json;charset=UTF-8']];

export function createTokenService() {
  let issued = 0;
  // The newest token that a client has shown to have.
  let used = 0;
  let refused = 0;
  let validFrom = 0;
  const numberOf = (text, kind) => {
    const [, number] = new RegExp(`${kind}-(\\d+)`).exec(text ?? '') ?? [];
    return text === token(kind, number) ? Number(number) : undefined;
  };

  const reply = (status, body) => ({ status, headers: json, body: JSON.stringify(body) });

  return {
    isTokenRequest: ({ url }) => url.startsWith(path),
    /** The response to a token request. */
    exchange({ body }) {
      const number = numberOf(new URLSearchParams(body).get('refresh_token'), 'refresh');
      if (number === undefined || number > issued || number < used) {
        refused += 1;
        return reply(401, { error: 'invalid_grant' });
      }
      used = number;
      issued += 1;
      const tokens = {
        access_token: token('session', issued),
        refresh_token: token('refresh', issued),
      };
      return reply(200, { ...tokens, token_type: 'Bearer', expires_in: 3600 });
    },
    /** Whether this is a session that was issued and hasn't ended. */
    accepts(session) {
      const number = numberOf(session, 'session');
      if (number === undefined || number > issued || number < validFrom) return false;
      used = Math.max(used, number);
      return true;
    },
    /** Ends all sessions. */
    endSessions() {
      validFrom = issued + 1;
    },
    figures: () => ({ tokens: issued, refusedTokens: refused }),
  };
}
