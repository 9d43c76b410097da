// Writes .br and .gz beside every text file of the build, so that the panel sends bytes it need not compress.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const TEXT = /\.(js|css|html|svg|json|webmanifest)$/;
const SMALLEST = 512;

/** @param {string} folder */
function* files(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) {
      if (name !== '.vite') yield* files(path);
    } else {
      yield path;
    }
  }
}

let count = 0;
for (const path of files('dist')) {
  // The page itself gets a nonce per answer, so its compressed form would be wrong.
  if (!TEXT.test(path) || path.endsWith('index.html')) continue;
  const bytes = readFileSync(path);
  if (bytes.length < SMALLEST) continue;
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
  writeFileSync(
    `${path}.br`,
    brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
  );
  count++;
}
console.log(`compressed ${count} files`);
