// Local servers that stop after the test.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createRawServer } from 'node:net';

/** Lets a server listen until the test ends, and returns its port. */
export async function listen(t, server) {
  const sockets = new Set();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return server.address().port;
}

/** A server with this handler. */
export async function serve(t, handler) {
  const server = createServer(handler);
  return { server, url: `http://127.0.0.1:${await listen(t, server)}` };
}

/**
 * A server that responds to the nth request with the nth text, whatever it is; `{ text, end: true }` also closes the
 * connection. `seen` has the text of each request and the number of its connection.
 */
export async function serveRaw(t, texts) {
  const seen = [];
  const connections = [];
  const server = createRawServer((socket) => {
    connections.push(socket);
    socket.on('data', (data) => {
      const index = seen.push({
        data: data.toString('latin1'),
        socket: connections.indexOf(socket),
      });
      const { text, end } = texts[index - 1] ?? { text: '' };
      if (end) socket.end(text);
      else socket.write(text);
    });
  });
  return { url: `http://127.0.0.1:${await listen(t, server)}`, seen };
}

/** Sets environment variables until the test ends, and unsets other proxy variables. */
export function setEnvironment(t, values) {
  const names = ['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy'];
  const all = [...names, ...names.map((name) => name.toUpperCase()), ...Object.keys(values)];
  const before = all.map((name) => [name, process.env[name]]);
  const assign = ([name, value]) => {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  };
  for (const name of all) assign([name, values[name]]);
  t.after(() => before.forEach(assign));
}
