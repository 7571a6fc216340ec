// Finds broken links to files of the repository and to headings of its pages.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { anchorsOf, linksOf } from './markdown.mjs';

/** The path of a page of docs/ in a comment or a text, optionally with a heading. */
const MENTION = /(?<![\w.-])docs\/[\w./-]+\.md(?:#[\p{L}\p{N}_-]+)?/gu;
/** A reference to a section by its number. Headings must be linked instead. */
const NUMBERED = /\b(?:facts|dossier)['’]?,? \(?(?:sections?|trap)\s+\d/gi;

/**
 * @param {string} root the folder of the repository
 * @param {string[]} files the files whose links are checked, as paths from the root
 * @param {string} [repository] the repository's address: links to its files there are checked as well
 * @returns {string[]} a line for each broken link
 */
export function brokenLinks(root, files, repository) {
  const anchors = new Map();
  const hasAnchor = (page, anchor) => {
    if (!anchors.has(page)) anchors.set(page, anchorsOf(readFileSync(join(root, page), 'utf8')));
    return anchors.get(page).has(anchor);
  };

  /** Why a link is broken, or null. The path starts at the root. */
  const fault = (path, anchor) => {
    if (path.startsWith('..')) return 'is outside of the repository';
    if (!existsSync(join(root, path))) return 'there is no such file';
    if (anchor !== undefined && extname(path) === '.md' && !hasAnchor(path, anchor)) {
      return 'there is no such heading';
    }
    return null;
  };

  return files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const report = (shown, at, why) => `${file}:${lineOf(text, at)}: ${shown}: ${why}`;
    const check = ({ path, anchor, shown, at }) => {
      const why = fault(path, anchor);
      return why ? [report(shown, at, why)] : [];
    };
    return [
      ...mentionsOf(text, repository).flatMap(check),
      ...(extname(file) === '.md' ? localLinks(file, text, repository).flatMap(check) : []),
      ...[...text.matchAll(NUMBERED)].map(({ 0: shown, index }) =>
        report(shown, index, 'link the heading instead (docs/workfront-facts.md#…)'),
      ),
    ];
  });
}

/** The pages of docs/ that a text mentions by their path from the root or by their address. */
function mentionsOf(text, repository) {
  return [...text.matchAll(MENTION)].flatMap(({ 0: shown, index }) => {
    const before = text.slice(0, index);
    if (before.endsWith('/') && !(repository && before.endsWith(`${repository}/blob/main/`)))
      return [];
    const [path, anchor] = shown.split('#');
    return [{ path, anchor, shown, at: index }];
  });
}

/** The links of a page to files of the repository, each with its path from the root. */
function localLinks(file, text, repository) {
  return linksOf(text).flatMap(({ target, at }) => {
    const inside = repository && target.startsWith(`${repository}/`);
    // …/blob/main/docs/page.md
    const own =
      inside && target.slice(repository.length).match(/^\/(?:blob|raw|tree)\/[^/]+\/(.+)/);
    if (!own && /^(?:[a-z][a-z+.-]*:|\/\/)/i.test(target)) return [];
    const [written, anchor] = (own ? own[1] : target).split('#');
    const path = written === '' ? file : join(own ? '' : dirname(file), decodeURI(written));
    return [{ path, anchor, shown: target, at }];
  });
}

const lineOf = (text, at) => text.slice(0, at).split('\n').length;
