// The generated parts of a Markdown file: the text between `<!-- generated: NAME -->` and `<!-- /generated -->`.
import { Problem } from '../problem.mjs';

const section = /<!-- generated: (\S+) -->\n[\s\S]*?<!-- \/generated -->/g;

/**
 * Replaces the content of each section.
 * @param {string} text
 * @param {Record<string, () => string>} makers return the content of each section, by name
 * @param {string} file for errors
 */
export function fillSections(text, makers, file) {
  const opened = text.match(/<!-- generated: /g)?.length ?? 0;
  const complete = text.match(section)?.length ?? 0;
  if (opened !== complete) {
    throw new Problem(`${file}: a section has no end (\`<!-- /generated -->\`).`);
  }
  return text.replace(section, (_, name) => {
    const make = makers[name];
    if (!make) throw new Problem(`${file}: there is no generated section called ${name}.`);
    return `<!-- generated: ${name} -->\n${make()}\n<!-- /generated -->`;
  });
}

/** A table. @param {string[]} head @param {string[][]} rows */
export const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
