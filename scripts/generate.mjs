// npm run generate              writes all files that are generated from src/ and adapters/
// npm run generate -- --check   fails if the committed files differ
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { filesUnder } from './lib/files.mjs';
import { generateInto, hasGenerator } from './lib/generate.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { main, Problem } from './lib/problem.mjs';

await main(async () => {
  const args = process.argv.slice(2);
  const unknown = args.find((arg) => arg !== '--check');
  if (unknown) throw new Problem(`Unknown option ${unknown}: the only option is --check.`);
  if (!hasGenerator()) {
    console.log('Nothing to generate: tools/generate does not exist.');
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
      `These files differ from what would be generated: ${stale.join(', ')}. Run \`npm run generate\` and commit what it writes.`,
    );
  }
  console.log(`${files.length} generated files are up to date.`);
});

function sameFile(a, b) {
  return existsSync(b) && readFileSync(a).equals(readFileSync(b));
}
