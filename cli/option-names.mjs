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

// Names of inputs that are also what an object or a field of the tenant is called.
const ordinary = new Set(['accessLevel']);

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
 * (`missing: must be …`, `matchBy[0]: must be …`), in advice (`set missing to 'deactivate'`), and names that are no English words
 * (`matchBy`).
 * @param {string} text @param {Record<string, any>} options those of the command
 */
export function inOptions(text, options) {
  const problems = adviceInOptions(text, options).replace(
    /(^|; |: )([a-zA-Z]+)((?:\.[\w:]+|\[\d+\])*)(?=: )/g,
    (found, before, input, rest) => {
      const whole = optionOf(`${input}${rest}`, options);
      if (whole !== undefined) return `${before}--${whole}`;
      const option = optionOf(input, options);
      // An option may be repeated: the value in the message says which one is wrong.
      const part = rest.replace(/^(\[\d+\]|\.)+/, '');
      return option === undefined ? found : `${before}--${option}${part && `: ${part}`}`;
    },
  );
  return problems.replace(/(^|[\s(])([a-z]+[A-Z]\w*)(?=[\s.,:;)]|$)/g, (found, before, input) => {
    const option = ordinary.has(input) ? undefined : optionOf(input, options);
    return option === undefined ? found : `${before}--${option}`;
  });
}

/**
 * The same for advice alone.
 * @param {string} text
 * @param {Record<string, any>} options
 */
export function adviceInOptions(text, options) {
  return text.replace(
    /\b([Ss])et ([a-zA-Z]+(?:\.[a-z]+)?) to ('[^']*'|true\b|\d+)/g,
    (found, letter, input, value) => {
      const option = optionOf(input, options);
      if (option === undefined) return found;
      const isFlag = options[option].type === 'boolean';
      const pass = letter === 'S' ? 'Pass' : 'pass';
      return isFlag ? `${pass} --${option}` : `${pass} --${option} ${value.replaceAll("'", '')}`;
    },
  );
}

/**
 * A message about a file, which names the options of `readPeople` and those of the command line: the latter alone.
 * @param {string} text
 */
export const inFileOptions = (text) =>
  text
    .replace(/(?:the option )?'\w+' \((--[\w-]+(?: "[^"]*"|[^()"]*))\)/g, '$1')
    .replace(/\(option '\w+', (--[\w-]+)\)/g, '($1)')
    .replace(/(^|: )map(?:ping)?(?= has '|: ')/g, '$1--map')
    .replace(/^(encoding|delimiter|dateFormat|decimal)(?= must be)/, (name) =>
      name === 'dateFormat' ? '--date-format' : `--${name}`,
    );
