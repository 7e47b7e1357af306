// Drives one Chromium for `testkit::browser`: a command in JSON on each line of standard input, its
// answer in JSON on a line of standard output. Ends, with its browser, when standard input closes.
//
// Environment: as for chromium.mjs.

import { createInterface } from 'node:readline';

import { launch } from './chromium.mjs';
import { Session } from './session.mjs';

const { browser, axe } = await launch();
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
