// Cloudflare Access as the sign-in: it adds a signed token to each request that it lets through.
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';

/** @type {Map<string, ReturnType<typeof createRemoteJWKSet>>} */
const keySets = new Map();

/** @param {string} team */
function keysOf(team) {
  const keys = keySets.get(team) ?? createRemoteJWKSet(new URL(`${team}/cdn-cgi/access/certs`));
  keySets.set(team, keys);
  return keys;
}

// The keys can't be had: that says nothing about the token.
const unavailable = ['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID'];

/**
 * The e-mail address of the signed-in person; undefined if the token is missing or wrong, or of a service.
 * @param {Request} request
 * @param {{ ACCESS_TEAM: string, ACCESS_AUDIENCE: string }} env the team's address, such as https://acme.cloudflareaccess.com, and
 * the audience tag of the application
 */
export async function cloudflareAccess({ headers }, { ACCESS_TEAM, ACCESS_AUDIENCE }) {
  // Without an audience, tokens of the team's other applications would be accepted.
  if (!ACCESS_TEAM || !ACCESS_AUDIENCE) throw new Error('Set ACCESS_TEAM and ACCESS_AUDIENCE.');
  const token = headers.get('cf-access-jwt-assertion');
  if (token === null) return undefined;
  try {
    const { payload } = await jwtVerify(token, keysOf(ACCESS_TEAM), {
      issuer: ACCESS_TEAM,
      audience: ACCESS_AUDIENCE,
      algorithms: ['RS256'],
      requiredClaims: ['exp', 'email'],
    });
    const { email } = payload;
    return typeof email === 'string' && email.trim() !== '' ? email.trim() : undefined;
  } catch (error) {
    if (error instanceof errors.JOSEError && !unavailable.includes(error.code)) return undefined;
    throw error;
  }
}
