// Chromium: a page that runs every action and shows a form from the manifest, and how it loads the module.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../lib/until.mjs';
import { hasBrowser, openPage } from './lib/browser.mjs';
import { missing, same, serve } from './lib/host.mjs';
import { servePage, wasm, wasmPath } from './lib/page.mjs';

const skip = missing('Chromium', hasBrowser());

test('Chromium', { skip }, async (t) => {
  const { url, apiKey, sandbox } = await serve(t);
  const origin = await servePage(t, url);
  const { page, problems } = await openPage(t);
  await page.goto(`${origin}/?${new URLSearchParams({ apiKey })}`);
  await page.waitForFunction(() => globalThis.ready);

  await t.test('Chromium: a form from the manifest creates a user', async () => {
    const values = {
      username: 'web@example.com',
      emailAddr: 'web@example.com',
      firstName: 'Web',
      lastName: 'Form',
    };
    for (const [name, value] of Object.entries(values)) await page.fill(`[name=${name}]`, value);
    await page.selectOption('[name=accessLevelID]', { label: 'Standard' });
    await page.selectOption('[name=homeGroupID]', { label: 'Marketing' });
    await page.click('button');
    const { ID } = await (await page.waitForFunction(() => globalThis.submitted)).jsonValue();
    const made = sandbox.snapshot().users.find((user) => user.ID === ID);
    assert.equal(made.emailAddr, 'web@example.com');
  });

  await t.test('Chromium: every action runs', async () => {
    const results = await page.evaluate(() => globalThis.playScenario());
    // The form has created one more user.
    same({ ...results, count: results.count - 1 });
    assert.deepEqual(problems, []);
  });
});

/** Opens a page, and counts how often a module was compiled while it was downloaded. */
async function open(t, options) {
  const { url, apiKey } = await serve(t);
  const origin = await servePage(t, url, options);
  const { page, problems } = await openPage(t);
  await page.addInitScript(() => {
    globalThis.streamed = 0;
    const { compileStreaming } = WebAssembly;
    WebAssembly.compileStreaming = (response) => {
      globalThis.streamed += 1;
      return compileStreaming(response);
    };
  });
  await page.goto(`${origin}/?${new URLSearchParams({ apiKey })}`);
  return { page, problems, origin };
}

for (const [name, options, streamed] of [
  ['is compiled while it arrives', {}, 1],
  ['may have another type', { more: { [wasmPath]: ['application/octet-stream', wasm] } }, 0],
  [
    'may be passed to initWasm',
    { program: 'passed-module', more: { '/elsewhere/module.wasm': ['application/wasm', wasm] } },
    0,
  ],
]) {
  test(`Chromium: the module ${name}`, { skip }, async (t) => {
    const { page, problems } = await open(t, options);
    await page.waitForFunction(() => globalThis.ready);
    same(await page.evaluate(() => globalThis.playScenario()));
    assert.equal(await page.evaluate(() => globalThis.streamed), streamed);
    assert.deepEqual(problems, []);
  });
}

for (const [name, more, reason] of [
  ['is missing', {}, 'status 404'],
  [
    'is an HTML page',
    { [wasmPath]: ['text/html', '<!doctype html>'] },
    'the response is an HTML page',
  ],
]) {
  test(`Chromium: the error if the module ${name}`, { skip }, async (t) => {
    const { problems, origin } = await open(t, { more });
    await until(() => problems.length > 0);
    assert.deepEqual(problems, [
      `The WebAssembly can't be loaded: ${origin}${wasmPath}: ${reason}`,
    ]);
  });
}
