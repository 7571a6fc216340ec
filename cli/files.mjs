// Reads files and standard input as text.
import { readFileSync } from 'node:fs';
import { Usage } from './verdict.mjs';
import { whyUnreadable } from './unreadable.mjs';

/** Reads a file, or standard input for `-`. @param {string} file */
export function readText(file) {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** @param {string} file @param {unknown} error */
export const unreadable = (file, error) =>
  new Usage(`${nameOf(file)} can't be read: ${whyUnreadable(error)}`);

/** @param {string} file */
export const nameOf = (file) => (file === '-' ? 'standard input' : file);
