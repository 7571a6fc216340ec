// The rule of secrets: they leave only in the header, or in the body of a token request, that is for them.
import { printed, secretFinder } from '../../lib/secrets.mjs';
import { wrong } from './verdict.mjs';

const tokenHeaders = ['apikey', 'sessionid', 'authorization'];

/** The first secret that is where it must not be, as a verdict. It says where, and never repeats the secret. */
export function leak(facts) {
  const issued = issuedTokens(facts);
  const find = secretFinder([...issued, ...signatures(facts), ...keys(facts)]);
  for (const [where, text] of texts(facts, issued)) {
    if (text && find(text)) return wrong('a secret leaked', where);
  }
  if (facts.written?.length > 0) return wrong('a secret leaked', 'a log');
  // It would carry the credential if its name were allowed.
  if (facts.foreignRequest !== undefined) return wrong('a request to another host', 'redirected');
  return undefined;
}

/** Each text that leaves the package: where it appeared, and what of it isn't allowed there. */
function* texts({ wf, error, output, progress = [], stored = [], ...facts }, issued) {
  const { log, refreshTokens = [], credentials = {}, secrets } = facts;
  if (wf) yield ['the printed plugin', printed(wf)];
  if (error) yield ['the error', printed(error)];
  if (output !== undefined) yield ['the output', JSON.stringify(output)];
  if (progress.length > 0) yield ['the progress', JSON.stringify(progress)];
  for (const token of refreshTokens) yield ['onRefreshToken', without(token, issued)];
  const storable = [...issued, credentials.refreshToken];
  for (const [key, value] of stored) {
    yield ['the key in the store', key];
    yield ['the value in the store', without(value, storable)];
  }
  const sendable = [...issued, credentials.apiKey, credentials.accessToken, credentials.sessionID];
  for (const { url, headers, body, path, isSignIn } of log) {
    yield ['the URL', url];
    const allowed = isSignIn ? [] : sendable;
    for (const [name, value] of headers) {
      const isToken = tokenHeaders.includes(name.toLowerCase());
      yield [`the header ${name}`, isToken ? without(value, allowed) : value];
    }
    if (isSignIn) continue;
    const isSubscription = path.startsWith('/subscriptions');
    yield ['the body', isSubscription ? without(body, [secrets.authToken]) : body];
  }
}

/** The text without these, each as it is and as JSON. */
const without = (text, allowed) =>
  allowed
    .filter(Boolean)
    .flatMap((one) => [JSON.stringify(one).slice(1, -1), one])
    .reduce((rest, one) => rest.replaceAll(one, ''), text);

/** The tokens that the token services issued. */
function issuedTokens({ log, session, secrets }) {
  const responses = log.filter(({ isSignIn }) => isSignIn).map(({ genuine }) => genuine?.body);
  const tokens = responses.filter(Boolean).flatMap((body) => {
    const { access_token: access, refresh_token: refresh } = JSON.parse(body);
    return [access, refresh];
  });
  return [...tokens, session, secrets.falseToken].filter(Boolean);
}

/** The signatures of JWTs that were sent. */
const signatures = ({ log }) =>
  log
    .filter(({ isSignIn }) => isSignIn)
    .map(({ body }) => new URLSearchParams(body).get('jwt_token')?.split('.')[2])
    .filter(Boolean);

const keys = ({ credentials }) => [credentials?.privateKey].filter(Boolean);
