// esbuild's options for bundles that are published: no white space, but names and line breaks, so that a stack trace is
// readable and an uncaught error doesn't print the whole file.
export const compact = {
  minifyWhitespace: true,
  minifySyntax: true,
  lineLimit: 160,
  charset: 'utf8',
};
