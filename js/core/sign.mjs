// RS256 signatures with the runtime's WebCrypto. The key is imported for one signature, and not kept.

const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

/**
 * @param {string} privateKey PKCS#8 in PEM
 * @param {string} text
 * @returns {Promise<string>} the signature in base64url
 */
export async function signRs256(privateKey, text) {
  const { subtle } = globalThis.crypto;
  const der = privateKey.replace(/-----[^-]+-----|\s/g, '');
  const bytes = Uint8Array.from(atob(der), (letter) => letter.charCodeAt(0));
  const key = await subtle.importKey('pkcs8', bytes, algorithm, false, ['sign']);
  const signature = await subtle.sign(algorithm.name, key, new TextEncoder().encode(text));
  const binary = String.fromCharCode(...new Uint8Array(signature));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
