import { type Html, html } from './html';

/** A moment as the clock on the instructor's wall shows it, with its date and time zone. */
export function localTime(at: Date): Html {
  const text = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(at);
  return html`<time datetime="${at.toISOString()}">${text} ${zoneOf(at)}</time>`;
}

/** The same without the date: `14:05`. */
export function timeOfDay(at: Date): string {
  return new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' }).format(at);
}

function zoneOf(at: Date): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
