// Writes the project's address into each package.json that is published, and into Cargo.toml.
import { mkdirSync, readdirSync, readFileSync, existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { updated } from './package-exports.mjs';
import { inRoot } from './paths.mjs';
import { Problem } from './problem.mjs';
import { repository } from './project.mjs';

/** Writes package.json of the package (with its exports) and of each adapter, and Cargo.toml, below `folder`. */
export function writeProjectFields(folder) {
  for (const directory of ['', ...adapters()]) {
    const file = join(directory, 'package.json');
    const pkg = directory ? read(file) : updated(read(file));
    const text = `${JSON.stringify(withProject(pkg, directory), null, 2)}\n`;
    write(folder, file, text);
  }
  write(folder, 'Cargo.toml', withRepository(readFileSync(inRoot('Cargo.toml'), 'utf8')));
}

const adapters = () =>
  readdirSync(inRoot('adapters'))
    .map((name) => `adapters/${name}`)
    .filter((directory) => existsSync(inRoot(directory, 'package.json')));

const read = (file) => JSON.parse(readFileSync(inRoot(file), 'utf8'));

function write(folder, file, text) {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/**
 * The package with the project's address in the fields after `license`.
 * @param {Record<string, any>} pkg
 * @param {string} directory the path of its folder; empty for the root
 */
export function withProject(pkg, directory) {
  const fields = {
    homepage: directory ? `${repository}/tree/main/${directory}#readme` : `${repository}#readme`,
    repository: {
      type: 'git',
      url: `git+${repository}.git`,
      ...(directory && { directory }),
    },
    bugs: { url: `${repository}/issues` },
  };
  const rest = Object.entries(pkg).filter(([name]) => !(name in fields));
  const afterLicense = rest.findIndex(([name]) => name === 'license') + 1;
  return Object.fromEntries(rest.toSpliced(afterLicense, 0, ...Object.entries(fields)));
}

/** Cargo.toml with the project's address. @param {string} text */
export function withRepository(text) {
  const lines = { repository, homepage: `${repository}#readme` };
  return Object.entries(lines).reduce((result, [name, value]) => {
    const line = new RegExp(`^${name} = ".*"$`, 'm');
    if (!line.test(result)) throw new Problem(`Cargo.toml has no line \`${name} = "…"\`.`);
    return result.replace(line, `${name} = "${value}"`);
  }, text);
}
