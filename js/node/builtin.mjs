// Node's built-in modules, loaded when they are first needed. `import` creates a binding for each export, which for node:fs
// takes longer than loading the rest of this package; Node before 20.16 has no alternative.

export const fs = async () => process.getBuiltinModule?.('node:fs') ?? import('node:fs');
export const http = async () => process.getBuiltinModule?.('node:http') ?? import('node:http');
export const https = async () => process.getBuiltinModule?.('node:https') ?? import('node:https');
export const zlib = async () => process.getBuiltinModule?.('node:zlib') ?? import('node:zlib');
