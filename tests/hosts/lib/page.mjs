// Serves a page on the tenant's origin, as browsers require, and forwards all other requests to the tenant.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { build } from 'esbuild';
import { inHosts } from './host.mjs';

/** The module, and the path at which a bundle at the root loads it. */
export const wasm = readFileSync(
  inHosts('node_modules/workfront-actions/pkg/workfront_actions_bg.wasm'),
);
export const wasmPath = '/pkg/workfront_actions_bg.wasm';

const defaultFiles = { [wasmPath]: ['application/wasm', wasm] };

/**
 * Starts the server, which stops after the test. `more` are files by path: their type and their content.
 * @returns its origin
 */
export async function servePage(t, tenantUrl, { program = 'page', more = defaultFiles } = {}) {
  const { outputFiles } = await build({
    entryPoints: [inHosts(`programs/${program}.mjs`)],
    bundle: true,
    format: 'esm',
    conditions: ['browser'],
    write: false,
  });
  const files = {
    '/': [
      'text/html',
      '<!doctype html><form></form><script type="module" src="/page.js"></script>',
    ],
    '/page.js': ['text/javascript', outputFiles[0].text],
    // Browsers request it by themselves, possibly after the tenant is closed.
    '/favicon.ico': ['image/x-icon', ''],
    ...more,
  };
  const server = createServer(async (incoming, outgoing) => {
    const [path] = incoming.url.split('?');
    if (path in files) {
      const [type, text] = files[path];
      outgoing.writeHead(200, { 'content-type': type }).end(text);
      return;
    }
    const chunks = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const { host, connection, ...headers } = incoming.headers;
    const body = chunks.length > 0 ? Buffer.concat(chunks) : undefined;
    const response = await fetch(tenantUrl + incoming.url, {
      method: incoming.method,
      headers,
      body,
    });
    outgoing.writeHead(response.status, {
      'content-type': response.headers.get('content-type') ?? '',
    });
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}`;
}
