// Whom a plan of many people may change, and how many of them: options of reconcile and reclaim.
import { parsed } from './mapping.mjs';

/** The filters of `--scope`. @param {string} json */
export const filtersOf = (json) => parsed(json, '--scope');

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
