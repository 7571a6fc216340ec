// Reads booleans as spreadsheets write them.
import { BadValue } from './problem.mjs';

/**
 * Excel writes TRUE and FALSE in the language of its user; people write yes and no. Words that mean something else in another of
 * these languages, such as `ne`, aren't here. docs/files.md lists the same words.
 */
export const trueWords = 'true yes y 1 wahr vrai verdadero vero verdadeiro waar sand sant sann prawda pravda igaz tosi ja oui sí sim tak'.split(' '); // prettier-ignore
export const falseWords = 'false no n 0 falsch faux falso onwaar falsk falskt usann fałsz nepravda hamis epätosi nein nee nej nei non não nie'.split(' '); // prettier-ignore

/** @param {string} text */
export function readBoolean(text) {
  const word = text.normalize('NFC').toLowerCase();
  if (trueWords.includes(word)) return true;
  if (falseWords.includes(word)) return false;
  throw new BadValue(
    'must be true or false',
    "for other words, use a mapping of reconcile: { from: 'column', map: { active: true, left: false } }",
  );
}
