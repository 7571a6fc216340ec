// Why a file can't be read.
import { getSystemErrorMap } from 'node:util';

/** The reason without the path: `no such file or directory (ENOENT)`. @param {any} error */
export function whyUnreadable({ errno, code, message }) {
  const [, text] = getSystemErrorMap().get(errno) ?? [];
  return text === undefined ? message : `${text} (${code})`;
}

/** What JSON.parse reports, without the text around the place: that may be a password. @param {any} error */
export const whyInvalid = ({ message }) =>
  message.replace(/,? (\.\.\.)?".*"(\.\.\.)? is not valid JSON$/s, '');
