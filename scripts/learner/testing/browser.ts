import { existsSync } from 'node:fs';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A Chromium of this machine, for tests; null if there is none. `CHROMIUM` names another one. */
export function findBrowser(): string | null {
  return [process.env.CHROMIUM ?? '', ...BROWSERS].find((file) => existsSync(file)) ?? null;
}

/** Starts a browser that shows nothing, asks nobody, and calls nobody. */
export const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
