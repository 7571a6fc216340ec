// Modules of Node's own, loaded where they are needed. To `import` one makes all that it can export: of node:fs that
// takes longer than the rest of this package. Node before 20.16 knows no other way.

export const fs = async () => process.getBuiltinModule?.('node:fs') ?? import('node:fs');
export const net = async () => process.getBuiltinModule?.('node:net') ?? import('node:net');
export const tls = async () => process.getBuiltinModule?.('node:tls') ?? import('node:tls');
export const zlib = async () => process.getBuiltinModule?.('node:zlib') ?? import('node:zlib');
