// A tenant that counts its requests. It exits together with its parent.
import { serveSandbox } from '../../js/sandbox/server.mjs';

const { cachesReads, ...options } = JSON.parse(process.argv[2]);
const { url, apiKey, sandbox, close } = await serveSandbox(options);

const handle = sandbox.handle;
const zero = () => ({ requests: 0, sent: 0, received: 0, busy: 0 });
let count = zero();

const lengthOf = (headers) =>
  headers.reduce((sum, [name, value]) => sum + name.length + String(value).length + 4, 2);

// Responses to reads, until the next write: building a page takes the tenant ten times as long as any contender needs, and
// would hide the difference between them.
const cache = new Map();
const respond = (request) => {
  if (!cachesReads) return handle(request);
  if (request.method !== 'GET') cache.clear();
  else if (cache.has(request.url)) return cache.get(request.url);
  const response = handle(request);
  if (request.method === 'GET') cache.set(request.url, response);
  return response;
};

sandbox.handle = (request) => {
  const began = performance.now();
  const response = respond(request);
  sandbox.clearRequests();
  count.requests += 1;
  // The bytes of the HTTP/1.1 request.
  count.sent +=
    `${request.method} ${request.url} HTTP/1.1\r\n`.length +
    lengthOf(request.headers) +
    request.bytes.length;
  count.received += response.body.length;
  const busy = performance.now() - began;
  count.busy += busy;
  // The latency includes the tenant's work, which a real tenant does on other machines.
  return { ...response, delayMs: Math.max(0, response.delayMs - busy) };
};

process.on('message', () => {
  process.send(count);
  count = zero();
});
process.once('disconnect', () => close().finally(() => process.exit(0)));
process.send({ url, apiKey });
