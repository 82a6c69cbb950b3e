import { InvalidArgumentError } from 'commander';

/**
 * Reads the port of an option.
 *
 * @throws InvalidArgumentError if the text is not a port
 */
export function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new InvalidArgumentError('A port is a number from 0 to 65535; 0 stands for any free one.');
}
