/**
 * A Workfront tenant in memory, for tests, demos and people without a tenant. It responds as the published facts about
 * the real service say, and rejects what the real service rejects. Where the facts are silent, an option decides.
 *
 * @example
 * const sandbox = await createSandbox({ people: 300 });
 * const wf = await createPlugin({
 *   baseUrl: sandbox.baseUrl,
 *   credentials: { type: 'apiKey', apiKey: sandbox.apiKey },
 *   fetch: sandbox.fetch,
 * });
 */
export declare function createSandbox(options?: SandboxOptions): Promise<Sandbox>;

/** The options of the tenant. An unknown option is an error that names it. */
export interface SandboxOptions {
  /** The seed of the generated data, which are the same for the same seed. Default 1. */
  seed?: number;
  /** The number of users, including the administrator; at most 200,000. Default 200. */
  people?: number;
  /** The base URL of the tenant. Default `https://sandbox.my.workfront.com`. */
  baseUrl?: string;
  /** The minimum duration of every call, from its arrival to its response, in milliseconds. Default 0. */
  latencyMs?: number;
  /** The maximum number of concurrent calls; more get 429. Default 10. */
  maxConcurrent?: number;
  /** The administrator's API key. Default `sandbox-api-key`. */
  apiKey?: string;
  /** The access token for `Authorization: Bearer`. Default `sandbox-token`. */
  bearerToken?: string;
  /** The administrator's session. Default `sandbox-session`. */
  sessionID?: string;
  /** The sandbox's clock, in milliseconds since 1970. Default `Date.now`. */
  now?: () => number;
  /** Users in addition to the generated ones, with Workfront's fields. An `ID` is kept. */
  users?: Record<string, unknown>[];
  /** Other options: the project's guide to the sandbox describes them. */
  [option: string]: unknown;
}

/** A request that arrived. */
export interface RecordedRequest {
  method: string;
  /** The whole URL with `fetch`; the path and query with the server. */
  url: string;
  /** Names and values, including credentials. */
  headers: [string, string][];
  /** The body as a string; empty if there is no body. */
  body: string;
}

/** A response of the tenant, before its delay and faults on the connection. */
export interface TenantAnswer {
  status: number;
  headers: [string, string][];
  body: Uint8Array<ArrayBuffer>;
  /** How long after the request the response is sent, in milliseconds. */
  delayMs: number;
  /** Whether the connection is closed without a response. */
  dropped: boolean;
}

/** A fault: an effect on some requests. */
export interface Fault {
  /** The requests that the fault applies to. Default: all. */
  matching?: {
    method?: string;
    /** A substring of the path with its query, as it was sent. */
    pathContains?: string;
    /** A substring of the body. */
    bodyContains?: string;
    /** Only this one of the matching requests; the first is 1. */
    nth?: number;
    /** This one of the matching requests and all later ones. */
    from?: number;
    /** The maximum number of times that the fault applies. */
    count?: number;
    /** The probability that the fault applies, from 0 to 1. */
    probability?: number;
  };
  effect:
    | { type: 'dropBeforeCommit' | 'dropAfterCommit' | 'truncated' | 'empty' }
    | { type: 'slow'; ms: number }
    | { type: 'status'; status: number; retryAfter?: string }
    | { type: 'html'; status: number }
    | { type: 'errorInside200' | 'bareString'; message: string };
}

/** An event that is not delivered yet. */
export interface PendingEvent {
  /** The URL that it is sent to. */
  url: string;
  eventType: 'CREATE' | 'UPDATE' | 'DELETE';
  /** The number of attempts so far. */
  attempt: number;
  /** The time of the next attempt, in milliseconds since 1970. */
  nextAttemptAt: number;
}

/** An attempt to deliver an event. */
export interface DeliveredEvent {
  /** The URL that it was sent to. */
  url: string;
  eventType: 'CREATE' | 'UPDATE' | 'DELETE';
  /** The number of earlier attempts. */
  attempt: number;
  /** The status of the response; absent if there was none within 5 s. */
  status?: number;
  /** The time of the next attempt, in milliseconds since 1970; absent if there is none. */
  nextAttemptAt?: number;
}

/** A tenant in memory. */
export interface Sandbox {
  /** The base URL of the tenant. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly accessToken: string;
  readonly sessionID: string;
  /** A `fetch` that the tenant handles. Pass it to `createPlugin`, or call it. */
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /** Handles one request synchronously, for your own server. */
  handle(request: RecordedRequest & { bytes: Uint8Array }): TenantAnswer;
  /** Replaces the active faults and resets their counters. Throws if a fault is invalid. */
  script(faults: readonly Fault[]): void;
  /** Changes options with a merge patch. `seed` and `people` cannot be changed. Throws if an option is unknown. */
  configure(changes: object): void;
  /**
   * Sends all due events concurrently. An event without a 2xx response within 5 s is sent again later, as Workfront
   * does.
   */
  deliver(options?: { fetch?: typeof globalThis.fetch }): Promise<DeliveredEvent[]>;
  /** The events that are not delivered yet. */
  pendingEvents(): PendingEvent[];
  /** Moves the sandbox's clock forward, in milliseconds, so that later events become due. */
  advance(ms: number): void;
  /** Ends all sessions and tokens that the services have issued. */
  endSessions(): void;
  /** All objects by type (`users`, `groups`, `accessLevels`, …), and `adminID` and `customerID`. */
  snapshot(): Record<string, any>;
  /** The requests that arrived, in order. */
  requests(): RecordedRequest[];
  /** Clears the recorded requests. */
  clearRequests(): void;
  /** Frees the memory. The tenant cannot be used afterwards. */
  close(): void;
}
