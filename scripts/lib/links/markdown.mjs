// The headings and links of a Markdown page.

/** Replaces inline code and fenced blocks with spaces, because they contain no headings or links. Line breaks are kept. */
function withoutCode(text) {
  const blank = (code) => code.replaceAll(/[^\n]/g, ' ');
  return text
    .replaceAll(/^( *)(```|~~~)[\s\S]*?^\1\2[^\n]*$/gm, blank)
    .replaceAll(/(`+)(?!`)[^\n]*?[^`\n]\1(?!`)/g, blank);
}

/** The anchor that GitHub gives a heading: lower case, without punctuation, `-` for each space. */
const slugOf = (heading) =>
  heading
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{Nd}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');

/** The anchors of a page. A heading that occurs again gets `-1`, `-2` and so on. Headings begin with `#`. */
export function anchorsOf(text) {
  const fences = withoutCode(text).split('\n');
  const anchors = new Set();
  for (const [index, line] of text.split('\n').entries()) {
    const heading = fences[index].startsWith('#') && line.match(/^#{1,6}\s+(.*?)(?:\s+#+)?\s*$/);
    if (!heading) continue;
    const slug = slugOf(heading[1]);
    let anchor = slug;
    for (let again = 1; anchors.has(anchor); again += 1) anchor = `${slug}-${again}`;
    anchors.add(anchor);
  }
  return anchors;
}

const LINKS = [
  /\]\(\s*<?([^)\s>]+)/g, // [text](target), ![text](target)
  /^\[[^\]]+\]:\s*<?([^\s>]+)/gm, // [label]: target
  /\b(?:href|src|srcset)="([^"\s]+)/g, // HTML
];

/** @returns {{ target: string, at: number }[]} the links of a page, and their positions */
export function linksOf(text) {
  const plain = withoutCode(text);
  return LINKS.flatMap((link) =>
    [...plain.matchAll(link)].map(({ 1: target, index }) => ({ target, at: index })),
  );
}
