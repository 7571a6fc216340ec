// Filters on the command line: field=value, field!=value, field~text.
import { Usage } from './verdict.mjs';

/** @param {string[]} [filters] @param {string} [where] what a message begins with */
export const filtersOf = (filters = [], where = '') => filters.map((text) => filterOf(text, where));

/** @param {string} text @param {string} where */
function filterOf(text, where) {
  const [, field, sign, value] = /^([^=!~]+)(!=|=|~)(.*)$/s.exec(text) ?? [];
  if (field === undefined) {
    throw new Usage(
      `${where}'${text}' is not a filter: write field=value, field!=value or field~text`,
    );
  }
  const modifier = { '=': undefined, '!=': 'ne', '~': 'cicontains' }[sign];
  return { field: field.trim(), ...(modifier && { modifier }), value };
}
