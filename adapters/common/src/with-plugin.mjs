// Runs a function with a plugin of its own.

/**
 * Creates a plugin, runs `body` with it, and closes it.
 * @template Result
 * @param {typeof import('../../../js/index.d.ts').createPlugin} createPlugin
 * @param {import('../../../js/index.d.ts').PluginOptions} options
 * @param {(plugin: import('../../../js/index.d.ts').Plugin) => Promise<Result>} body
 * @returns {Promise<Result>}
 */
export async function withPlugin(createPlugin, options, body) {
  const plugin = await createPlugin(options);
  try {
    return await body(plugin);
  } finally {
    plugin.close();
  }
}
