// Chromium: a page that runs every action, and one that shows a form from the manifest.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasBrowser, openPage } from './lib/browser.mjs';
import { missing, same, serve } from './lib/host.mjs';
import { servePage } from './lib/page.mjs';

test('Chromium', { skip: missing('Chromium', hasBrowser()) }, async (t) => {
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
    // The form's user is one more.
    same({ ...results, count: results.count - 1 });
    assert.deepEqual(problems, []);
  });
});
