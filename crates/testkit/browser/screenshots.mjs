// Takes pictures of pages: node screenshots.mjs SITE PAGES FOLDER WORDS
//
// PAGES is a file like pages.txt, which says how it is written; an empty line and one that starts
// with # do not count. WORDS is what people sign in with and where, by their names, as JSON; a
// card instead of a place is that of somebody's own page. Environment: as for chromium.mjs.

import { mkdirSync, readFileSync } from 'node:fs';

import { launch } from './chromium.mjs';
import { Session } from './session.mjs';

const windows = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };

const [site, list, folder, words = '{}'] = process.argv.slice(2);
const people = JSON.parse(words);
const lines = readFileSync(list, 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));
const pages = lines.map(read);

mkdirSync(folder, { recursive: true });
const { browser, axe } = await launch();
let other = 0;
for (const [name, window] of Object.entries(windows)) {
  for (const scheme of ['light', 'dark']) {
    const session = await Session.open(browser, axe, window);
    await session.perform('color_scheme', { scheme });
    let who = null;
    for (const { picture, as, expected, path, steps } of pages) {
      if (as !== who) await signIn(session, as);
      who = as;
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

/** Signs somebody in; nobody, where there is no name: then whoever was signed in stays, and no page asks. */
async function signIn(session, name) {
  if (!name) return;
  const { card, words, agency } = people[name];
  if (card) {
    await session.perform('visit', { url: `${site}/mine` });
    await session.perform('fill', { selector: '#card', value: card });
    await session.perform('fill', { selector: '#words', value: words });
    await session.perform('click', { selector: 'form.find .button' });
    return;
  }
  await session.perform('visit', { url: `${site}/sign-in` });
  await session.perform('fill', { selector: '#name', value: name });
  await session.perform('fill', { selector: '#words', value: words });
  await session.perform('select', { selector: '#agency', value: agency });
  await session.perform('click', { selector: 'form.find .button' });
}

/** One line of the list: which picture, with which status (200 if it says none), of which path, after which steps. */
function read(line) {
  const [page, ...steps] = line.split(' ; ').map((part) => part.trim());
  const [name, path] = page.split(/\s+/);
  const [named, expected = '200'] = name.split('=');
  const [picture, as = null] = named.split('@');
  return { picture, as, expected: Number(expected), path, steps: steps.map(readStep) };
}

function readStep(step) {
  const [, action, rest] = step.match(/^(\w+)\s+(.*)$/) ?? [];
  const [selector, value] = (rest ?? '').split(' := ');
  return { action, given: action === 'press' ? { key: rest } : { selector, value } };
}
