const CAUSES: Record<string, string> = {
  ENOSPC: 'The disk is full. Free some space',
  EDQUOT: 'Your quota on this disk is used up. Free some space',
  EROFS: 'The disk is read-only. Make it writable',
  EACCES: 'The file or its folder is read-only, or in use. Make it writable, or close it',
  EPERM: 'The file or its folder is protected, or in use. Make it writable, or close it',
  EBUSY: 'The file is in use. Close it',
};

/**
 * Runs a part of the work; if the disk refuses, says so in words.
 *
 * @param consequence what is changed and what is not, in whole sentences
 */
export function explaining<Result>(consequence: string, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const cause = CAUSES[code];
    if (!cause) throw error;
    throw new Error(`${message}\n${consequence} ${cause}, then run this again.`, { cause: error });
  }
}
