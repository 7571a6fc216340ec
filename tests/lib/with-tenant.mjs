// node tests/lib/with-tenant.mjs COMMAND [ARGUMENT …]
// Runs a command with a tenant on 127.0.0.1 that pages of any origin may call, at TENANT_URL with TENANT_KEY. Under /html
// every response is a page, under /silent there is no response, under /reset the connection is closed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createSandbox } from '../../js/sandbox/index.mjs';

const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-allow-methods': 'GET, POST, PUT, DELETE',
};

const server = createServer();
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `http://127.0.0.1:${server.address().port}`;
const sandbox = await createSandbox({ baseUrl: url, people: 4 });

server.on('request', async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const [, place] = request.url.split('/');
  if (request.method === 'OPTIONS') return response.writeHead(204, cors).end();
  if (place === 'html') return response.writeHead(200, cors).end('<title>Sign in</title>');
  if (place === 'silent') return undefined;
  if (place === 'reset') return request.socket.destroy();
  const bytes = Buffer.concat(chunks);
  const { method, url, headers } = request;
  const forwarded = {
    method,
    url,
    headers: Object.entries(headers),
    body: bytes.toString(),
    bytes,
  };
  const { status, headers: own, body } = sandbox.handle(forwarded);
  return response.writeHead(status, { ...Object.fromEntries(own), ...cors }).end(Buffer.from(body));
});
const [command, ...args] = process.argv.slice(2);
const env = { ...process.env, TENANT_URL: url, TENANT_KEY: sandbox.apiKey };
const child = spawn(command, args, { env, stdio: 'inherit' });
const [code] = await once(child, 'exit');
server.closeAllConnections();
server.close();
process.exitCode = code ?? 1;
