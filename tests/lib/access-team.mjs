// A team of Cloudflare Access: a server with its public keys, and the tokens of its people.
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { audience } from './approvals.mjs';

/** Starts one; `serve(t, handler)` starts a server. */
export async function createTeam(t, serve) {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }];
  const { url } = await serve(t, (request, response) => {
    const isKnown = request.url === '/cdn-cgi/access/certs';
    response.writeHead(isKnown ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ keys }));
  });
  const tokenOf = (claims, { key = privateKey, alg = 'RS256', ...more } = {}) => {
    const { aud = audience, iss = url, exp = '1h' } = more;
    const token = new SignJWT(claims).setProtectedHeader({ alg, kid: 'k1' });
    return token.setIssuer(iss).setAudience(aud).setExpirationTime(exp).sign(key);
  };
  return { url, tokenOf };
}
