// A server on this machine that writes down what arrives and answers as the test says.
import { createServer } from 'node:http';
import { once } from 'node:events';

/**
 * Starts a server that stops with the test. `answer(request, index)` gives `{ status, body, headers }`, where
 * `body` is data to send as JSON or a text to send as it is; `'drop'` closes the connection and a promise
 * is waited for.
 */
export async function record(t, answer) {
  const requests = [];
  const server = createServer(async (incoming, outgoing) => {
    const chunks = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const [path, query] = incoming.url.split(/\?(.*)/s);
    const { method, headers } = incoming;
    const request = { method, path, query, headers, body: Buffer.concat(chunks).toString() };
    const reply = await answer(request, requests.push(request) - 1);
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
  // Kept connections stay, however long a busy machine takes until the next request.
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
