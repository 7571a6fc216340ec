// Documentation comments, as editors show them on hover.

const width = 116;

/** A comment of these paragraphs and tags, whose line breaks are kept. Empty if all parts are empty. */
export function comment(...parts) {
  const lines = parts.filter(Boolean).flatMap((part) => part.split('\n').flatMap(wrapped));
  if (lines.length === 0) return '';
  const safe = lines.map((line) => line.replaceAll('*/', '*\\/'));
  if (safe.length === 1) return `/** ${safe[0]} */\n`;
  return `/**\n${safe.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */\n`;
}

/** A description as one paragraph, without the line breaks of its doc comment. */
export const paragraph = (text = '') => text.replace(/\s+/g, ' ');

/** Wraps a line. Indented lines are code, and are not changed. */
function wrapped(line) {
  if (line.startsWith(' ')) return [line];
  const lines = [''];
  for (const word of line.split(' ')) {
    const last = lines[lines.length - 1];
    if (last !== '' && last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}
