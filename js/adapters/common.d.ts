/** What adapters are made of: forms, choices and triggers, from the manifest. */
import type { Plugin, PluginOptions, WorkfrontEvent } from '../index.d.ts';
import type { FieldChoices, FormField, FullManifest, FullManifestAction } from '../manifest.d.ts';

/** A field of a form, as every platform can show it. */
export interface Field extends FormField {
  /** What it is, for people. */
  help: string;
  /** How to ask for it; `json` is a text of JSON, `list` texts with commas or line breaks between. */
  kind:
    'text' | 'secret' | 'date' | 'number' | 'boolean' | 'select' | 'multiselect' | 'list' | 'json';
  /** What may be chosen. */
  options?: { value: string; label: string; help?: string }[];
}

/** What an action does and how many requests it costs, for people. */
export declare function descriptionOf(
  action: Pick<FullManifestAction, 'description' | 'requests'>,
): string;

/** The fields of an action's form, in their order. */
export declare function formOf(action: Pick<FullManifestAction, 'input' | 'fields'>): Field[];

/** The input that a form's values are: what is empty is left out, and texts become what the field is. */
export declare function inputOf(
  action: Pick<FullManifestAction, 'input' | 'fields'>,
  values: Record<string, unknown>,
): Record<string, unknown>;

/** The form of a connection, flat. `only` names the kinds of credential that a field belongs to. */
export declare function connectionForm(manifest: FullManifest): (Field & { only?: string[] })[];

/** The options of a connection that a form's values are. */
export declare function connectionOf(
  manifest: FullManifest,
  values: Record<string, unknown>,
): PluginOptions;

/** The choices of a field; with `typed`, those that fit. Costs 1 request. */
export declare function choicesOf(
  plugin: Plugin,
  choices: FieldChoices,
  typed?: string,
): Promise<{ value: string; label: string }[]>;

/** Makes Workfront send these events to a URL; safe to repeat. */
export declare function startEvents(
  plugin: Plugin,
  wanted: { url: string; authToken: string; events: string[] },
): Promise<void>;

/** Ends what {@link startEvents} began. */
export declare function stopEvents(
  plugin: Plugin,
  wanted: { url: string; authToken: string },
): Promise<void>;

/** The event of a request, when it is one that is wanted. */
export declare function readEvent(
  plugin: Plugin,
  request: { body: any; authorization?: string; authToken: string; transitions?: string[] },
): Promise<WorkfrontEvent | undefined>;

/** The users that changed since the last look, and where to go on. */
export declare function lookForChanges(
  plugin: Plugin,
  look: { cursor?: string; since?: string; fields?: string[]; overlapMs?: number },
): Promise<{ users: any[]; cursor: string }>;

/** A token that nobody guesses. */
export declare function newAuthToken(): string;

/** What a platform shows of a failure: the message and what to do next. */
export declare function described(error: unknown): string;
