// Signatures with the runtime's WebCrypto: RS256 for access tokens, ES256 for receipts. A key is imported for one use, and not
// kept.

const rs256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
const es256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/**
 * @param {string} privateKey PKCS#8 in PEM
 * @param {string} text
 * @returns {Promise<string>} the signature in base64url
 */
export const signRs256 = (privateKey, text) => sign(rs256, privateKey, text);

/** The same with ES256: the signature has the form of RFC 7518, section 3.4. @param {string} privateKey @param {string} text */
export const signEs256 = (privateKey, text) => sign(es256, privateKey, text);

/**
 * Whether a signature is that of the text by the private key, whose public part verifies it.
 * @param {string} privateKey PKCS#8 in PEM
 * @param {string} text
 * @param {string} signature in base64url
 */
export async function verifyEs256(privateKey, text, signature) {
  const { subtle } = globalThis.crypto;
  const own = await subtle.importKey('pkcs8', derOf(privateKey), es256, true, ['sign']);
  const { kty, crv, x, y } = await subtle.exportKey('jwk', own);
  const key = await subtle.importKey('jwk', { kty, crv, x, y }, es256, false, ['verify']);
  const bytes = bytesOf(signature.replaceAll('-', '+').replaceAll('_', '/'));
  return await subtle.verify(es256, key, bytes, new TextEncoder().encode(text));
}

/** @param {{ name: string, hash: string }} algorithm @param {string} privateKey @param {string} text */
async function sign(algorithm, privateKey, text) {
  const { subtle } = globalThis.crypto;
  const key = await subtle.importKey('pkcs8', derOf(privateKey), algorithm, false, ['sign']);
  const signature = await subtle.sign(algorithm, key, new TextEncoder().encode(text));
  const binary = String.fromCharCode(...new Uint8Array(signature));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @param {string} pem */
const derOf = (pem) => bytesOf(pem.replace(/-----[^-]+-----|\s/g, ''));

/** @param {string} base64 */
const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
