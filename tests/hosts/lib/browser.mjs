// Chromium, if it is installed.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

// Only a failing test takes this long; the default of 30 s is short on a busy machine.
const timeout = 180_000;

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A page in a new browser, which is closed after the test. */
export async function openPage(t) {
  const executablePath = places.find((place) => existsSync(place));
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'], timeout });
  t.after(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  page.setDefaultTimeout(timeout);
  const problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  return { page, problems };
}

export const hasBrowser = () => places.some((place) => existsSync(place));
