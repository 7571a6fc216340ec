// Building blocks of adapters, which the package exports as workfront-actions/adapters.
export { choicesOf } from './choices.mjs';
export { connectionForm, connectionOf } from './connection.mjs';
export { descriptionOf, effectOf } from './description.mjs';
export { described } from './error.mjs';
export { formOf, inputOf } from './form.mjs';
export { lookForChanges, newAuthToken, readEvent, startEvents, stopEvents } from './triggers.mjs';
