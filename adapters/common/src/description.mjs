// What platforms show of an action before a person or an agent selects it.

/** @typedef {import('../../../js/manifest.d.ts').FullManifestAction} Action */

/**
 * What an action does to the tenant's data, in words.
 * @param {Pick<Action, 'hints'>} action
 */
export function effectOf({ hints }) {
  if (hints.readOnly) return 'Only reads.';
  return hints.destructive ? 'Changes or removes data.' : 'Adds data.';
}

/**
 * The description of an action, what it does to the tenant's data, and the number of requests it costs, for people.
 * @param {Pick<Action, 'description' | 'hints' | 'requests'>} action
 */
export const descriptionOf = ({ description, hints, requests }) =>
  `${description} ${effectOf({ hints })} ${requests.text}`;
