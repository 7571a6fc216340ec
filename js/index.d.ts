// The same types for what is imported and what is required: an ES module may read those of CommonJS, not the other way.
export * from './types/index.cjs';
