// Takes pictures of pages: node screenshots.mjs SITE PAGES FOLDER
//
// PAGES is a file with the path of a page on each line; an empty line and one that starts with # do
// not count. Environment: as for driver.mjs.

import { mkdirSync, readFileSync } from 'node:fs';

import { launch } from './chromium.mjs';
import { Session } from './session.mjs';

const windows = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };

const [site, list, folder] = process.argv.slice(2);
const pages = readFileSync(list, 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));

mkdirSync(folder, { recursive: true });
const { browser, axe } = await launch();
let missing = 0;
for (const [name, window] of Object.entries(windows)) {
  for (const scheme of ['light', 'dark']) {
    const session = await Session.open(browser, axe, window);
    await session.perform('color_scheme', { scheme });
    for (const page of pages) {
      const status = await session.perform('visit', { url: site + page });
      const path = `${folder}/${fileName(page)}.${name}.${scheme}.png`;
      await session.perform('screenshot', { path, full: true });
      if (status >= 400) missing += 1;
      console.log(`${status} ${path}`);
    }
    await session.close();
  }
}
await browser.close();
process.exit(missing ? 1 : 0);

function fileName(page) {
  return page.replace(/^\//, '').replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '') || 'start';
}
