// The package as users import it, connected to the test's server.
import { createPlugin } from 'workfront-actions';
import { recording } from './action-runs.mjs';

export const secret = 'a-very-secret-token';

/** The own user of the connection: no test treats this one. */
export const ownUserID = 'the-own-user';

/** A plugin with a bearer token, closed after the test. Its guards need no request. */
export async function connect(t, url, options) {
  const wf = await createPlugin({
    baseUrl: url,
    credentials: { type: 'bearer', accessToken: secret, imsOrgId: 'X@AdobeOrg' },
    ...(options?.ownUser === undefined && { ownUserID }),
    maxPeople: 1_000_000,
    ...options,
  });
  t.after(() => wf.close());
  return recording(wf);
}
