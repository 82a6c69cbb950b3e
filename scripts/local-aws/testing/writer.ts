/**
 * A process to be killed: it stores ever more state in the file that it is told, and says on its
 * standard output how much is stored for certain.
 */
import { FileStore, type StoredAccounts } from '../state/file-store';

async function writeUntilKilled(path: string): Promise<void> {
  const store = new FileStore(path, (message) => process.stderr.write(message));
  const written: Record<string, string> = {};
  const accounts: StoredAccounts = { '123456789012': { written } };
  for (let count = 1; ; count++) {
    written[count] = 'x'.repeat(2000);
    store.save(accounts);
    await store.settled();
    process.stdout.write(`${count}\n`);
  }
}

void writeUntilKilled(process.argv[2]!);
