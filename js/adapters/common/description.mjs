/**
 * What a platform shows of an action: what it does, and how many requests it costs.
 * @param {Pick<import('../../manifest.d.ts').FullManifestAction, 'description' | 'requests'>} action
 */
export const descriptionOf = ({ description, requests }) => `${description} ${requests.text}`;
