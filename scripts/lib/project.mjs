// Where the project lives: the one place that has its address. `npm run generate` writes it where it is needed.

export const repository = 'https://github.com/workfront-actions/workfront-actions';

/** The address of a file of the repository. @param {string} path from the root; it may have a fragment */
export const fileUrl = (path) => `${repository}/blob/main/${path}`;
