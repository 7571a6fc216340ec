// A tenant that counts what arrives. It ends with who started it.
import { serveSandbox } from '../../js/sandbox/server.mjs';

const { remembers, ...options } = JSON.parse(process.argv[2]);
const { url, apiKey, sandbox, close } = await serveSandbox(options);

const handle = sandbox.handle;
const nothing = () => ({ requests: 0, sent: 0, received: 0, busy: 0 });
let count = nothing();

const lengthOf = (headers) =>
  headers.reduce((sum, [name, value]) => sum + name.length + String(value).length + 4, 2);

// What was read, until something is written: finding and spelling a page takes the tenant ten times as long as any
// contender takes with it, and would hide what differs.
const remembered = new Map();
const answerTo = (request) => {
  if (!remembers) return handle(request);
  if (request.method !== 'GET') remembered.clear();
  else if (remembered.has(request.url)) return remembered.get(request.url);
  const answer = handle(request);
  if (request.method === 'GET') remembered.set(request.url, answer);
  return answer;
};

sandbox.handle = (request) => {
  const began = performance.now();
  const answer = answerTo(request);
  sandbox.clearRequests();
  count.requests += 1;
  // As HTTP/1.1 spells it.
  count.sent +=
    `${request.method} ${request.url} HTTP/1.1\r\n`.length +
    lengthOf(request.headers) +
    request.bytes.length;
  count.received += answer.body.length;
  const busy = performance.now() - began;
  count.busy += busy;
  // Latency is what a caller waits: the tenant's own work, which the real one has other machines for, is within it.
  return { ...answer, delayMs: Math.max(0, answer.delayMs - busy) };
};

process.on('message', () => {
  process.send(count);
  count = nothing();
});
process.once('disconnect', () => close().finally(() => process.exit(0)));
process.send({ url, apiKey });
