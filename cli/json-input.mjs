// A JSON input from the command line or from standard input.
import { Usage } from './command.mjs';
import { readText } from './files.mjs';
import { whyInvalid } from './unreadable.mjs';

/** Parses an input; `-` reads it from standard input. @param {string} json */
export function jsonInput(json) {
  const source = json === '-' ? 'standard input' : 'input:';
  const text = json === '-' ? readText('-') : json;
  if (json === '-' && text.trim() === '') throw new Usage(`${source} must be JSON but is empty`);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Usage(`${source} must be valid JSON: ${whyInvalid(error)}`);
  }
}
