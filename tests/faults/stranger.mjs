// A server that isn't the tenant. Redirects lead to it, and no request of the package should.
import { once } from 'node:events';
import { createServer } from 'node:http';

const requests = new Map();

const server = createServer((incoming, outgoing) => {
  requests.set(incoming.url.split('/')[1], [incoming.url, ...incoming.rawHeaders].join('\n'));
  incoming.resume();
  outgoing.end('{"data":{}}');
});
server.on('connection', (socket) => socket.unref());
server.listen(0, '127.0.0.1');
await once(server, 'listening');
server.unref();

/** An address for redirects of the cell with these secrets. @param {import('./secrets.mjs').Secrets} secrets */
export const strangerUrl = ({ id }) => `http://127.0.0.1:${server.address().port}/${id}/sign-in`;

/** The request that the cell with these secrets sent to it, if any. @param {import('./secrets.mjs').Secrets} secrets */
export function takeForeignRequest({ id }) {
  const request = requests.get(id);
  requests.delete(id);
  return request;
}
