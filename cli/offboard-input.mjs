// The input of offboard, from the command line.
import { number, option, Usage } from './command.mjs';
import { filtersOf } from './filters.mjs';

export const offboardOptions = {
  email: option.strings,
  id: option.strings,
  max: option.string,
  'include-administrators': option.flag,
  verify: option.string,
  'new-manager': option.string,
  'clear-teams': option.flag,
};

/** @param {any} values @param {string[]} positionals */
export function offboardInput(values, positionals) {
  const sources = [
    values.email && { emails: values.email },
    values.id && { IDs: values.id },
    positionals.length > 0 && { filters: filtersOf(positionals) },
  ].filter(Boolean);
  if (sources.length !== 1) {
    throw new Usage('select users with filters, with --email, or with --id: exactly one of these');
  }
  return {
    ...sources[0],
    ...(values.max && { maxPeople: number('max', values.max) }),
    ...(values['include-administrators'] && { includeAdministrators: true }),
    ...(values.verify && { verify: values.verify }),
    ...(values['new-manager'] && { newManager: values['new-manager'] }),
    ...(values['clear-teams'] && { clearTeams: true }),
  };
}
