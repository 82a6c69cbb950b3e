import { existsSync } from 'node:fs';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A Chromium of this machine, for tests; null if there is none. `CHROMIUM` names another one. */
export function findBrowser(): string | null {
  return [process.env.CHROMIUM ?? '', ...BROWSERS].find((file) => existsSync(file)) ?? null;
}
