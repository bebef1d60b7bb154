/**
 * Sizes of the release build, gzipped, at the floors that the project promises. A page's size is everything its document
 * loads before it can paint: the HTML, its styles, its scripts and what those import. Fonts and images are not counted.
 */
const { existsSync, readFileSync } = require('node:fs');
const { dirname, join, posix } = require('node:path');

const BUILD = join(__dirname, '.output', 'chrome-mv3');

/** Files of a page, found in its HTML and then along static imports. */
function filesOfPage(page) {
  const found = new Set([page]);
  const html = readFileSync(join(BUILD, page), 'utf8');
  for (const [, path] of html.matchAll(/(?:src|href)="\/?([^":]+\.(?:js|css))"/g)) follow(path, found);
  return [...found].map((path) => join(BUILD, path));
}

function follow(path, found) {
  if (found.has(path)) return;
  found.add(path);
  if (!path.endsWith('.js')) return;
  const code = readFileSync(join(BUILD, path), 'utf8');
  for (const [, from] of code.matchAll(/\b(?:from|import)\s*["'](\.{1,2}\/[^"']+\.js)["']/g)) {
    follow(posix.join(dirname(path), from), found);
  }
}

function limit(name, files, kilobytes) {
  const paths = typeof files === 'string' ? [join(BUILD, files)] : files;
  const missing = paths.filter((path) => !existsSync(path));
  if (missing.length > 0) throw new Error(`${name}: the release build has no ${missing.join(', ')}`);
  return { name, path: paths, limit: `${kilobytes} kB`, gzip: true };
}

module.exports = [
  limit('content script', 'content-scripts/telegram.js', 12),
  limit('sidebar', filesOfPage('sidebar.html'), 40),
  limit('popup', filesOfPage('popup.html'), 40),
  limit('worker entry', 'background.js', 60),
  limit('MTProto script', 'mtproto.js', 300),
];
