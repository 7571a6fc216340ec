/** A JSON value in an output. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** A JSON value in an input: arrays and objects may be `readonly`, and properties that are undefined are left out. */
export type JsonInput =
  | string
  | number
  | boolean
  | null
  | readonly JsonInput[]
  | { readonly [name: string]: JsonInput | undefined };

/**
 * Fields that this package has no type for. Read them with `(user as User & UnknownFields)['avatarSize']`; write them
 * as `const changes: UserChanges & UnknownFields = { … }`.
 */
export interface UnknownFields {
  // The types of their values are not known.
  [field: string]: unknown;
}
