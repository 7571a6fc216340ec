// The project's address. It is defined only here; `npm run generate` writes it into all files that need it.

export const repository = 'https://github.com/workfront-actions/workfront-actions';

/** The address of a file of the repository. @param {string} path from the root; it may have a fragment */
export const fileUrl = (path) => `${repository}/blob/main/${path}`;
