import { runCommand } from '../../account/run-command';
import { demoCommand } from './demo';

/** `npm run demo`. */
void runCommand(() => demoCommand());
