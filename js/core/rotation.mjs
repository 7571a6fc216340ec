// Refresh tokens that were replaced while a connection lasts. An instance that breaks down takes its memory along; this
// stays, so that the next one goes on with the newest token and not with the first, which has been used up.

/** @typedef {(...args: any[]) => Promise<any>} Send */

// How the form of such a request begins.
const form = 'grant_type=refresh_token&';

/** The newest refresh token of a connection. */
export class Rotation {
  /** @type {{ refreshToken: string, isKept: boolean } | undefined} */
  newest;
  /** @type {Promise<unknown> | undefined} The request under way for the next one. */
  #pending;

  /**
   * @param {string} refreshToken
   * @param {boolean} isKept whether the host has kept it: then its store may have a newer one
   */
  remember(refreshToken, isKept) {
    this.newest = { refreshToken, isKept };
  }

  /** Waits for a request that a broken instance has left behind. */
  async settle() {
    await this.#pending;
  }

  /**
   * Sends, and remembers the token of a response that no instance is left to read.
   * @param {Send} send
   * @param {() => boolean} isAlive
   * @param {((refreshToken: string) => Promise<unknown>) | undefined} handOver
   * @returns {Send}
   */
  watch(send, isAlive, handOver) {
    return (...args) => {
      const sent = send(...args);
      const body = args[3];
      if (typeof body !== 'string' || !body.startsWith(form)) return sent;
      const pending = sent.then(
        ({ json }) => {
          const token = json?.refresh_token;
          if (typeof token !== 'string' || !token) return;
          this.remember(token, false);
          if (!isAlive()) return handOver?.(token).catch(() => {});
        },
        () => {},
      );
      this.#pending = pending;
      return sent;
    };
  }
}
