import type { JsonInput, Mapping, ProvisionInput } from '../index.d.ts';

/** The content of a file: text, bytes, or chunks of them. A `Response` has it as `body`, Node as `createReadStream(path)`. */
export type FileSource =
  | string
  | ArrayBuffer
  | ArrayBufferView
  | Blob
  | ReadableStream<string | Uint8Array>
  | AsyncIterable<string | Uint8Array>
  | Iterable<string | Uint8Array>;

export interface ReadPeopleOptions {
  /**
   * The encoding of bytes without a byte order mark. UTF-8 and UTF-16 are recognized; other encodings must be named, such as
   * `windows-1252`, and are used only if the bytes aren't UTF-8.
   */
  encoding?: string | undefined;
  /** What separates the values of CSV: one character, or `comma`, `semicolon`, `tab`. Default: what the first line has. */
  delimiter?: string | undefined;
  /** Default: decided by the first character of the content. */
  format?: 'csv' | 'json' | 'jsonl' | undefined;
  /** The fields of columns, by their headers: `{ 'E-Mail': 'emailAddr' }`. `null` leaves a column out. */
  map?: { readonly [header: string]: string | null } | undefined;
  /**
   * The mapping of `reconcile`, or `{}`: the rows are then those of its list. The columns that the mapping reads keep their names,
   * and their cells are read as the types of the fields that they are for; a rule with `map`, `template` or `split` reads text.
   * `lastWorkingDay` is a field too, and each row has `$line`, by which `reconcile` names it.
   */
  mapping?: Mapping | { readonly [field: string]: unknown } | undefined;
  /** Whether columns that are no fields are left out instead of refused. Default: false; true with a mapping that has rules. */
  ignoreUnknown?: boolean | undefined;
  /** The order of day, month and year in dates such as 01/02/2026. ISO 8601 dates are always read. */
  dateFormat?: 'DMY' | 'MDY' | 'YMD' | undefined;
  /** The decimal separator of numbers such as 1,234, which are refused without it. */
  decimal?: '.' | ',' | undefined;
  /** The word that clears a field: its value is `null`. An empty cell or string leaves the field out. Default: `<clear>`. */
  clear?: string | undefined;
  /** Gets what doesn't refuse the file: that it looks encoded twice (`MÃ¼ller`), and columns that aren't read, each once. Those that `map` leaves out are not among them. */
  onWarning?: ((warning: FileWarning) => void) | undefined;
}

/** Columns that aren't read, or a file that looks encoded twice. */
export interface FileWarning {
  message: string;
  /** The headers of columns that aren't read. */
  columns: string[];
}

/** One row of a file. `Person` is what its columns are expected to give; the action that takes it checks that. */
export interface PersonRow<Person = ProvisionInput> {
  /** The row in a spreadsheet, where the names of the columns are usually row 1; of JSON the item, from 1. */
  row: number;
  /** The line of the text on which the row starts, from 1. Absent for a JSON array. */
  line?: number;
  /** The fields that could be read, with the types of the actions' inputs. Empty cells are absent. */
  person: Person;
  /** Why the row must not be used. Absent if all of it could be read. */
  problems?: Problem[];
  /** The earlier row about the same person. If it has other values, `problems` says so. */
  duplicateOf?: Duplicate;
}

/** A person of a list that is read with a mapping, for `reconcile` and `checkMapping`: the values of the columns by their names, and `$line`. */
export interface ListPerson {
  [column: string]: JsonInput | undefined;
}

/** What is wrong with one row. */
export interface Problem {
  line?: number;
  /** The column, from 1. Absent for JSON. */
  column?: number;
  field?: string;
  /** The value, cut after 60 characters; never a password. */
  value?: string;
  /** The whole message, with line, column, value and what to do. */
  message: string;
  /** What to do. */
  hint?: string;
}

/** The earlier row about the same person. */
export interface Duplicate {
  row: number;
  line?: number;
  /** The field that both rows have in common: `ID`, `emailAddr`, `username` or `extRefID`. */
  key: string;
  /** The fields with other values. */
  differing: string[];
}

