// Chromium and its driver, for tests in a browser.
import { existsSync } from 'node:fs';
import { Problem } from './problem.mjs';
import { installDebianPackages } from './wasm-toolchain.mjs';

const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const drivers = ['/usr/bin/chromedriver'];

const find = (paths) => paths.find((path) => existsSync(path)) ?? null;

/** Installs Chromium if this machine allows it; otherwise its tests are skipped with a message. */
export function ensureChromium() {
  return find(browsers) ?? install(['chromium'], browsers);
}

/** The driver's path, or null if it isn't installed and can't be. */
export function ensureChromeDriver() {
  return find(drivers) ?? install(['chromium', 'chromium-driver'], drivers);
}

function install(packages, paths) {
  if (process.getuid?.() === 0) {
    console.log(`Installing ${packages.join(' and ')} (Debian, about half a minute).`);
    try {
      installDebianPackages(packages);
    } catch (error) {
      console.error(`${packages.join(' and ')} could not be installed: ${error.message}`);
    }
  }
  const found = find(paths);
  if (found === null && process.env.CI) throw new Problem(`${packages.join(' and ')} are missing.`);
  return found;
}
