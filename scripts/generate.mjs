// npm run generate              writes everything that is generated from src/ and adapters/, where it belongs
// npm run generate -- --check   fails if what is committed differs from what would be written
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { filesUnder } from './lib/files.mjs';
import { generateInto, generatorIsThere } from './lib/generate.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { main, Problem } from './lib/problem.mjs';

await main(async () => {
  const args = process.argv.slice(2);
  const unknown = args.find((arg) => arg !== '--check');
  if (unknown) throw new Problem(`${unknown} isn't an option; the only one is --check.`);
  if (!generatorIsThere()) {
    console.log('Nothing to generate: tools/generate is not there.');
    return;
  }
  if (args.length === 0) {
    await generateInto(root);
    return;
  }

  const fresh = inRoot('target', 'generated');
  await generateInto(fresh);
  const files = filesUnder(fresh).map((file) => relative(fresh, file));
  const stale = files.filter(
    (file) => !sameFile(inRoot('target', 'generated', file), inRoot(file)),
  );
  if (stale.length > 0) {
    throw new Problem(
      `out of step with their sources: ${stale.join(', ')}. Run \`npm run generate\` and commit what it writes.`,
    );
  }
  console.log(`${files.length} generated files are in step with their sources.`);
});

function sameFile(a, b) {
  return existsSync(b) && readFileSync(a).equals(readFileSync(b));
}
