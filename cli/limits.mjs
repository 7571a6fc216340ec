// Whom a plan of many people may change, and how many of them: options of reconcile and reclaim.
import { filtersOf as parse } from './filters.mjs';
import { parsed } from './mapping.mjs';
import { Usage } from './verdict.mjs';

/** The filters of `--scope`: each as on the command line of search, or all of them as JSON. @param {string[]} texts */
export function filtersOf(texts) {
  const isJson = texts.some((text) => /^\s*[[{]/.test(text));
  if (!isJson) return parse(texts, '--scope: ');
  if (texts.length > 1) throw new Usage('--scope must be given once if it is JSON');
  return parsed(texts[0], '--scope');
}

export const scopeHelp = `  --scope FILTER  only users who match are changed: field=value, field!=value or field~text, such as 'company:name=Acme' (repeat for
                  more), or filters as JSON: '[{"field":"company:name","value":"Acme"}]'
`;

/** The part of the input that `--max-create`, `--max-update` and `--max-deactivate` give. @param {any} values */
export function limitsOf(values) {
  /** @type {Record<string, number | string>} */
  const found = {};
  for (const kind of ['create', 'update', 'deactivate']) {
    const limit = values[`max-${kind}`];
    if (limit !== undefined) found[kind] = /^\d+$/.test(limit) ? Number(limit) : limit;
  }
  return Object.keys(found).length > 0 && { limits: found };
}
