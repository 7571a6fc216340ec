/**
 * The whole life of an Adobe Workfront user as typed actions, for workflow platforms and edge functions.
 *
 * @example
 * const wf = await createPlugin({ domain: 'acme', credentials: { type: 'bearer', accessToken } });
 * const { user, status } = await wf.create({ username, emailAddr, firstName, lastName, accessLevelID });
 */
import type { Actions, Dialect, ErrorDetails, ErrorKind, Methods, User } from './actions.d.cts';

// The input and output of each action, and the types that these are made of.
export type * from './actions.d.cts';
export type * from './json.d.cts';

/** The id of an action, such as `create`. */
export type ActionId = keyof Actions;

/** The input of an action. */
export type InputOf<Id extends ActionId> = Actions[Id]['input'];

/** The output of an action. */
export type OutputOf<Id extends ActionId> = Actions[Id]['output'];

/** The id of an action that can run without an input, such as `testConnection`. */
export type ActionIdWithoutInput = {
  [Id in ActionId]: undefined extends Parameters<Methods[Id]>[0] ? Id : never;
}[ActionId];

/**
 * Opens a connection to one tenant. It sends nothing: whether the credential works shows in the first call.
 * The WebAssembly is compiled at the first use and shared by all connections.
 *
 * @throws {WorkfrontError} kind `validation`, when options are wrong, missing or unknown; `fields` names them. Kind
 *   `internal`, when the WebAssembly can't be loaded: see {@link initWasm}.
 */
export declare function createPlugin(options: PluginOptions): Promise<Plugin>;

/**
 * Hands the WebAssembly over where the package can't load it by itself, as in a bundle that has left its file behind.
 * Call it before {@link createPlugin}, {@link handleEvent} and {@link parseEvent}; they wait for it, so it needn't be
 * awaited. Called again, it counts for what is opened from then on.
 *
 * @example
 * import wasm from 'workfront-actions/module.wasm'; // esbuild: --loader:.wasm=binary
 * await initWasm(wasm);
 * @example
 * await initWasm(fetch('/assets/workfront_actions_bg.wasm'));
 * @throws {WorkfrontError} kind `validation`, when that is no WebAssembly of this package; so do the calls that wait for it.
 */
export declare function initWasm(source: WasmSource | PromiseLike<WasmSource>): Promise<void>;

/**
 * A `WebAssembly.Module`, the bytes of one (an `ArrayBuffer` or a view of one), a `Response` or `Blob` with these bytes, or
 * what `import()` gives of one of them. To TypeScript a `WebAssembly.Module` is any object.
 */
export type WasmSource = object;

/** How to reach a tenant, and what the host supplies. Unknown options are refused. */
export type PluginOptions = Address & ConnectionOptions & HostFunctions;

/** Where the tenant is: exactly one of the two. */
export type Address =
  | {
      /** The base URL, such as `https://acme.my.workfront.com`. Only https, except to this machine. */
      baseUrl: string;
      domain?: undefined;
    }
  | {
      /** The domain, such as `acme`, or a Workfront host such as `acme.preview.workfront.com`. */
      domain: string;
      baseUrl?: undefined;
    };

/** The settings of a connection. */
export interface ConnectionOptions {
  /**
   * The stored credential, or a function that gives it whenever it is needed: at first, and when it was refused. It
   * goes into headers only, never into URLs, errors or logs.
   */
  credentials: Credentials | (() => Credentials | PromiseLike<Credentials>);
  /** The version of Workfront's API. @default 'v18.0' */
  apiVersion?: string;
  /** How `batch` goes out; `auto` finds out what the tenant takes. @default 'auto' */
  batchDialect?: Dialect;
  /**
   * `true`: people sign in through SSO, so `create` refuses a password; `false`: `create` requires one.
   * Left out, a password may be given or not.
   */
  sso?: boolean;
  /** Send user fields that this package doesn't know, instead of refusing them. @default false */
  allowUnknownFields?: boolean;
  /**
   * The header that carries the credential to the service of event subscriptions: Workfront's documentation names
   * several. @default 'same'
   */
  eventCredential?: 'same' | 'sessionID' | 'apiKey' | 'Authorization' | 'X-User-Token';
  /**
   * What is sent again after 429, 502, 503, 504 and network errors: reads and what may safely be repeated. The wait
   * before try n is random, up to `baseMs` × 2ⁿ, at most `maxMs`. A `Retry-After` is waited for in full up to
   * `maxMs`; a longer one ends the request at once, as `rateLimited` with `retryAfterMs`.
   */
  retry?: {
    /** How often a request is sent at most. @default 5 */
    attempts?: number;
    /** In milliseconds. @default 1000 */
    baseMs?: number;
    /** In milliseconds. @default 60000 */
    maxMs?: number;
  };
  /** How many requests go out at once: 1 to 10. It narrows on 429 and widens again. @default 4 */
  concurrency?: number;
  /**
   * How long one request may take, and one use of another function of the host's, in milliseconds; 0 for no limit. It
   * holds whatever the function ignores. @default 120000
   */
  timeoutMs?: number;
  /** How long one call may take with all of its requests, in milliseconds. No limit when left out. */
  deadlineMs?: number;
  /** How many requests one call may send. No limit when left out. */
  maxRequests?: number;
  /**
   * How large one response may be, in bytes: as it arrives and unpacked. It is counted while the response is read; where
   * a host's `fetch` gives only `text()`, afterwards. A larger one is an `unexpectedResponse`, or a lost response of a
   * write. @default 67108864 (64 MiB)
   */
  maxResponseBytes?: number;
  /** How long the result of a name lookup is cached, in milliseconds; 0 disables the cache. @default 300000 */
  lookupCacheMs?: number;
}

