import { MODULE_HOST_FLAG } from '../check-signer/signer/program';
import { runModule } from '../check-signer/signer/run-module';
import { CannotRun } from '../terminal/cannot-run';
import { ignoreBrokenPipe } from '../terminal/ignore-broken-pipe';
import { printable } from '../terminal/printable';
import { checkSigner } from './check-signer';

// The checker as a program of its own: the entry of the package that `npm run pack-checker` makes.

const COULD_NOT_RUN = 2;

async function main([first, ...rest]: string[]): Promise<void> {
  if (first === MODULE_HOST_FLAG) return runModule(...rest);
  ignoreBrokenPipe();
  try {
    await checkSigner
      .name('signer-check')
      .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : COULD_NOT_RUN))
      .parseAsync();
  } catch (error) {
    process.exitCode = COULD_NOT_RUN;
    console.error(error instanceof CannotRun ? printable(error.message) : error);
  }
}

void main(process.argv.slice(2));
