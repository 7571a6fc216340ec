// The addresses of a README's links into the repository. They are absolute, because the package has neither docs/
// nor examples/. They are reference definitions, so that they can be generated from one constant.
import { existsSync } from 'node:fs';
import { inRoot } from '../paths.mjs';
import { Problem } from '../problem.mjs';
import { fileUrl } from '../project.mjs';

const reference = /\]\[([^\]\s]+)\]/g;

/**
 * The definitions of all references in `text`, such as `[events][docs/events.md]`.
 * @param {string} text
 * @param {string} file for errors
 */
export function definitionsFor(text, file) {
  const paths = [...new Set([...text.matchAll(reference)].map(([, path]) => path))];
  for (const path of paths) {
    if (!existsSync(inRoot(path.split('#')[0]))) {
      throw new Problem(`${file}: [${path}] is not a file of the repository.`);
    }
  }
  return paths
    .sort()
    .map((path) => `[${path}]: ${fileUrl(path)}`)
    .join('\n');
}
