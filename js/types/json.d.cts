/** A value of JSON, as outputs have it. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** A value of JSON, as inputs take it: arrays and objects may be `readonly`, and what is undefined is left out. */
export type JsonInput =
  | string
  | number
  | boolean
  | null
  | readonly JsonInput[]
  | { readonly [name: string]: JsonInput | undefined };

/**
 * Fields that this package has no type for. Read them with `(user as User & UnknownFields)['avatarSize']`; write them,
 * with the option `allowUnknownFields`, as `const changes: UserChanges & UnknownFields = { … }`.
 */
export interface UnknownFields {
  // Nothing is known of their values.
  [field: string]: unknown;
}
