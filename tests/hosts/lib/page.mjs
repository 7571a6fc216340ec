// Serves a page on the tenant's own origin, as a browser wants it: everything else goes on to the tenant.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { build } from 'esbuild';
import { inHosts } from './host.mjs';

/** The module, and where a bundle at the root looks for it. */
export const wasm = readFileSync(
  inHosts('node_modules/workfront-actions/pkg/workfront_actions_bg.wasm'),
);
export const wasmPath = '/pkg/workfront_actions_bg.wasm';

const usual = { [wasmPath]: ['application/wasm', wasm] };

/**
 * Starts the server; it stops with the test. `more` are files by their paths: a type, and what is in it.
 * @returns its origin
 */
export async function servePage(t, tenantUrl, { program = 'page', more = usual } = {}) {
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
    // Browsers ask for it by themselves, and late: the tenant may be gone by then.
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
    const answer = await fetch(tenantUrl + incoming.url, {
      method: incoming.method,
      headers,
      body,
    });
    outgoing.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    outgoing.end(Buffer.from(await answer.arrayBuffer()));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}`;
}
