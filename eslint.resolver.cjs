/**
 * Resolver for the import-boundary rule: in ESM TypeScript the specifier './x.js' means the file './x.ts'.
 * Other specifiers (packages, Node's own modules) are outside the project and stay unresolved.
 */
const { existsSync } = require('node:fs');
const { dirname, resolve } = require('node:path');

module.exports = {
  interfaceVersion: 2,
  resolve(specifier, importer) {
    if (!specifier.startsWith('.')) return { found: false };
    const path = resolve(dirname(importer), specifier).replace(/\.js$/, '.ts');
    return existsSync(path) ? { found: true, path } : { found: false };
  },
};
