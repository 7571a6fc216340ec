// Reads files and standard input as text.
import { readFileSync } from 'node:fs';
import { Usage } from './verdict.mjs';
import { whyUnreadable } from './unreadable.mjs';

/** Reads a file, or standard input for `-`. @param {string} file @param {string} [option] which names it */
export function readText(file, option) {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw unreadable(file, error, option);
  }
}

/** @param {string} file @param {unknown} error @param {string} [option] */
export const unreadable = (file, error, option) =>
  new Usage(`${option ? `${option}: ` : ''}${nameOf(file)} can't be read: ${whyUnreadable(error)}`);

/** @param {string} file */
export const nameOf = (file) => (file === '-' ? 'standard input' : file);
