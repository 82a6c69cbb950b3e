/** By the custom of shells: the program was found and cannot be executed. */
export const CANNOT_EXECUTE = 126;

/** By the custom of shells: there is no such program. */
export const NOT_FOUND = 127;
