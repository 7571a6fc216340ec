/**
 * Manages the users of an Adobe Workfront tenant with typed actions, for workflow platforms and edge functions.
 *
 * @example
 * const wf = await createPlugin({ domain: 'acme', credentials: { type: 'bearer', accessToken } });
 * const { user, status } = await wf.create({ username, emailAddr, firstName, lastName, accessLevelID });
 */
import type {
  Actions,
  ErrorDetails,
  ErrorKind,
  ErrorReason,
  Methods,
  Progress,
  User,
} from './actions.d.cts';
import type { Address, ConnectionOptions, HostFunctions } from './connection.d.cts';

// The input and output of each action, the options of a connection, and the types that they use.
export type * from './actions.d.cts';
export type * from './connection.d.cts';
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
 * Opens a connection to one tenant. Sends no request: the first call shows whether the credential works.
 * The WebAssembly is compiled at the first use and shared by all connections.
 *
 * @throws {WorkfrontError} kind `validation` if options are wrong, missing or unknown; `fields` names them. Kind
 *   `internal` if the WebAssembly can't be loaded: see {@link initWasm}.
 */
export declare function createPlugin(options: PluginOptions): Promise<Plugin>;

/**
 * Sets the WebAssembly where the package can't load it by itself, such as in a bundle without its file.
 * Call it before {@link createPlugin}, {@link handleEvent} and {@link parseEvent}. They wait for it, so it need not be
 * awaited. A later call applies to connections that are opened after it.
 *
 * @example
 * import wasm from 'workfront-actions/module.wasm'; // esbuild: --loader:.wasm=binary
 * await initWasm(wasm);
 * @example
 * import wasm from 'workfront-actions/plans.wasm'; // Every action in one file.
 * await initWasm(wasm);
 * @example
 * await initWasm(fetch('/assets/workfront_actions_bg.wasm'), {
 *   plans: () => fetch('/assets/workfront_actions_plans_bg.wasm'),
 * });
 * @throws {WorkfrontError} kind `validation` if it is not the WebAssembly of this package; the calls that wait for it
 *   fail in the same way.
 */
export declare function initWasm(
  source: WasmSource | PromiseLike<WasmSource>,
  options?: InitOptions,
): Promise<void>;

/** The second file of the WebAssembly. */
export interface InitOptions {
  /**
   * The file `workfront-actions/plans.wasm`, or a function that returns it when the first action of plans is called. Left out:
   * the package loads it by itself. Not needed if `source` is that file: it has every action.
   */
  plans?: WasmSource | PromiseLike<WasmSource> | (() => WasmSource | PromiseLike<WasmSource>);
}

/**
 * A `WebAssembly.Module`, its bytes (an `ArrayBuffer` or a view of one), a `Response` or `Blob` with these bytes, or the
 * module namespace that `import()` of one of them resolves to. An `object`, as TypeScript's `WebAssembly.Module` has no
 * members.
 */
export type WasmSource = object;

/** The options of a connection. Unknown ones are refused. */
export type PluginOptions = Address & ConnectionOptions & HostFunctions;

/** A store for tokens, such as that of a workflow platform. The values include secrets. */
export interface TokenStore {
  /** Returns the string of a key, null or undefined if it has none, or a promise of that. Anything else is an error. */
  get(key: string): unknown;
  /** Stores a string under a key. It may be dropped after `expiresAt`, in milliseconds since 1970. */
  set(key: string, value: string, options: { expiresAt?: number }): unknown;
}

/** A store that remembers which plans were applied, so that none is applied twice. */
export interface PlanStore {
  /** Returns the string of a key, null or undefined if it has none, or a promise of that. Anything else is an error. */
  get(key: string): unknown;
  /**
   * Stores a string under a key, unless the key has a value. Returns true if it was stored, false otherwise, or a promise of
   * that; anything else is an error. Two calls at the same time must not both return true.
   */
  putIfAbsent(key: string, value: string): boolean | PromiseLike<boolean>;
}

/** The part of `fetch` that is used. */
export type HostFetch = (url: string, init: HostRequest) => PromiseLike<HostResponse>;

/** The second argument of a {@link HostFetch}. */
export interface HostRequest {
  method: string;
  headers: Record<string, string>;
  body?: string;
  redirect?: 'manual';
  /** Aborted when the caller cancels the call, or at a time limit. On Node, valid only until the body was read. */
  signal?: AbortSignal;
}