/** A credential. */
export type Credentials =
  | {
      /** A token of Adobe IMS (OAuth server-to-server), sent as `Authorization: Bearer`. */
      type: 'bearer';
      /** The token, without `Bearer`. */
      accessToken: string;
      /** The IMS organisation, such as `X@AdobeOrg`, sent as `x-gw-ims-org-id`. */
      imsOrgId?: string;
    }
  | {
      /** A Workfront API key, sent in the header `apiKey`. */
      type: 'apiKey';
      /** The key. */
      apiKey: string;
    }
  | {
      /** A session, or the access token of a Workfront OAuth2 application, sent in the header `sessionID`. */
      type: 'session';
      /** The session's ID. */
      sessionID: string;
    }
  | {
      /**
       * Adobe IMS OAuth server-to-server: exchanged for a token, which goes out as `bearer` does. Costs 1 request for
       * each token.
       */
      type: 'imsServerToServer';
      clientId: string;
      clientSecret: string;
      /**
       * As the credential's page in the Developer Console lists them: copy them from there.
       * @default ['openid', 'workfront.full_access']
       */
      scopes?: string | string[];
      /** @default 'https://ims-na1.adobelogin.com/ims/token/v3' */
      tokenUrl?: string;
      /** The IMS organisation, sent as `x-gw-ims-org-id`. */
      imsOrgId?: string;
    }
  | {
      /** A Workfront OAuth2 application of the type machine-to-machine: a JWT, signed with RS256, becomes a session. */
      type: 'oauthJwt';
      clientId: string;
      clientSecret: string;
      /** The customer ID that the application's page shows: the JWT's `iss`. */
      customerId: string;
      /** The ID of the Workfront user to act as: the JWT's `sub`. */
      userId: string;
      /** The private key, PKCS#8 in PEM. The runtime's WebCrypto signs with it. */
      privateKey: string;
      /** @default '/integrations/oauth2/api/v1/jwt/exchange' of the tenant */
      tokenUrl?: string;
    }
  | {
      /** A refresh token of a Workfront OAuth2 application. See `onRefreshToken`: it may be replaced at every use. */
      type: 'oauthRefresh';
      clientId: string;
      /** None for a single-page application. */
      clientSecret?: string;
      refreshToken: string;
      redirectUri?: string;
      /** @default '/integrations/oauth2/api/v1/token' of the tenant */
      tokenUrl?: string;
    }
  | {
      /**
       * A user's name and password. Legacy: Adobe says that it is available to no organisation any more.
       * @deprecated
       */
      type: 'login';
      username: string;
      password: string;
    };

/** What the host supplies; each has a default. */
export interface HostFunctions {
  /**
   * Sends a request; called with `this` undefined.
   * @default the runtime's own `fetch`; on Node, connections of node:http(s) that are kept alive, through the proxies
   * that HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY name, never to this machine
   */
  fetch?: HostFetch;
  /** The time, in milliseconds since 1970; what is no such number counts as absent. @default Date.now */
  now?: () => number;
  /** Waits this many milliseconds. One that fails, or takes `timeoutMs` longer, only ends the wait. @default a timer */
  sleep?: (milliseconds: number) => Promise<unknown>;
  /** A number from 0 up to, not including, 1: spreads retries. @default Math.random */
  random?: () => number;
  /**
   * Where tokens that a credential was exchanged for are kept, and names that were looked up.
   * @default the connection's memory
   */
  tokenStore?: TokenStore;
  /**
   * Keeps a refresh token that replaces the one given. It is called before the new access token is used; when it
   * fails, so does the call, and the connection remembers the token.
   */
  onRefreshToken?: (refreshToken: string) => unknown;
}

