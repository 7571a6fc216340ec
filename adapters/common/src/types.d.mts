/** Building blocks of adapters: forms, choices and triggers, from the manifest. */
import type { Plugin, PluginOptions, WorkfrontEvent } from '../../../js/index.d.ts';
import type {
  FieldChoices,
  FormField,
  FullManifest,
  FullManifestAction,
} from '../../../js/manifest.d.ts';

/** A field of a form, in a shape that every platform can display. */
export interface Field extends FormField {
  /** What the field means, as its help text. */
  help: string;
  /**
   * Which control to show; `json` is a string of JSON, `list` strings that are separated by commas or line breaks. A
   * `boolean` needs a control with three states: yes, no, and not set, which is not sent.
   */
  kind:
    'text' | 'secret' | 'date' | 'number' | 'boolean' | 'select' | 'multiselect' | 'list' | 'json';
  /** The values of a `select` or a `multiselect`. */
  options?: { value: string; label: string; help?: string }[];
}

/** The description of an action, what it does to the tenant's data, and the number of requests it costs, for people. */
export declare function descriptionOf(
  action: Pick<FullManifestAction, 'description' | 'hints' | 'requests'>,
): string;

/** What an action does to the tenant's data: "Only reads.", "Adds data." or "Changes or removes data." */
export declare function effectOf(action: Pick<FullManifestAction, 'hints'>): string;

/** The fields of an action's form in display order. */
export declare function formOf(action: Pick<FullManifestAction, 'input' | 'fields'>): Field[];

/** Converts a form's values into an action's input: empty values are left out, strings become the field's type. */
export declare function inputOf(
  action: Pick<FullManifestAction, 'input' | 'fields'>,
  values: Record<string, unknown>,
): Record<string, unknown>;

/** The form of a connection as a flat list. `only` lists the credential types that use a field. */
export declare function connectionForm(
  manifest: FullManifest,
): (Field & { only?: string[]; multiline?: boolean })[];

/** Converts a form's values into the options of a connection. */
export declare function connectionOf(
  manifest: FullManifest,
  values: Record<string, unknown>,
): PluginOptions;

/** The choices of a field; with `typed`, only those that match. Costs 1 request. */
export declare function choicesOf(
  plugin: Plugin,
  choices: FieldChoices,
  typed?: string,
): Promise<{ value: string; label: string }[]>;

/** Subscribes a URL to these events; safe to repeat. */
export declare function startEvents(
  plugin: Plugin,
  wanted: { url: string; authToken: string; events: string[] },
): Promise<void>;

/** Removes the subscriptions of {@link startEvents}. */
export declare function stopEvents(
  plugin: Plugin,
  wanted: { url: string; authToken: string },
): Promise<void>;

/** The event of a request, or undefined if none of its transitions is wanted. */
export declare function readEvent(
  plugin: Plugin,
  request: { body: any; authorization?: string; authToken: string; transitions?: string[] },
): Promise<WorkfrontEvent | undefined>;

/** The users that changed since the last poll, and the cursor for the next one. */
export declare function lookForChanges(
  plugin: Plugin,
  poll: { cursor?: string; since?: string; fields?: string[]; overlapMs?: number },
): Promise<{ users: any[]; cursor: string }>;

/** A random token for the subscriptions of a URL. */
export declare function newAuthToken(): string;

/** The text that a platform shows for an error: the message and what to do next. */
export declare function described(error: unknown): string;