/** A response: a `Response`, or an object of its shape. */
export interface HostResponse {
  /** The HTTP status. */
  readonly status: number;
  /** The headers. `get` is called with names in lower case. */
  readonly headers: { get(name: string): string | null };
  /** Returns a promise of the body. */
  text(): PromiseLike<string>;
  /** Read instead of `text()` if it is a `ReadableStream`, so that `maxResponseBytes` is checked while it arrives. */
  readonly body?: unknown;
}

/**
 * Reads an event that Workfront sent, like the action `parseEvent`, but without a connection. Costs no request.
 *
 * @param body the request's body: a string, its bytes, or the object that `JSON.parse` returned
 * @throws {WorkfrontError} kind `unauthorized` if the request doesn't carry the token; `validation` if its body is not an
 *   event.
 */
export declare const parseEvent: EventTools['parseEvent'];

/**
 * Returns the response to a request that Workfront sent. Needs no connection, and costs no request.
 *
 * - 200: `onEvent` is done, or the request is only Workfront's check of the URL
 * - 202: `onEvent` continues in `waitUntil`
 * - 400: the request has the token, but its body is not an event that can be read
 * - 401: the request doesn't have the token
 * - 405: the method is not POST
 * - 408: the body doesn't arrive in time
 * - 413: the body is larger than 1 MB
 * - 500: `onEvent` fails, or the body can't be read to its end
 * - 503: `onEvent` takes too long
 *
 * Workfront sends an event again, for the first time after 85 s, unless the response is 2xx. It disables a URL that fails for
 * long. If the body is an array, `onEvent` is called with each of its events, or with none if one can't be read. `toHandler` of
 * `workfront-actions/node` does the same for the requests of `node:http`, Express and Fastify.
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
 * @throws {WorkfrontError} kind `validation`, only if the options are wrong.
 */
export declare const handleEvent: EventTools['handleEvent'];

/** An event: what happened to an object, when, and its state before and after. */
export type WorkfrontEvent = OutputOf<'parseEvent'>;

/** The functions that receive events. */
export interface EventTools {
  /** See {@link parseEvent}. */
  parseEvent(
    // Not checked before: a body comes from the network.
    body: string | Uint8Array | ArrayBuffer | { readonly [name: string]: unknown },
    signed: Omit<InputOf<'parseEvent'>, 'body'>,
  ): Promise<WorkfrontEvent>;
  /** See {@link handleEvent}. */
  handleEvent(request: Request, options: EventHandling): Promise<Response>;
}

/** How events are handled. */
export interface EventHandling {
  /** The token of the subscription; several while it is being replaced. */
  authToken: string | readonly string[];
  /**
   * Called with an event. Store it and return: Workfront waits 5 s. An event may arrive twice, late or out of order:
   * compare `id` to find repetitions and `orderingKey` to find the order. May return a promise.
   */
  onEvent: (event: WorkfrontEvent) => unknown;
  /** Called with an error, which the response never shows, such as of a body that can't be read. What it throws is ignored. */
  onError?: ((error: unknown, event?: WorkfrontEvent) => void) | undefined;
  /** Continues work after the response, like `ctx.waitUntil` of edge functions. */
  waitUntil?: ((work: Promise<unknown>) => void) | undefined;
  /**
   * How long reading the body and `onEvent` may take together, in milliseconds.
   * @default 4000
   */
  timeoutMs?: number | undefined;
}

