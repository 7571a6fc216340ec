// What several adapters read from the manifest.
import { connectionForm } from './connection.mjs';

/** @typedef {import('../../../js/manifest.d.ts').FullManifest} FullManifest */

/** The sample output of an action. @param {FullManifest} manifest @param {string} key @returns {any} */
export const sampleOf = (manifest, key) =>
  manifest.actions.find((action) => action.key === key)?.sample.output;

/**
 * The form of a connection, for platforms that show the fields of all credential types at once: each help text names
 * the types that use the field.
 * @param {FullManifest} manifest
 */
export const wholeConnectionForm = (manifest) =>
  connectionForm(manifest).map(({ only, ...field }) =>
    only ? { ...field, help: `${field.help} For: ${only.join(', ')}.` } : field,
  );
