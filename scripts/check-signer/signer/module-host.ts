import { runModule } from './run-module';

// The program that program.ts starts for a module: `module-host.ts FILE EXPORT`.

void runModule(...process.argv.slice(2));