/** A connection to one tenant, with a method for each action. `console.log` shows no credential of it. */
export interface Plugin extends Methods {
  /**
   * Compares a whole list of people with the tenant, and returns the plan that makes the tenant as the list says: the action
   * `reconcile`. The list may also be an iterable, such as `readPeople(file, { mapping }).people()` of `workfront-actions/csv`, or what
   * `readPeople` returns: it is read to its end before anything is sent, and its error is the call's.
   */
  reconcile: (
    input: Omit<InputOf<'reconcile'>, 'people'> & {
      people: InputOf<'reconcile'>['people'] | Iterable<object> | AsyncIterable<object>;
    },
    context?: CallContext,
  ) => Promise<OutputOf<'reconcile'>>;
  /** Holds a mapping against the tenant and a list of people: the action `checkMapping`. The list may be an iterable, as for `reconcile`. */
  checkMapping: (
    input: Omit<InputOf<'checkMapping'>, 'people'> & {
      people?: InputOf<'checkMapping'>['people'] | Iterable<object> | AsyncIterable<object>;
    },
    context?: CallContext,
  ) => Promise<OutputOf<'checkMapping'>>;
  /**
   * Reads an event that Workfront sent: the function {@link parseEvent}, or with one argument the action. Costs no request.
   *
   * @throws {WorkfrontError} kind `unauthorized` if the request doesn't carry the token; `validation` if its body is not
   *   an event.
   */
  parseEvent: EventTools['parseEvent'] & Methods['parseEvent'];
  /** Returns the response to a request that Workfront sent: the function {@link handleEvent}. Costs no request. */
  handleEvent: EventTools['handleEvent'];
  /**
   * Runs an action by its id; {@link Methods} says what each one does.
   *
   * @throws {WorkfrontError} for every failure.
   */
  run<Id extends ActionId>(
    action: Id,
    input: InputOf<Id>,
    context?: CallContext,
  ): Promise<OutputOf<Id>>;
  /** Runs an action that needs no input. */
  run<Id extends ActionIdWithoutInput>(action: Id): Promise<OutputOf<Id>>;
  /**
   * Iterates over every user that a search finds, page by page, in constant memory. Costs 1 request a page. From the
   * second page on, the next page is requested while your loop works on this one; leaving the loop cancels it.
   *
   * `limit` is the size of a page (1 to 2000; here 2000 by default), not the number of users. A user who moves from one
   * page to the next meanwhile appears only once. Changes of fields that the filters name shift the pages: collect the
   * IDs before you change users.
   *
   * @example
   * for await (const user of wf.searchAll({ filters: [{ field: 'isActive', value: false }] })) {
   *   console.log(user.ID, user.emailAddr);
   * }
   * @throws {WorkfrontError} in the loop; kind `cancelled` if `context.signal` is aborted, `unexpectedResponse` if the
   *   server repeats the same pages.
   */
  searchAll(input?: InputOf<'search'>, context?: CallContext): AsyncGenerator<User, void, void>;
  /** An index of the actions. Their descriptions, schemas, forms and samples are in `workfront-actions/manifest`. */
  readonly manifest: Manifest;
  /** Closes the connection. Later calls are refused; calls in flight continue. */
  close(): void;
}

/** The second argument of a call. */
export interface CallContext {
  /** Cancels the call. If it is aborted already, nothing is sent. */
  signal?: AbortSignal | undefined;
  /** Called with the progress of a long action. Errors that it throws are ignored. */
  onProgress?: ((progress: Progress) => void) | undefined;
}

/** The error of every failure, for people and for programs. It never contains a credential. */
export declare class WorkfrontError extends Error {
  constructor(details: ErrorParts, options?: { cause?: unknown });
  readonly name: 'WorkfrontError';
  /** A stable code for programs; {@link ErrorKind} describes each one. */
  readonly kind: ErrorKind;
  /**
   * If `kind` is `outcomeUnknown`: the kind of the failure that caused it, such as `network`, `forbidden` or `cancelled`. If
   * `kind` is `forbidden`: the guard that refused the write, such as `ownUser`, `administrator` or `limit`.
   */
  readonly reason?: ErrorReason;
  /** The HTTP status, if there was a response. */
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
  /** How long the server asks to wait before the next attempt, in milliseconds. */
  readonly retryAfterMs?: number;
  /** Returns all fields as plain data. */
  toJSON(): ErrorDetails & { name: 'WorkfrontError' };
}

/** The fields of a {@link WorkfrontError}: at least a kind and a message. */
export type ErrorParts = Pick<ErrorDetails, 'kind' | 'message'> & Partial<ErrorDetails>;

/** An index of the actions; `workfront-actions/manifest` describes them in full. */
export interface Manifest {
  /** The version of the package. */
  readonly version: string;
  readonly actions: readonly ManifestAction[];
}

/** An action in a list. */
export interface ManifestAction {
  /** Its id, the first argument of `run`. */
  readonly key: ActionId;
  /** A short name for people. */
  readonly title: string;
  /** The group of actions that it belongs to. */
  readonly group: string;
  readonly hints: {
    /** Whether it only reads. */
    readonly readOnly: boolean;
    /** Whether it may change or remove data that exists. False for what only adds, such as `create`, and for what only reads. */
    readonly destructive: boolean;
    /** Whether a repeated call has no further effect. */
    readonly idempotent: boolean;
  };
}
