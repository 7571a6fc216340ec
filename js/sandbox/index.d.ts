/**
 * A Workfront tenant in memory, for tests, demos and people without a tenant. It answers as the published facts about
 * the real service say and refuses what the real one refuses; where the facts are silent, an option decides.
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

/** What the tenant is like. An unknown option is an error that names it; docs/sandbox.md lists all of them. */
export interface SandboxOptions {
  /** What the tenant's data are made from: the same for the same seed. Default 1. */
  seed?: number;
  /** How many users there are, the admin included; at most 200,000. Default 200. */
  people?: number;
  /** The base URL that `fetch` answers to. Default `https://sandbox.my.workfront.com`. */
  baseUrl?: string;
  /** How long every call takes at least, from its arrival to its answer, in milliseconds. Default 0. */
  latencyMs?: number;
  /** How many calls may be under way at once; more get 429. Default 10. */
  maxConcurrent?: number;
  /** The admin's API key. Default `sandbox-api-key`. */
  apiKey?: string;
  /** The access token for `Authorization: Bearer`. Default `sandbox-token`. */
  bearerToken?: string;
  /** The admin's session. Default `sandbox-session`. */
  sessionID?: string;
  /** The sandbox's clock, in milliseconds since 1970. Default `Date.now`. */
  now?: () => number;
  /** Users besides the seeded ones, as Workfront's fields; an `ID` of your own is kept. */
  users?: Record<string, unknown>[];
  /** Everything else. */
  [option: string]: unknown;
}

/** A request as it arrived. */
export interface RecordedRequest {
  method: string;
  /** The whole URL through `fetch`, the path with its query through the server. */
  url: string;
  /** Names and values; credentials are among them. */
  headers: [string, string][];
  /** The body as text; empty without one. */
  body: string;
}

/** An answer of the tenant, before it is carried. */
export interface TenantAnswer {
  status: number;
  headers: [string, string][];
  body: Uint8Array<ArrayBuffer>;
  /** How long after the request the answer goes out, in milliseconds. */
  delayMs: number;
  /** Whether the connection closes without an answer. */
  dropped: boolean;
}

/** A fault: what happens to which requests (docs/sandbox.md). */
export interface Fault {
  /** Which requests; all of them without it. */
  matching?: {
    method?: string;
    /** A part of the path with its query, as it was sent. */
    pathContains?: string;
    bodyContains?: string;
    /** Only this one among the matches; the first is 1. */
    nth?: number;
    /** This one among the matches and the later ones. */
    from?: number;
    /** How often it strikes at most. */
    count?: number;
    /** How likely it strikes, 0 to 1. */
    probability?: number;
  };
  effect:
    | { type: 'dropBeforeCommit' | 'dropAfterCommit' | 'truncated' | 'empty' }
    | { type: 'slow'; ms: number }
    | { type: 'status'; status: number; retryAfter?: string }
    | { type: 'html'; status: number }
    | { type: 'errorInside200' | 'bareString'; message: string };
}

/** An event on its way. */
export interface PendingEvent {
  /** Where it goes. */
  url: string;
  eventType: 'CREATE' | 'UPDATE' | 'DELETE';
  /** How often it was sent. */
  attempt: number;
  /** When it is sent next, in milliseconds since 1970. */
  nextAttemptAt: number;
}

/** An event that was sent. */
export interface DeliveredEvent {
  /** Where it went. */
  url: string;
  eventType: 'CREATE' | 'UPDATE' | 'DELETE';
  /** How often it was sent before. */
  attempt: number;
  /** The answer's status; absent where none came within 5 s. */
  status?: number;
  /** When it is sent again, in milliseconds since 1970; absent when it isn't. */
  nextAttemptAt?: number;
}

/** The tenant. */
export interface Sandbox {
  /** The base URL that `fetch` answers to. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly accessToken: string;
  readonly sessionID: string;
  /** Answers requests: give it to `createPlugin`, or call it. */
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /** Answers one request at once, for servers of your own. */
  handle(request: RecordedRequest & { bytes: Uint8Array }): TenantAnswer;
  /** Replaces the faults in force; counting starts anew. Throws on a fault that it can't read. */
  script(faults: readonly Fault[]): void;
  /** Changes options while it runs, as a merge patch; `seed` and `people` are settled. Throws on an unknown one. */
  configure(changes: object): void;
  /**
   * Sends the events that are due now, all at once, and notes which were answered with 2xx within 5 s: the others are
   * sent again, as Workfront does, when they are due.
   */
  deliver(options?: { fetch?: typeof globalThis.fetch }): Promise<DeliveredEvent[]>;
  /** The events on their way. */
  pendingEvents(): PendingEvent[];
  /** Moves the sandbox's clock ahead, in milliseconds: what is due then is due now. */
  advance(ms: number): void;
  /** Ends every session and token that a token service has given out. */
  endSessions(): void;
  /** Everything that there is, by type: `users`, `groups`, `accessLevels`, …; `adminID` and `customerID`. */
  snapshot(): Record<string, any>;
  /** The requests that arrived, in their order. */
  requests(): RecordedRequest[];
  /** Forgets them. */
  clearRequests(): void;
  /** Frees its memory. It answers no more. */
  close(): void;
}
