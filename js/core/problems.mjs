// The problems of options and of inputs: all are reported by one error, in the form of src/input/problems.rs.
import { WorkfrontError } from './error.mjs';
import { tryRead } from './reason.mjs';

export class Problems {
  /** @type {string[]} */
  #texts = [];
  /** @type {Set<string>} */
  #fields = new Set();
  #count = 0;
  /** @type {boolean | undefined} */
  #isMore;
  /** @type {unknown} */
  #cause;

  get isEmpty() {
    return this.#count === 0;
  }

  /** @param {string} field @param {string} problem */
  add(field, problem) {
    this.#count += 1;
    this.#texts.push(`${field}: ${problem}`);
    this.#fields.add(field);
  }

  /**
   * The result of `body`. If it throws a validation error, its problems are recorded, and the result is the fallback.
   * @template Value
   * @template [Fallback=undefined]
   * @param {() => Value} body
   * @param {Fallback} [fallback]
   * @param {(text: string) => string} [complete] changes the texts of its problems
   * @returns {Value | Fallback}
   */
  collect(body, fallback, complete = (text) => text) {
    try {
      return body();
    } catch (/** @type {any} */ error) {
      if (tryRead(error, 'kind') !== 'validation') throw error;
      const { fields, cause, message } = error;
      const { count, list, isMore } = error.problems ?? { count: 1, list: message };
      this.#count += count;
      this.#isMore ||= isMore;
      this.#texts.push(complete(list));
      for (const field of fields) this.#fields.add(field);
      this.#cause ??= cause;
      return /** @type {Fallback} */ (fallback);
    }
  }

  /** There are more than those that were added. */
  addMore() {
    this.#isMore = true;
    this.#texts.push('and more');
  }

  /**
   * One error that names all of them.
   * @param {{ action?: string, hint?: string, cause?: unknown }} [parts]
   */
  toError({
    action,
    hint = 'Nothing was sent. Correct the options and try again.',
    cause = this.#cause,
  } = {}) {
    const [count, list, isMore] = [this.#count, this.#texts.join('; '), this.#isMore];
    const message = count > 1 ? `${isMore ? 'More than ' : ''}${count} problems: ${list}` : list;
    return new WorkfrontError(
      {
        kind: 'validation',
        message,
        problems: { count, list, isMore },
        action,
        fields: [...this.#fields],
        hint,
      },
      cause === undefined ? undefined : { cause },
    );
  }
}
