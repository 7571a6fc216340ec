// `import` and `require` share the types: an ES module can use the types of CommonJS, but not the other way round.
export * from './types/index.cjs';
