// The choices of a field, from the action that lists them.

/** @typedef {import('../../../js/index.d.ts').Plugin} Plugin */

/**
 * Values with their labels; with `typed`, only those that match it.
 * @param {Plugin} plugin
 * @param {import('../../../js/manifest.d.ts').FieldChoices} choices
 * @param {string} [typed]
 * @returns {Promise<{ value: string, label: string }[]>}
 */
export async function choicesOf(plugin, choices, typed = '') {
  const { action, input, search, itemsPath, valuePath, labelPath } = choices;
  const searchInput = typed !== '' && search ? fillTemplate(search, typed) : {};
  const output = /** @type {any} */ (
    await plugin.run(action, /** @type {any} */ ({ ...input, ...searchInput }))
  );
  const options = output[itemsPath].map((/** @type {any} */ item) => ({
    value: item[valuePath],
    label: item[labelPath] ?? item[valuePath],
  }));
  const matches = ({ label = '' }) => label.toLowerCase().includes(typed.toLowerCase());
  return search ? options : options.filter(matches);
}

/**
 * A copy of the value in which each `{search}` is replaced.
 * @param {any} value
 * @param {string} typed
 * @returns {any}
 */
function fillTemplate(value, typed) {
  if (typeof value === 'string') return value.replaceAll('{search}', typed);
  if (Array.isArray(value)) return value.map((one) => fillTemplate(one, typed));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, fillTemplate(one, typed)]),
  );
}
