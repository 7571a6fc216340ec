// The mapping of a list's columns, from a file.
import { readText } from './files.mjs';
import { whyInvalid } from './unreadable.mjs';
import { Usage } from './verdict.mjs';

/**
 * The options --map of reconcile: a file with a mapping, and columns as HEADER=FIELD.
 * @param {string[] | undefined} values
 * @returns {{ mapping?: Record<string, any>, headers: string[], file?: string }}
 */
export function readMapping(values = []) {
  const headers = values.filter((value) => value.includes('='));
  const files = values.filter((value) => !value.includes('='));
  if (files.length > 1) throw new Usage('pass one file with --map');
  if (files.length === 0) return { headers };
  return { mapping: jsonFile(files[0], '--map'), headers, file: files[0] };
}

/** @param {string} path @param {string} name */
export function jsonFile(path, name) {
  return parsed(readText(path, name), `${name}: ${path}`);
}

/** @param {string} text @param {string} name */
export function parsed(text, name) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Usage(`${name} must be valid JSON: ${whyInvalid(error)}`);
  }
}
