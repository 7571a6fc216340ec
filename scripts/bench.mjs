// npm run bench [-- FIGURE … --quick --hosts]
// Builds, installs the peers, and measures every figure, or only the named ones, such as start and size. --quick runs fewer
// rounds. --hosts installs Deno, Bun and workerd too.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf } from './lib/hash.mjs';
import { ensureHosts } from './lib/hosts.mjs';
import { buildPackage } from './lib/package.mjs';
import { inRoot } from './lib/paths.mjs';
import { main } from './lib/problem.mjs';
import { run, status } from './lib/run.mjs';

await main(async () => {
  const args = process.argv.slice(2);
  await buildPackage();
  const folder = inRoot('benches');
  const stamp = join(folder, 'node_modules', '.installed-from');
  const lockHash = hashOf(['benches/package-lock.json']);
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lockHash) {
    run('npm', ['ci', '--ignore-scripts', '--no-progress'], { cwd: folder });
    writeFileSync(stamp, lockHash);
  }
  if (args.includes('--hosts')) ensureHosts();
  // It prints its own errors.
  process.exitCode = status(process.execPath, [join(folder, 'main.mjs'), ...args]);
});
