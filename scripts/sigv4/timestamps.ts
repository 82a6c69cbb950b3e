/** A time as Signature Version 4 writes it, in the basic form of ISO 8601: `20150830T123600Z`. */
export function timestampOf(time: Date): string {
  return time.toISOString().replace(/[-:]|\.\d+/g, '');
}

/** The time of a timestamp in milliseconds; NaN for a text that is no timestamp. */
export function timeOf(timestamp: string): number {
  return Date.parse(extendedTimestamp(timestamp));
}

/** A timestamp in the extended form of ISO 8601: `2015-08-30T12:36:00Z`. */
export function extendedTimestamp(timestamp: string): string {
  return timestamp.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\d.*)$/, '$1-$2-$3:$4:$5');
}
