// How JavaScript is written that is published in one piece: without white space, but with its names and with lines, so
// that a stack can still be read and an uncaught error doesn't print all of it.
export const compact = {
  minifyWhitespace: true,
  minifySyntax: true,
  lineLimit: 160,
  charset: 'utf8',
};
