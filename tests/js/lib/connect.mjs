// The package as users import it, connected to a server of the test's.
import { createPlugin } from 'workfront-actions';
import { recording } from './action-runs.mjs';

export const secret = 'a-very-secret-token';

/** A plugin with a bearer token that ends with the test. */
export async function connect(t, url, options) {
  const wf = await createPlugin({
    baseUrl: url,
    credentials: { type: 'bearer', accessToken: secret, imsOrgId: 'X@AdobeOrg' },
    ...options,
  });
  t.after(() => wf.close());
  return recording(wf);
}
