// Sources that initWasm accepts, and its errors for others.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { runInNewContext } from 'node:vm';
import { createPackage } from '../../js/core/plugin.mjs';
import manifest from '../../js/generated/manifest.mjs';
import { createInstance, matches } from '../../pkg/instance.mjs';

const bytes = await readFile(new URL('../../pkg/workfront_actions_bg.wasm', import.meta.url));
const module = await WebAssembly.compile(bytes);
const options = { domain: 'acme', credentials: { type: 'apiKey', apiKey: 'x' } };
const event = { authorization: 'token', authToken: 'token' };

/** The package without its file, and how often it tried to load it. */
function withoutFile() {
  let looked = 0;
  const compile = async () => {
    looked += 1;
    throw new Error('no file');
  };
  return { ...createPackage({ createInstance, matches, manifest, compile }), looked: () => looked };
}

const response = (type, more) =>
  new Response(bytes, { headers: { 'content-type': type }, ...more });

for (const [name, source] of Object.entries({
  'a module': () => module,
  'a module of another realm': () => runInNewContext('new WebAssembly.Module(bytes)', { bytes }),
  'a Buffer': () => bytes,
  'an ArrayBuffer': () => new Uint8Array(bytes).buffer,
  'a response that is streamed': () => response('application/wasm'),
  'a response of another type': () => response('application/octet-stream'),
  'a response of a type with a parameter': () => response('application/wasm; charset=utf-8'),
  'a response of no class that is known': () => ({ arrayBuffer: async () => bytes }),
  'a Blob': () => new Blob([bytes]),
  'a promise': () => Promise.resolve(response('application/wasm')),
  'what import() gives': () =>
    import(`data:text/javascript,export default new Uint8Array([${[...bytes]}])`),
})) {
  test(`takes ${name}`, async () => {
    const { initWasm, createPlugin, looked } = withoutFile();
    assert.equal(await initWasm(source()), undefined);
    (await createPlugin(options)).close();
    assert.equal(looked(), 0);
  });
}

for (const [name, source, message] of [
  [
    'nothing',
    undefined,
    /^source: the argument of initWasm must be a WebAssembly\.Module, its bytes or a Response: /,
  ],
  ['a number', 1, /must be/],
  ['a plain object', {}, /must be/],
  ['a path', './module.wasm', /must be/],
  ['a URL', new URL('https://example.com/module.wasm'), /must be/],
  ['bytes of something else', new TextEncoder().encode('<!doctype html>'), /magic word/],
  ['a page in its place', () => new Response('<!doctype html>'), /magic word/],
  ['an error of a server', () => response('application/wasm', { status: 404 }), /status 404/],
  ['a promise that fails', () => Promise.reject(new Error('offline')), /: offline$/],
]) {
  test(`refuses ${name}, also in the calls that wait for it`, async () => {
    const { initWasm, createPlugin, parseEvent, handleEvent, looked } = withoutFile();
    const refused = { name: 'WorkfrontError', kind: 'validation', fields: ['source'], message };
    await assert.rejects(initWasm(typeof source === 'function' ? source() : source), refused);
    await assert.rejects(createPlugin(options), refused);
    await assert.rejects(parseEvent({}, event), refused);
    const request = new Request('https://x', { method: 'POST', body: '{}' });
    await assert.rejects(handleEvent(request, { onEvent: () => {}, ...event }), refused);
    assert.equal(looked(), 0);

    await initWasm(module);
    (await createPlugin(options)).close();
  });
}

test('needn’t be awaited: the next call waits for it', async () => {
  const { initWasm, createPlugin, parseEvent } = withoutFile();
  let arrive;
  initWasm(new Promise((resolve) => (arrive = resolve)));
  const parsed = assert.rejects(parseEvent({}, event), { kind: 'validation', fields: ['body'] });
  const connected = createPlugin(options);
  await turn();
  arrive(module);
  await parsed;
  (await connected).close();
});

test('an error that isn’t awaited doesn’t end the process', async () => {
  const { initWasm } = withoutFile();
  initWasm(Promise.reject(new Error('offline')));
  // An unhandled rejection would end the test in the next turn.
  await turn();
  await turn();
});

test('works while the package loads its file, and after that failed', async () => {
  const { initWasm, createPlugin, looked } = withoutFile();
  await assert.rejects(createPlugin(options), /no file/);
  const looking = assert.rejects(createPlugin(options), /no file/);
  const loading = initWasm(module);
  await looking;
  await loading;
  (await createPlugin(options)).close();
  assert.equal(looked(), 2);
});

test('called again, open connections continue', async () => {
  const { initWasm, createPlugin } = withoutFile();
  await initWasm(module);
  const before = await createPlugin(options);
  await initWasm(bytes);
  const after = await createPlugin(options);
  for (const wf of [before, after]) {
    await assert.rejects(wf.get({}), { kind: 'validation', action: 'get' });
    wf.close();
  }
});
