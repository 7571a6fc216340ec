// npm run hosts-table: writes the README's table of hosts from the last `npm run test:hosts`.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tableOf } from './lib/hosts-table.mjs';
import { inRoot } from './lib/paths.mjs';
import { mainWithoutOptions, Problem } from './lib/problem.mjs';

const [begin, end] = ['<!-- hosts -->', '<!-- /hosts -->'];

await mainWithoutOptions(() => {
  const results = inRoot('target', 'hosts.json');
  if (!existsSync(results))
    throw new Problem('target/hosts.json does not exist: run npm run test:hosts first.');
  const readme = inRoot('README.md');
  const text = readFileSync(readme, 'utf8');
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined)
    throw new Problem(`README.md must have ${begin} and ${end}, where the table goes.`);
  const table = tableOf(JSON.parse(readFileSync(results, 'utf8')));
  writeFileSync(readme, `${before}${begin}\n${table}\n${end}${after}`);
});
