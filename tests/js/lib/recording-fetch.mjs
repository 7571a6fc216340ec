// A fetch that records each request, and checks that it is one that Workfront could read.
import assert from 'node:assert/strict';

const methods = ['GET', 'POST', 'PUT', 'DELETE'];
const types = ['application/json', 'application/x-www-form-urlencoded'];

/**
 * @param {{ status: number, text: string }[]} replies repeated in turn
 * @param {{ baseUrl: string, secret: string }} expected
 */
export function recordingFetch(replies, { baseUrl, secret }) {
  const requests = [];
  const fetch = async (url, init) => {
    requests.push({ url, init });
    const reply = replies[(requests.length - 1) % replies.length];
    if (reply === undefined) throw new TypeError('fetch failed');
    const hasBody = ![204, 302].includes(reply.status);
    return new Response(hasBody ? reply.text : null, {
      status: reply.status,
      headers: { 'content-type': 'application/json' },
    });
  };
  const check = () => {
    assert.ok(requests.length <= 21, `${requests.length} requests`);
    for (const { url, init } of requests) checkRequest(String(url), init);
  };

  function checkRequest(url, { method, headers, body }) {
    assert.ok(methods.includes(method), method);
    const { origin, pathname, hash, href } = new URL(url);
    assert.equal(origin, baseUrl);
    assert.ok(pathname.startsWith('/attask/'), url);
    assert.equal(hash, '', url);
    assert.equal(href, url, 'it is sent as it was built');
    assert.ok(!decodeURIComponent(url).includes(secret), url);
    const all = new Headers(headers);
    if (body == null) return;
    assert.notEqual(method, 'GET', url);
    const type = all.get('content-type');
    assert.ok(types.includes(type), type);
    const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
    if (type === types[0]) JSON.parse(text);
    assert.ok(!text.includes(secret), text);
  }

  return { fetch, check };
}
