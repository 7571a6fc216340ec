// npm run demo: builds what changed, and runs examples/demo.mjs against the sandbox.
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { buildPackage } from './lib/package.mjs';
import { inRoot } from './lib/paths.mjs';
import { mainWithoutOptions, Problem } from './lib/problem.mjs';

await mainWithoutOptions(async () => {
  const demo = inRoot('examples', 'demo.mjs');
  if (!existsSync(demo)) throw new Problem('examples/demo.mjs is missing.');
  await buildPackage();
  await import(pathToFileURL(demo).href);
});