/** A place for tokens, such as a workflow platform's store. What is kept holds secrets. */
export interface TokenStore {
  /** What was kept under a key; nothing where there is nothing (any more). */
  get(key: string): unknown;
  /** Keeps a text under a key; it need not be kept for longer than `expiresAt`, in milliseconds since 1970. */
  set(key: string, value: string, options: { expiresAt?: number }): unknown;
}

/** A transport: the part of `fetch` that is used. */
export type HostFetch = (url: string, init: HostRequest) => PromiseLike<HostResponse>;

/** The second argument of a {@link HostFetch}. */
export interface HostRequest {
  method: string;
  headers: Record<string, string>;
  body?: string;
  redirect?: 'manual';
  /**
   * Aborted when the caller stops the call or its time is up. It is this request's until its text has been read; on Node
   * it may serve the next one then.
   */
  signal?: AbortSignal;
}

/** An answer: a `Response`, or anything of its shape. */
export interface HostResponse {
  /** The HTTP status. */
  readonly status: number;
  /** The headers; their names are asked for in lower case. */
  readonly headers: { get(name: string): string | null };
  /** The body. */
  text(): PromiseLike<string>;
  /** Read in place of `text()` where it is a `ReadableStream`: so `maxResponseBytes` is noticed while it arrives. */
  readonly body?: unknown;
}

/**
 * Reads an event that Workfront sent, as the action `parseEvent` does. No connection is needed; sends nothing.
 *
 * @param body the request's body: its text, its bytes, or what `JSON.parse` made of it
 * @throws {WorkfrontError} kind `unauthorized` when the request doesn't carry the token, `validation` when its body is
 *   no event.
 */
export declare const parseEvent: EventTools['parseEvent'];

/**
 * Answers a request that Workfront sent: 200 when the event is handled (or is only Workfront's check of the receiver),
 * 202 when it is still being handled, 400 when a genuine body can't be read as an event, 401 without the token, 405 for
 * anything but POST, 408 when the body doesn't arrive in time, 413 over 1 MB, 500 when `onEvent` fails or the body can't be
 * read to its end, and 503 when `onEvent` takes too long. What isn't answered with 2xx Workfront sends again, the first
 * time after 85 s.
 * No connection is needed; sends nothing.
 *
 * @example
 * export default {
 *   fetch: (request, env, ctx) =>
 *     handleEvent(request, {
 *       authToken: env.AUTH_TOKEN,
 *       onEvent: (event) => env.QUEUE.send(event),
 *       waitUntil: (work) => ctx.waitUntil(work),
 *     }),
 * };
 * @throws {WorkfrontError} kind `validation`, for wrong options only.
 */
export declare const handleEvent: EventTools['handleEvent'];

/** An event: what happened to an object, when, and what it was and is. */
export type WorkfrontEvent = OutputOf<'parseEvent'>;

/** What a receiver of events needs. */
export interface EventTools {
  /** See {@link parseEvent}. */
  parseEvent(
    body: string | Uint8Array | ArrayBuffer | Record<string, unknown>,
    signed: Omit<InputOf<'parseEvent'>, 'body'>,
  ): Promise<WorkfrontEvent>;
  /** See {@link handleEvent}. */
  handleEvent(request: Request, handling: EventHandling): Promise<Response>;
}

/** How events are handled. */
export interface EventHandling {
  /** The token that the subscription was made with; several while it is being changed. */
  authToken: string | string[];
  /**
   * Takes an event. Keep it and be quick: Workfront waits 5 s. It may come twice, late and out of order: `id` tells
   * one from another, `orderingKey` which was first.
   */
  onEvent: (event: WorkfrontEvent) => unknown;
  /** Hears of what fails, also of a body that can't be read; the answer never tells. What it throws is ignored. */
  onError?: (error: unknown, event?: WorkfrontEvent) => void;
  /** Lets the work go on after the answer, as `ctx.waitUntil` of edge functions does. */
  waitUntil?: (work: Promise<unknown>) => void;
  /** How long the body and `onEvent` may take together before the answer, in milliseconds. @default 4000 */
  timeoutMs?: number;
}

