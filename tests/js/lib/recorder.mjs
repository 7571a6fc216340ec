// A local server that records requests and responds as the test defines.
import { createServer } from 'node:http';
import { once } from 'node:events';

/**
 * Starts a server that stops after the test. `respond(request, index)` returns `{ status, body, headers }` or a promise of
 * that, where `body` is data to send as JSON, or a string to send unchanged; `'drop'` closes the connection.
 */
export async function record(t, respond) {
  const requests = [];
  const server = createServer(async (incoming, outgoing) => {
    const chunks = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const [path, query] = incoming.url.split(/\?(.*)/s);
    const { method, headers } = incoming;
    const request = { method, path, query, headers, body: Buffer.concat(chunks).toString() };
    const reply = await respond(request, requests.push(request) - 1);
    if (reply === 'drop') {
      incoming.socket.destroy();
      return;
    }
    const { status = 200, body = '', headers: more = {} } = reply;
    const isText = typeof body === 'string';
    outgoing.writeHead(status, {
      'content-type': isText ? 'text/html' : 'application/json;charset=UTF-8',
      ...more,
    });
    outgoing.end(isText ? body : JSON.stringify(body));
  });
  // Keep-alive connections stay open, even if a busy machine takes long until the next request.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${server.address().port}`, requests };
}

/** The parameters of a query or a form, in order. */
export const pairs = (text) => [...new URLSearchParams(text)];
