// The problems of options: all are reported by one error, in the form of src/input/problems.rs.
import { WorkfrontError } from './error.mjs';
import { tryRead } from './reason.mjs';

export class Problems {
  /** @type {string[]} */
  #texts = [];
  /** @type {Set<string>} */
  #fields = new Set();
  #count = 0;
  #isMore = false;
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
   * @param {(message: string) => string} [complete] changes the error's message
   * @returns {Value | Fallback}
   */
  collect(body, fallback, complete = (message) => message) {
    try {
      return body();
    } catch (/** @type {any} */ error) {
      if (tryRead(error, 'kind') !== 'validation') throw error;
      const { fields, cause } = error;
      const message = complete(error.message);
      const [, more, count, list] = /^(More than )?(\d+) problems: (.*)$/s.exec(message) ?? [];
      this.#count += Number(count ?? 1);
      this.#isMore ||= Boolean(more);
      this.#texts.push(list ?? message);
      for (const field of fields) this.#fields.add(field);
      this.#cause ??= cause;
      return /** @type {Fallback} */ (fallback);
    }
  }

  /** One error that names all of them. */
  toError() {
    const list = this.#texts.join('; ');
    const count = `${this.#isMore ? 'More than ' : ''}${this.#count} problems`;
    return new WorkfrontError(
      {
        kind: 'validation',
        message: this.#count > 1 ? `${count}: ${list}` : list,
        fields: [...this.#fields],
        hint: 'Nothing was sent. Correct the options and try again.',
      },
      this.#cause === undefined ? undefined : { cause: this.#cause },
    );
  }
}
