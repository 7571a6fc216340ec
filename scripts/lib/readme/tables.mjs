// The tables of the README and of docs/, from the manifest and from the command line's exit codes.
import { effectOf } from '../../../adapters/common/src/description.mjs';
import { exitCodes } from '../../../cli/exit-codes.mjs';
import { table } from './sections.mjs';

const code = (/** @type {unknown} */ text) => `\`${text}\``;

/** @param {any} manifest */
export const tablesOf = (manifest) => ({
  actions: () => actions(manifest),
  options: () => options(manifest),
  credentials: () => credentials(manifest),
  errors: () => errors(manifest),
  dialects: () => dialects(manifest),
  'exit-codes': () =>
    table(
      ['exit code', 'means', 'commands'],
      Object.values(exitCodes).map(({ code, means, commands }) => [
        String(code),
        means,
        commands.join(', '),
      ]),
    ),
});

const actions = (manifest) =>
  table(
    ['action', 'what it does', 'effect', 'requests'],
    manifest.actions.map(({ key, description, hints, requests }) => [
      code(key),
      firstSentence(description),
      effectOf({ hints }).toLowerCase().replace('.', ''),
      costs(requests),
    ]),
  );

/** Such as `1`, `1–2: why`, `1+: why`. */
const costs = ({ least, most, note }) => {
  const range = most === null ? `${least}+` : most === least ? `${least}` : `${least}–${most}`;
  return note ? `${range}: ${note}` : range;
};

const options = ({ connection }) =>
  table(
    ['option', 'what it does', 'default'],
    connection.options.flatMap((option) => [
      row(option, option.name),
      ...(option.properties ?? []).map((inner) => row(inner, `${option.name}.${inner.name}`)),
    ]),
  );

// The choices of a form are suggestions: other values are accepted too.
const row = (option, name) => [
  code(name),
  option.choices && !option.form
    ? `${option.description} ${oneOf(option.choices)}`
    : option.description,
  option.required ? 'required' : option.default === undefined ? '' : code(option.default),
];

const oneOf = (choices) => `One of ${choices.map(code).join(', ')}.`;

const credentials = ({ connection }) =>
  table(
    ['credential', 'where it comes from', 'how it is sent'],
    connection.credentials.map(({ type, title, description, sentAs, fields }) => {
      const names = fields.map(({ name, required }) => (required ? name : `${name}?`));
      const shape = `{ ${[`type: '${type}'`, ...names].join(', ')} }`;
      return [code(shape), `${title}. ${description}`, sentAs];
    }),
  );

const dialects = ({ actions: all }) => {
  const batch = all.find(({ key }) => key === 'batch');
  return table(
    ['dialect', 'how it is sent'],
    batch.output.$defs.Dialect.oneOf.map(({ const: name, description }) => [
      code(name),
      description,
    ]),
  );
};

const errors = (manifest) =>
  table(
    ['kind', 'what it means', 'what to do', 'retryable'],
    manifest.errors.map(({ kind, description, whatToDo, retryable }) => [
      code(kind),
      description,
      whatToDo,
      retryable ? 'yes' : 'no',
    ]),
  );

/** A sentence ends at a full stop before a capital letter. @param {string} text */
export const firstSentence = (text) => text.split(/(?<=\.) (?=[A-Z])/)[0];
