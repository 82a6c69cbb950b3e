/** AWS refuses what is signed by a clock that is further off. */
export const TOLERATED_SKEW_SECONDS = 5 * 60;

/** What to do about a clock that is wrong. */
export const CLOCK_REMEDY =
  'Let the system set the clock by itself (NTP); in a virtual machine, restart its time service.';

/** How many seconds the machine's clock is ahead of AWS; negative where it is behind. */
export function skewSeconds(aws: Date, machine: Date): number {
  return Math.round((machine.getTime() - aws.getTime()) / 1000);
}

/** A skew for people, to the second. */
export function describeSkew(seconds: number): string {
  return `${Math.abs(seconds)} s ${seconds < 0 ? 'behind' : 'ahead of'} AWS`;
}
