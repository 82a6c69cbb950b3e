const PLACE = /(?<!verify[\\/]+)((?:steps|solutions)[\\/]+\d\d-[^:)]+:\d+)/;

/**
 * The first place in a step's file that a stack trace names.
 *
 * @returns such as `steps/02-provision-api/provision-api.ts:46`, or undefined
 */
export function placeIn(stack: string): string | undefined {
  return PLACE.exec(stack)?.[1]?.replace(/\\+/g, '/');
}
