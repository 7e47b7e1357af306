// Drives one Chromium for `testkit::browser`: a command in JSON on each line of standard input, its
// answer in JSON on a line of standard output. Ends, with its browser, when standard input closes.
//
// Environment: CONTINUUM_CHROMIUM, the browser; CONTINUUM_BROWSER_MODULES, the folder node_modules.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

import { Session } from './session.mjs';

const modules = createRequire(`${process.env.CONTINUUM_BROWSER_MODULES}/`);
const { chromium } = modules('playwright-core');
const axe = readFileSync(modules.resolve('axe-core/axe.min.js'), 'utf8');

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const browser = await chromium.launch({
  executablePath: process.env.CONTINUUM_CHROMIUM,
  // Chromium's sandbox refuses root.
  args: process.getuid?.() === 0 ? [...quiet, '--no-sandbox'] : quiet,
});

const sessions = new Map();

async function answer({ session, action, ...rest }) {
  if (action === 'open') {
    sessions.set(session, await Session.open(browser, axe, rest));
    return null;
  }
  const opened = sessions.get(session);
  if (action === 'close') {
    sessions.delete(session);
    return opened.close();
  }
  return (await opened.perform(action, rest)) ?? null;
}

const lines = createInterface({ input: process.stdin });
lines.on('line', async (line) => {
  const { id, ...command } = JSON.parse(line);
  let reply;
  try {
    reply = { id, ok: await answer(command) };
  } catch (error) {
    reply = { id, error: error.message };
  }
  process.stdout.write(`${JSON.stringify(reply)}\n`);
});
lines.on('close', async () => {
  await browser.close();
  process.exit(0);
});
