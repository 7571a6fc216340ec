// The names of inputs in the package's messages, as the command line has them.

// Inputs whose option has another name than theirs.
const others = /** @type {Record<string, string>} */ ({
  maxPeople: 'max',
  mapping: 'map',
  accessLevel: 'downgrade-to',
  action: 'downgrade-to',
  expiresInMs: 'expires-in',
  waitMs: 'wait',
  'limits.create': 'max-create',
  'limits.update': 'max-update',
  'limits.deactivate': 'max-deactivate',
});

/**
 * The option of a command for an input; `undefined` if it has none.
 * @param {string} input @param {Record<string, any>} options those of the command
 */
function optionOf(input, options) {
  const kebab = input.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const name = Object.hasOwn(others, input) ? others[input] : kebab;
  return Object.hasOwn(options, name) ? name : undefined;
}

/**
 * A message or a hint with the command's options in place of the inputs that they stand for: at the beginning of a problem
 * (`missing: must be …`), in advice (`set missing to 'deactivate'`), and names that are no English words (`matchBy`).
 * @param {string} text @param {Record<string, any>} options those of the command
 */
export function inOptions(text, options) {
  const problems = adviceInOptions(text, options).replace(
    /(^|; |: )([a-zA-Z]+(?:\.[a-z]+)?)(?=[:[.])/g,
    (found, before, input) => replaced(found, before, input, options),
  );
  return problems.replace(/(^|[\s(])([a-z]+[A-Z]\w*)(?=[\s.,:;)]|$)/g, (found, before, input) =>
    replaced(found, before, input, options),
  );
}

/**
 * The same for advice alone.
 * @param {string} text @param {Record<string, any>} options
 */
export function adviceInOptions(text, options) {
  return text.replace(
    /\bset ([a-zA-Z]+(?:\.[a-z]+)?) to ('[^']*'|true\b|\d+)/g,
    (found, input, value) => {
      const option = optionOf(input, options);
      if (option === undefined) return found;
      const isFlag = options[option].type === 'boolean';
      return isFlag ? `pass --${option}` : `pass --${option} ${value.replaceAll("'", '')}`;
    },
  );
}

/** @param {string} found @param {string} before @param {string} input @param {Record<string, any>} options */
function replaced(found, before, input, options) {
  const option = optionOf(input, options);
  return option === undefined ? found : `${before}--${option}`;
}
