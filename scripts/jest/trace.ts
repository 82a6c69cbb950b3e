import type { Trace } from './matchers';

type Stage = (...input: never[]) => string;

/** The functions of earlier steps that a signer passes through, as its module has them. */
interface TracedStages {
  canonicalRequest: Stage;
  stringToSign: Stage;
}

/**
 * Runs a signer, and keeps what the earlier steps computed for it on the way: where signatures alone
 * differ, these texts show why.
 *
 * @param modules those that hold the functions
 */
export function tracing<T>(modules: object[], run: () => T): { result: T; trace: Trace } {
  const trace: Trace = {};
  const spies = (['canonicalRequest', 'stringToSign'] as const).map((name) => {
    const module = modules.find((one) => name in one) as TracedStages;
    const original = module[name];
    return jest.spyOn(module, name).mockImplementation((...input) => {
      trace[name] = original(...input);
      return trace[name];
    });
  });
  try {
    return { result: run(), trace };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
