// The package as users import it, connected to the test's server.
import { createPlugin } from 'workfront-actions';
import { recording } from './action-runs.mjs';

export const secret = 'a-very-secret-token';

/** A plugin with a bearer token, closed after the test. */
export async function connect(t, url, options) {
  const wf = await createPlugin({
    baseUrl: url,
    credentials: { type: 'bearer', accessToken: secret, imsOrgId: 'X@AdobeOrg' },
    ...options,
  });
  t.after(() => wf.close());
  return recording(wf);
}
