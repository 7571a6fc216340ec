// The samples of CONTRIBUTING.md: its code blocks with a file name after the language.
//
//   ```rust src/actions/set_manager.rs            the content of a new file
//   ```rust src/actions/mod.rs after="x::X,"      lines to add to a file, after the line with this text
import { readFileSync } from 'node:fs';
import { inRoot } from '../paths.mjs';
import { Problem } from '../problem.mjs';

/**
 * @typedef {object} Sample
 * @property {string} section the heading of its section
 * @property {string} path
 * @property {string} [after]
 * @property {string} text
 */

/** The sections whose samples are applied. */
export const sections = ['Add an action', 'Add a credential kind'];

/** @returns {Sample[]} */
export function readSamples(text = readFileSync(inRoot('CONTRIBUTING.md'), 'utf8')) {
  const samples = samplesOf(text).filter(({ section }) => sections.includes(section));
  for (const section of sections) {
    const own = samples.filter((sample) => sample.section === section);
    const files = own.filter(({ after }) => after === undefined);
    const lines = own.filter(({ after }) => after !== undefined);
    if (files.length === 0 || lines.length === 0) {
      throw new Problem(`CONTRIBUTING.md, "${section}", has no sample of a file and a line.`);
    }
  }
  return samples;
}

/** Every code block with a file name. A block inside a list is indented. */
export function samplesOf(text) {
  const samples = [];
  let section = '';
  let open;
  for (const line of text.split('\n')) {
    const heading = /^## (.*)$/.exec(line)?.[1];
    const fence = /^( *)```\w+ (\S+)(?: after="([^"]*)")?$/.exec(line);
    if (open && line.trim() === '```') {
      samples.push(open.sample);
      open = undefined;
    } else if (open) {
      open.sample.text += `${line.slice(open.indent)}\n`;
    } else if (heading) {
      section = heading;
    } else if (fence) {
      const [, { length: indent }, path, after] = fence;
      open = { indent, sample: { section, path, ...(after && { after }), text: '' } };
    }
  }
  return samples;
}
