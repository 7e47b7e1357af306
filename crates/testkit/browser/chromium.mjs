// Starts the Chromium of this machine.
//
// Environment: CONTINUUM_CHROMIUM, the browser; CONTINUUM_BROWSER_MODULES, the folder node_modules.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const modules = createRequire(`${process.env.CONTINUUM_BROWSER_MODULES}/`);

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The running browser, and axe's source. */
export async function launch() {
  const { chromium } = modules('playwright-core');
  const browser = await chromium.launch({
    executablePath: process.env.CONTINUUM_CHROMIUM,
    // The sandbox refuses root, and is not to be had in every container; the pages are our own.
    chromiumSandbox: false,
    args: quiet,
  });
  return { browser, axe: readFileSync(modules.resolve('axe-core/axe.min.js'), 'utf8') };
}
