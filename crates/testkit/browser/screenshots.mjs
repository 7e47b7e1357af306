// Takes pictures of pages: node screenshots.mjs SITE PAGES FOLDER
//
// PAGES is a file like pages.txt, which says how it is written; an empty line and one that starts
// with # do not count. Environment: as for chromium.mjs.

import { mkdirSync, readFileSync } from 'node:fs';

import { launch } from './chromium.mjs';
import { Session } from './session.mjs';

const windows = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };

const [site, list, folder] = process.argv.slice(2);
const lines = readFileSync(list, 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));
const pages = lines.map(read);

mkdirSync(folder, { recursive: true });
const { browser, axe } = await launch();
let other = 0;
for (const [name, window] of Object.entries(windows)) {
  for (const scheme of ['light', 'dark']) {
    const session = await Session.open(browser, axe, window);
    await session.perform('color_scheme', { scheme });
    for (const { picture, expected, path, steps } of pages) {
      await session.perform('visit', { url: site + path });
      for (const { action, given } of steps) await session.perform(action, given);
      const file = `${folder}/${picture}.${name}.${scheme}.png`;
      await session.perform('screenshot', { path: file, full: true });
      const status = session.perform('status');
      if (status !== expected) other += 1;
      console.log(`${status} ${file}`);
    }
    await session.close();
  }
}
await browser.close();
process.exit(other ? 1 : 0);

/** One line of the list: which picture, with which status (200 if it says none), of which path, after which steps. */
function read(line) {
  const [page, ...steps] = line.split(' ; ').map((part) => part.trim());
  const [name, path] = page.split(/\s+/);
  const [picture, expected = '200'] = name.split('=');
  return { picture, expected: Number(expected), path, steps: steps.map(readStep) };
}

function readStep(step) {
  const [, action, rest] = step.match(/^(\w+)\s+(.*)$/) ?? [];
  const [selector, value] = (rest ?? '').split(' := ');
  return { action, given: action === 'press' ? { key: rest } : { selector, value } };
}
