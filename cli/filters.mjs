// Filters on the command line: field=value, field!=value, field~text.
import { Usage } from './command.mjs';

/** @param {string[]} [filters] */
export const filtersOf = (filters = []) => filters.map(filterOf);

/** @param {string} text */
function filterOf(text) {
  const [, field, sign, value] = /^([^=!~]+)(!=|=|~)(.*)$/s.exec(text) ?? [];
  if (field === undefined) {
    throw new Usage(`'${text}' is not a filter: write field=value, field!=value or field~text`);
  }
  const modifier = { '=': undefined, '!=': 'ne', '~': 'cicontains' }[sign];
  return { field: field.trim(), ...(modifier && { modifier }), value };
}
