// Options and credentials, as the manifest has them.
import {
  createPlugin,
  type ConnectionOptions,
  type Credentials,
  type ErrorKind,
  type OauthJwtCredential,
  type PluginOptions,
  WorkfrontError,
} from 'workfront-actions';
import manifest, { type FullManifestAction } from 'workfront-actions/manifest';

const credentials = { type: 'apiKey', apiKey: 'key' } as const;
declare const maybe: string | undefined;

export const options: PluginOptions = {
  domain: 'acme',
  credentials: async () => ({ type: 'bearer', accessToken: 'token', imsOrgId: maybe }),
  apiVersion: maybe,
  retry: { attempts: 3, baseMs: undefined },
  eventCredential: 'X-User-Token',
  lookupCacheMs: 0,
  maxResponseBytes: 1_000_000,
  now: () => 0,
  sleep: async () => {},
  tokenStore: { get: () => null, set: async () => {} },
  onRefreshToken: undefined,
};
await createPlugin({ domain: 'acme', credentials });
export const ims: Credentials = {
  type: 'imsServerToServer',
  clientId: 'id',
  clientSecret: 'secret',
  scopes: ['openid'] as const,
};
export const dialect: ConnectionOptions['batchDialect'] = 'bulk';
export const jwtType: OauthJwtCredential['type'] = 'oauthJwt';

const types: readonly Credentials['type'][] = manifest.connection.credentials.map(
  ({ type }) => type,
);
const [action]: readonly FullManifestAction[] = manifest.actions;
export const all = [types, action?.sample.input, action?.input['properties']];

export const retryable = (error: unknown): ErrorKind | undefined =>
  error instanceof WorkfrontError && error.retryable ? error.kind : undefined;

// @ts-expect-error a credential needs its fields
export const partial: Credentials = { type: 'oauthJwt', clientId: 'id', clientSecret: 'secret' };
// @ts-expect-error each kind has fields of its own
export const mixed: Credentials = { type: 'session', apiKey: 'key' };
// @ts-expect-error there is no such kind of credential
export const unknown: Credentials = { type: 'basic', username: 'a', password: 'b' };
// @ts-expect-error there is no such option
await createPlugin({ domain: 'acme', credentials, retries: 3 });
// @ts-expect-error an option in milliseconds is a number
await createPlugin({ domain: 'acme', credentials, timeoutMs: '5s' });
// @ts-expect-error the option has another name now
await createPlugin({ domain: 'acme', credentials, namesMs: 0 });
// @ts-expect-error there is no such header
await createPlugin({ domain: 'acme', credentials, eventCredential: 'cookie' });
// @ts-expect-error a number of attempts is a number
await createPlugin({ domain: 'acme', credentials, retry: { attempts: true } });
// @ts-expect-error there is no such kind of error
export const kind: ErrorKind = 'notfound';
const planStore = { get: () => null, putIfAbsent: async () => true };
await createPlugin({ domain: 'acme', credentials, planStore });
const silentStore = { get: () => null, putIfAbsent() {} };
// @ts-expect-error: it must say whether it stored the value
await createPlugin({ domain: 'acme', credentials, planStore: silentStore });
