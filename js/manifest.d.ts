import type {
  ActionId,
  Credentials,
  ErrorKind,
  InputOf,
  Json,
  Manifest,
  ManifestAction,
  OutputOf,
  User,
} from './index.d.ts';

/** A JSON Schema (2020-12). Its keywords are open, so a program has to check their values. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Everything that a host needs to offer the actions: the data of `manifest.json`, which `manifest.schema.json` describes. */
export interface FullManifest extends Manifest {
  /** The version of this format. It changes if older readers can't read the new format. */
  readonly manifestVersion: number;
  /** The options and credentials of a connection. */
  readonly connection: {
    /** The action that tests a connection. */
    readonly test: ActionId;
    readonly options: readonly ConnectionOption[];
    readonly credentials: readonly CredentialKind[];
  };
  readonly actions: readonly FullManifestAction[];
  /** The events that start a workflow. */
  readonly triggers: readonly (WebhookTrigger | PollingTrigger)[];
  /** The kinds of failures. */
  readonly errors: readonly {
    readonly kind: ErrorKind;
    readonly description: string;
    /** What to do next, if the error has no more specific hint. */
    readonly whatToDo: string;
    readonly retryable: boolean;
  }[];
  /** The versions of Workfront's API, with the end of their support. */
  readonly apiVersions: readonly {
    readonly version: string;
    readonly endsWithRelease: string;
    /** The first day of that release, or of its month, as YYYY-MM-DD. */
    readonly ends: string;
    readonly isDefault: boolean;
  }[];
  /** The options of the sandbox that all samples are run on. */
  readonly sampleTenant: Readonly<Record<string, Json>>;
  /** The options of the connection that ran the samples, besides its address and its credential. */
  readonly sampleConnection: Readonly<Record<string, Json>>;
}

/** An action, with its schemas and its form. */
export interface FullManifestAction extends ManifestAction {
  /** What it does. */
  readonly description: string;
  /** How many requests it sends; requests that are repeated and those for tokens are not counted. */
  readonly requests: {
    readonly least: number;
    /** Null where the number depends on the input or the tenant. */
    readonly most: number | null;
    /** What the number depends on. */
    readonly note?: string;
    /** All of this as a sentence, to show after the description. */
    readonly text: string;
  };
  /** The schema of the input. */
  readonly input: JsonSchema;
  /** The schema of the output. */
  readonly output: JsonSchema;
  /** The fields of a form, in their order. */
  readonly fields: readonly FormField[];
  /** An input and its output. */
  readonly sample: { readonly input: InputOf<ActionId>; readonly output: OutputOf<ActionId> };
  /** The kinds of failures that it may have. */
  readonly errors: readonly ErrorKind[];
}

/** A field of a form. */
export interface FormField {
  readonly name: string;
  readonly title: string;
  readonly required: boolean;
  /** Whether a form hides it at first, because few users need it. */
  readonly advanced: boolean;
  /** Whether its value is secret: it must not be shown or logged. */
  readonly secret: boolean;
  readonly placeholder?: string;
  /** The fields that it requires. */
  readonly dependsOn?: readonly string[];
  readonly choices?: FieldChoices;
}

/** The source of a field's choices: an action that lists them. */
export interface FieldChoices {
  /** The action to run. */
  readonly action: ActionId;
  /** Its input. */
  readonly input: Readonly<Record<string, Json>>;
  /** Further fields of its input for a search; `{search}` in them is replaced by the search text. */
  readonly search?: Readonly<Record<string, Json>>;
  /** The property of its output that holds the items. */
  readonly itemsPath: string;
  /** Which property of an item is the field's value. */
  readonly valuePath: string;
  /** Which property of an item is shown. */
  readonly labelPath: string;
}

/** An option of a connection. */
export interface ConnectionOption {
  readonly name: string;
  /** The label in a form. */
  readonly title: string;
  readonly description: string;
  /** Its type in TypeScript. */
  readonly type: string;
  /** The default, if it is a plain value. */
  readonly default?: string | number | boolean;
  readonly required: boolean;
  /** Whether a form offers it. The others are for programs. */
  readonly form: boolean;
  /** Whether it is a secret: a form hides its value. */
  readonly secret?: boolean;
  /** Whether its value has several lines. */
  readonly multiline?: boolean;
  /** Whether JavaScript reads it instead of the WebAssembly. */
  readonly host: boolean;
  readonly placeholder?: string;
  readonly choices?: readonly string[];
  /** The properties of an option that is an object. */
  readonly properties?: readonly ConnectionOption[];
}

/** A kind of credential. */
export interface CredentialKind {
  readonly type: Credentials['type'];
  readonly title: string;
  readonly description: string;
  /** How it is sent in requests. */
  readonly sentAs: string;
  readonly fields: readonly {
    readonly name: string;
    readonly title: string;
    readonly description: string;
    /** Its type in TypeScript. */
    readonly type: string;
    readonly required: boolean;
    readonly secret: boolean;
    readonly multiline: boolean;
    /** The default. */
    readonly default?: string;
  }[];
}

/** A trigger by events: Workfront sends requests to a URL of the platform. */
export interface WebhookTrigger {
  readonly type: 'webhook';
  readonly key: string;
  readonly title: string;
  readonly description: string;
  /** The schema of the trigger's settings. */
  readonly input: JsonSchema;
  readonly subscribe: ActionId;
  readonly unsubscribe: ActionId;
  readonly parse: ActionId;
  /** The property of an event that identifies repetitions. */
  readonly dedupeKey: string;
  /** The schema of an event. */
  readonly output: JsonSchema;
  /** The action whose sample output is an event of this trigger. */
  readonly sampleOf: ActionId;
}

/** A trigger by polling: the platform runs an action at intervals. */
export interface PollingTrigger {
  readonly type: 'polling';
  readonly key: string;
  readonly title: string;
  readonly description: string;
  /** The schema of the trigger's settings. */
  readonly input: JsonSchema;
  readonly poll: ActionId;
  /** The property of the action's output to store, and to use as input of the next run. */
  readonly cursor: string;
  readonly itemsPath: string;
  /** The properties of an item that together identify repetitions. */
  readonly dedupeKey: readonly string[];
  readonly hasMore: string;
  readonly sample: User;
}

declare const manifest: FullManifest;
export default manifest;
