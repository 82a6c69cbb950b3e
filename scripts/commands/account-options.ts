import { Option } from 'commander';

/** Which account a command talks to. */
export const ACCOUNT_OPTIONS: readonly Option[] = [
  new Option('--live', 'use the real account of your credentials instead of local AWS'),
  new Option('--prefix <prefix>', 'the prefix of all names (default: your user name)'),
  new Option('--region <region>', 'the region of the real account (default: that of your profile)'),
  new Option('--yes', 'do not ask before working on a real account'),
];
