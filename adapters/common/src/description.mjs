/**
 * The description of an action and the number of requests it costs, for people.
 * @param {Pick<import('../../../js/manifest.d.ts').FullManifestAction, 'description' | 'requests'>} action
 */
export const descriptionOf = ({ description, requests }) => `${description} ${requests.text}`;
