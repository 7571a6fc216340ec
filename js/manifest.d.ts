import type { ActionId, ErrorKind, Manifest, ManifestAction } from './index.d.ts';

/** Everything that a host needs to offer the actions; the same as `manifest.json`, which `manifest.schema.json` describes. */
export interface FullManifest extends Manifest {
  /** The version of this format: it changes when a reader would have to. */
  readonly manifestVersion: number;
  /** How to connect: where to, and with which credentials. */
  readonly connection: {
    /** The action that tells whether a connection works. */
    readonly test: ActionId;
    readonly options: readonly ConnectionOption[];
    readonly credentials: readonly CredentialKind[];
  };
  readonly actions: readonly FullManifestAction[];
  /** What starts a workflow. */
  readonly triggers: readonly (WebhookTrigger | PollingTrigger)[];
  /** The ways of failing. */
  readonly errors: readonly {
    readonly kind: ErrorKind;
    readonly description: string;
    /** What to do next, unless the error itself says more. */
    readonly whatToDo: string;
    readonly retryable: boolean;
  }[];
  /** The versions of Workfront's API, and how long each is supported. */
  readonly apiVersions: readonly {
    readonly version: string;
    readonly endsWithRelease: string;
    /** The first day of that release, or of its month. */
    readonly ends: string;
    readonly isDefault: boolean;
  }[];
  /** The options of the sandbox for which the samples hold. */
  readonly sampleTenant: Readonly<Record<string, unknown>>;
}

/** An action, with all that a form shows. */
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
  /** JSON Schema (2020-12) of the input. */
  readonly input: Readonly<Record<string, unknown>>;
  /** JSON Schema (2020-12) of the output. */
  readonly output: Readonly<Record<string, unknown>>;
  /** The fields of a form, in their order. */
  readonly fields: readonly FormField[];
  /** What it takes and gives, for instance. */
  readonly sample: { readonly input: any; readonly output: any };
  /** The kinds of failures to expect. */
  readonly errors: readonly ErrorKind[];
}

/** A field of a form. */
export interface FormField {
  readonly name: string;
  readonly title: string;
  readonly required: boolean;
  /** Whether it stands behind a fold: most people don't need it. */
  readonly advanced: boolean;
  /** Whether it must not be shown or kept. */
  readonly secret: boolean;
  readonly placeholder?: string;
  /** The fields without which it has no meaning. */
  readonly dependsOn?: readonly string[];
  readonly choices?: FieldChoices;
}

/** Where a form gets the choices of a field from. */
export interface FieldChoices {
  /** The action to run. */
  readonly action: ActionId;
  readonly input: Readonly<Record<string, unknown>>;
  /** What else it takes when something was typed; `{search}` stands for that. */
  readonly search?: Readonly<Record<string, unknown>>;
  /** Where its output has the items. */
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
  /** The value when it is left out, if that is a plain value. */
  readonly default?: string | number | boolean;
  readonly required: boolean;
  /** Whether a form offers it. The others are for programs. */
  readonly form: boolean;
  /** Whether the JavaScript side reads it, and not the WebAssembly. */
  readonly host: boolean;
  readonly placeholder?: string;
  readonly choices?: readonly string[];
  /** The properties of an option that is an object. */
  readonly properties?: readonly ConnectionOption[];
}

/** A kind of credential. */
export interface CredentialKind {
  readonly type: string;
  readonly title: string;
  readonly description: string;
  /** How requests carry it. */
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
  }[];
}

/** Workfront calls a URL of the platform's. */
export interface WebhookTrigger {
  readonly type: 'webhook';
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly input: any;
  readonly subscribe: ActionId;
  readonly unsubscribe: ActionId;
  readonly parse: ActionId;
  /** Which property of an event tells a repetition. */
  readonly dedupeKey: string;
  readonly output: any;
  /** The action whose sample output is one of its own. */
  readonly sampleOf: ActionId;
}

/** The platform looks from time to time. */
export interface PollingTrigger {
  readonly type: 'polling';
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly input: any;
  readonly poll: ActionId;
  /** The property of its input and output that is kept between two looks. */
  readonly cursor: string;
  readonly itemsPath: string;
  /** Which properties of an item together tell a repetition. */
  readonly dedupeKey: readonly string[];
  readonly hasMore: string;
  readonly sample: any;
}

declare const manifest: FullManifest;
export default manifest;
