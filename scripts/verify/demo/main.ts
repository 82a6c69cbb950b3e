import { runCommand } from '../../aws/run-command';
import { demoCommand } from './demo';

/** `npm run demo`. */
void runCommand(() => demoCommand());
