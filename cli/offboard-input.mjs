// The input of offboard, from the command line.
import { number, option, Usage } from './command.mjs';
import { filtersOf } from './filters.mjs';
import { fileOptions, messageOf, readPeopleFile } from './people.mjs';

export const offboardOptions = {
  email: option.strings,
  id: option.strings,
  file: option.string,
  ...fileOptions,
  max: option.string,
  'include-administrators': option.flag,
  verify: option.string,
  'new-manager': option.string,
  'clear-teams': option.flag,
};

/** @param {any} values @param {string[]} positionals */
export async function offboardInput(values, positionals) {
  const sources = [
    values.email && { emails: values.email },
    values.id && { IDs: values.id },
    values.file !== undefined && { file: values.file },
    positionals.length > 0 && { filters: filtersOf(positionals) },
  ].filter(Boolean);
  if (sources.length !== 1) {
    throw new Usage(
      'select users with filters, with --email, with --id, or with --file: exactly one of these',
    );
  }
  return {
    ...(values.file === undefined ? sources[0] : await usersOfFile(values.file, values)),
    ...(values.max && { maxPeople: number('max', values.max) }),
    ...(values['include-administrators'] && { includeAdministrators: true }),
    ...(values.verify && { verify: values.verify }),
    ...(values['new-manager'] && { newManager: values['new-manager'] }),
    ...(values['clear-teams'] && { clearTeams: true }),
  };
}

/**
 * The users of a file, by ID if each row has one, or else by address. An address that is wrong has a verdict of its own; a
 * row without any is a reason to do nothing, because it is unknown who is meant.
 * @param {string} file @param {any} values
 */
async function usersOfFile(file, values) {
  const rows = await readPeopleFile(file, { ...values, 'ignore-unknown': true });
  const key = rows.every(({ person }) => person.ID) ? 'ID' : 'emailAddr';
  const unclear = rows.find(({ person }) => !person[key]);
  if (unclear) {
    const why = messageOf(unclear) || `row ${unclear.row} must have an ID or an emailAddr`;
    throw new Usage(`${file}: ${why}`, { showsHelp: false });
  }
  const users = rows.map(({ person }) => person[key]);
  return key === 'ID' ? { IDs: users } : { emails: users };
}