/** The rows of a file. Read them once if the source can be read once. */
export interface People<Person = ProvisionInput> extends AsyncIterable<PersonRow<Person>> {
  [Symbol.asyncIterator](): AsyncGenerator<PersonRow<Person>, void, void>;
  /**
   * The people alone, without duplicates.
   * @throws {FileError} code `row` at the first row with a problem.
   */
  people(): AsyncGenerator<Person, void, void>;
}

/**
 * Reads people from CSV, JSON or JSON lines: a row at a time, so that a large file isn't held in memory (except a JSON
 * array). Sends nothing. Each cell is read as the type of its field; docs/files.md says how.
 *
 * A row that can't be read has `problems`, and the others are read. The whole file is refused with a `FileError` if its
 * encoding, its delimiter or its columns aren't clear, if a quote is never closed, and if it has no row. The rows before
 * that place have been yielded: read all rows before acting on one where that matters.
 *
 * @example
 * for await (const { line, person, problems } of readPeople(createReadStream('people.csv'))) { … }
 * @throws {FileError} code `options` if the options are wrong.
 */
export declare function readPeople(
  source: FileSource,
  options: ReadPeopleOptions & { mapping: NonNullable<ReadPeopleOptions['mapping']> },
): People<ListPerson>;
export declare function readPeople<Person = ProvisionInput>(
  source: FileSource,
  options?: ReadPeopleOptions,
): People<Person>;

/**
 * `options`: the call is wrong. `encoding`, `delimiter`, `header`, `syntax`: the file can't be read. `empty`: it has no row.
 * `row`: a row has a problem (only from `people()`).
 */
export type FileErrorCode =
  'options' | 'encoding' | 'delimiter' | 'header' | 'syntax' | 'empty' | 'row';

/** A file that can't be read as a whole. Trying again can't help. */
export declare class FileError extends Error {
  readonly name: 'FileError';
  readonly code: FileErrorCode;
  /** The line, from 1, if there is one. */
  readonly line?: number;
  /** The column, from 1, if there is one. */
  readonly column?: number;
  /** The value that was wrong, cut. */
  readonly value?: string;
  /** What to do. */
  readonly hint?: string;
  /** What `JSON.stringify` writes: all of these properties, and the message. */
  toJSON(): object;
}

export interface WritePeopleOptions {
  /** Default: `csv`. */
  format?: 'csv' | 'json' | 'jsonl' | undefined;
  /** The fields to write, in order. Default: all that any row has; then the rows of CSV are held in memory. */
  columns?: readonly string[] | undefined;
  /** What separates the values of CSV. Default: a comma. */
  delimiter?: string | undefined;
  /** Whether to start with a byte order mark, by which Excel recognizes UTF-8. Default: false. */
  bom?: boolean | undefined;
  /** What a cell of CSV has for `null`, such as `<clear>`. Default: nothing, so that the field is left alone when it is read. */
  clear?: string | undefined;
}

/** The text, in chunks. */
export interface WrittenPeople extends AsyncIterable<string> {
  [Symbol.asyncIterator](): AsyncGenerator<string, void, void>;
  /** The whole text. */
  text(): Promise<string>;
}

/**
 * Writes rows, such as users that were found, as CSV, JSON or JSON lines. A text in CSV that a spreadsheet could run as a
 * formula (it starts with = + - @, their full-width forms, a tab or a line break) gets an apostrophe in front, which
 * `readPeople` takes away again. Arrays and objects are written as JSON.
 *
 * @example
 * await writeFile('users.csv', writePeople(wf.searchAll({ filters }), { columns: ['ID', 'name', 'emailAddr'] }));
 * @throws {FileError} code `options` if the options are wrong.
 */
export declare function writePeople(
  rows: Iterable<object> | AsyncIterable<object>,
  options?: WritePeopleOptions,
): WrittenPeople;
