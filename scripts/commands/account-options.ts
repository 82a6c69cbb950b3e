import { Option } from 'commander';

/** Which account a command talks to. */
export const ACCOUNT_OPTIONS: readonly Option[] = [
  new Option('--live', 'the real account of your credentials, not local AWS'),
  new Option('--prefix <prefix>', "what all names begin with (default: the user's name)"),
  new Option('--region <region>', 'of the real account (default: the one of your profile)'),
  new Option('--yes', 'do not ask before working on a real account'),
];