/** A connection to one tenant, with a method for each action. Printing it shows no credential. */
export interface Plugin extends Methods {
  /** See {@link parseEvent}; also takes the action's one input. */
  parseEvent: EventTools['parseEvent'] & Methods['parseEvent'];
  /** See {@link handleEvent}. */
  handleEvent: EventTools['handleEvent'];
  /**
   * Runs an action by its id.
   *
   * @throws {WorkfrontError} always this class, whatever fails.
   */
  run<Id extends ActionId>(
    action: Id,
    input: InputOf<Id>,
    context?: CallContext,
  ): Promise<OutputOf<Id>>;
  /** Runs an action that needs no input. */
  run<Id extends ActionIdWithoutInput>(action: Id): Promise<OutputOf<Id>>;
  /**
   * Every user that the search finds, page by page, in constant memory. Costs 1 request a page; from the second on,
   * the next page is asked for while this one is worked on, and stopped when the loop is left.
   *
   * `limit` is the size of a page (1 to 2000, which is the default here), not the number of users. What moves
   * from one page to the next while they are read comes only once. Changing what the filters are about while
   * iterating shifts the pages: collect the IDs first.
   *
   * @throws {WorkfrontError} from the loop; kind `cancelled` when `context.signal` is aborted, `unexpectedResponse` when
   *   the server gives the same pages again and again.
   */
  searchAll(input?: InputOf<'search'>, context?: CallContext): AsyncGenerator<User, void, void>;
  /** What there is to run. Descriptions, schemas, forms and samples are in `workfront-actions/manifest`. */
  readonly manifest: Manifest;
  /** Ends the connection: later calls are refused, calls in flight go on. */
  close(): void;
}

/** What a call gets besides its input. */
export interface CallContext {
  /** Stops the call. Aborted before the call, nothing is sent. */
  signal?: AbortSignal;
  /** Hears how a long action goes. What it throws is ignored. */
  onProgress?: (progress: Progress) => void;
}

/** How far a long action has come. */
export interface Progress {
  /** How many items have a verdict. */
  done: number;
  /** How many there are. */
  total: number;
  /** How many requests were sent so far. */
  requests: number;
}

/** A failure, for the person who reads it and the program that handles it. It never holds a credential. */
export declare class WorkfrontError extends Error {
  constructor(details: ErrorParts, options?: { cause?: unknown });
  readonly name: 'WorkfrontError';
  /** A stable code to branch on; {@link ErrorKind} says what each one means. */
  readonly kind: ErrorKind;
  /** Where `kind` is `outcomeUnknown`: the kind of what ended it, such as `network`, `forbidden`, `cancelled` or `budget`. */
  readonly reason?: ErrorKind;
  /** The HTTP status, when there was an answer. */
  readonly status?: number;
  /** The action that failed. */
  readonly action?: string;
  /** The input fields concerned. */
  readonly fields: readonly string[];
  /** The ID of the user (or other object) concerned. */
  readonly ID?: string;
  /** Whether the same call may succeed later, unchanged. */
  readonly retryable: boolean;
  /** What to do next. */
  readonly hint: string;
  /** Workfront's own exception class. */
  readonly workfrontClass?: string;
  /** Workfront's own message. */
  readonly workfrontMessage?: string;
  /** Workfront's own message key. */
  readonly workfrontMsgKey?: string;
  /** How long the server asked to wait before the next try, in milliseconds. */
  readonly retryAfterMs?: number;
  /** Everything above as plain data. */
  toJSON(): ErrorDetails & { name: 'WorkfrontError' };
}

/** What a {@link WorkfrontError} is made of: a kind and a message at least. */
export type ErrorParts = Pick<ErrorDetails, 'kind' | 'message'> & Partial<ErrorDetails>;

/** An index of the actions; `workfront-actions/manifest` is all there is about them. */
export interface Manifest {
  /** The version of the package. */
  readonly version: string;
  readonly actions: readonly ManifestAction[];
}

/** What a list shows of an action. */
export interface ManifestAction {
  /** The id to run it by. */
  readonly key: ActionId;
  /** A short name for people. */
  readonly title: string;
  /** Where it stands in a list of actions. */
  readonly group: string;
  readonly hints: {
    /** Whether it changes nothing. */
    readonly readOnly: boolean;
    /** Whether something may be lost. */
    readonly destructive: boolean;
    /** Whether running it twice is the same as running it once. */
    readonly idempotent: boolean;
  };
}
