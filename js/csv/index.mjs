// workfront-actions/csv: people from files as others write them, and rows for files that others open.
export { FileError } from './file-error.mjs';
export { readPeople } from './read-people.mjs';
export { writePeople } from './write-people.mjs';
