import { addsHeaders } from '../mistakes/added-headers';
import { mistakeNamed } from '../mistakes/catalogue';
import { leavingOut } from '../mistakes/headers-to-sign';
import type { Variant } from '../mistakes/mistake';
import { always } from '../mistakes/scope';
import { inLocalTime, minutesBetween } from '../mistakes/signing-time';
import type { AnsweredCase } from './answered-case';
import { CANDIDATES, type Candidate } from './candidates';

/** What signing adds: no header of the caller's. */
const ADDED_BY_SIGNING = ['x-amz-date', 'x-amz-security-token', 'x-amz-content-sha256'];

/** How wide a time zone is at most from UTC, and the least step between two, in minutes. */
const WIDEST_ZONE = 14 * 60;
const ZONE_STEP = 15;

/**
 * Ways to make a mistake that are in the answers themselves: the service, the region and the time
 * that they name, and the headers that they list. So any value is named, not only those that the
 * catalogue knows.
 */
export function toldCandidates(cases: readonly AnsweredCase[]): Candidate[] {
  return [
    ...candidates(
      'wrong-service',
      scopePart(cases, 3, ({ service }) => service),
    ),
    ...candidates(
      'wrong-region',
      scopePart(cases, 2, ({ region }) => region),
    ),
    ...candidates('headers-added', headersAdded(cases)),
    ...candidates('headers-left-out', headersLeftOut(cases)),
    ...candidates('timestamp-local', localTime(cases)),
  ];
}

/** As many variants behind those of their mistake. */
function candidates(id: string, variants: Variant[]): Candidate[] {
  const mistake = mistakeNamed(id);
  const known = CANDIDATES.filter((candidate) => candidate.mistake === mistake);
  const names = known.map(({ variant }) => variant.name);
  const last = Math.max(...known.map(({ index }) => index));
  return variants
    .filter(({ name }) => !names.includes(name))
    .map((variant, place) => ({
      mistake,
      variant,
      // Between those of its mistake and the next one.
      index: last + (place + 1) / (variants.length + 1),
      likelihood: mistake.frequency,
    }));
}

type Context = AnsweredCase['vector']['context'];

/** The one value that is at a place of every credential, where it is not what was asked. */
function scopePart(
  cases: readonly AnsweredCase[],
  place: number,
  asked: (context: Context) => string,
): Variant[] {
  const told = cases.flatMap(({ answer, vector }) => {
    const value = answer.credential?.split('/')[place];
    return value === undefined ? [] : [{ value, isWrong: value !== asked(vector.context) }];
  });
  const values = new Set(told.map(({ value }) => value));
  const [value] = values;
  const isOne = values.size === 1 && told.some(({ isWrong }) => isWrong);
  return isOne && value !== undefined ? [always(place === 3 ? 'service' : 'region', value)] : [];
}

interface ListedHeaders {
  listed: string[];
  own: string[];
}

function listedHeaders(cases: readonly AnsweredCase[]): ListedHeaders[] {
  return cases.flatMap(({ answer, vector }) =>
    answer.signedHeaders === undefined
      ? []
      : [
          {
            listed: answer.signedHeaders.split(';'),
            own: vector.request.headers.map(([name]) => name.toLowerCase()),
          },
        ],
  );
}

/** Headers that are listed and that no request has: their values are not told. */
function headersAdded(cases: readonly AnsweredCase[]): Variant[] {
  const all = listedHeaders(cases);
  const known = new Set([...ADDED_BY_SIGNING, ...all.flatMap(({ own }) => own)]);
  const added = new Set(
    all.flatMap(({ listed }) => listed.filter((name) => name !== '' && !known.has(name))),
  );
  if (added.size === 0) return [];
  const names = [...added];
  return [
    addsHeaders(
      names.join(', '),
      names.map((name) => [name, '…']),
    ),
  ];
}

/** Headers that requests have and that are never listed. */
function headersLeftOut(cases: readonly AnsweredCase[]): Variant[] {
  const all = listedHeaders(cases);
  const listed = new Set(all.flatMap((one) => one.listed));
  const unlisted = new Set(all.flatMap(({ own }) => own).filter((name) => !listed.has(name)));
  // Without Host nothing else needs a name: that has one of its own.
  unlisted.delete('host');
  if (all.length === 0 || unlisted.size === 0) return [];
  const names = [...unlisted];
  return [
    { name: `${names.join(', ')} not signed`, replace: (stages) => leavingOut(stages, names) },
  ];
}

/** The time zone whose time every answer shows. */
function localTime(cases: readonly AnsweredCase[]): Variant[] {
  const offsets = cases.flatMap(({ answer, vector }) => {
    const time = answer.timestamp ?? answer.stringToSign?.split('\n')[1];
    return time === undefined ? [] : [minutesBetween(vector.context.timestamp, time)];
  });
  const [minutes = 0] = offsets;
  const isZone = minutes !== 0 && minutes % ZONE_STEP === 0 && Math.abs(minutes) <= WIDEST_ZONE;
  if (!isZone || offsets.some((offset) => offset !== minutes)) return [];
  return [inLocalTime(`${minutes > 0 ? '+' : ''}${minutes} minutes from UTC`, minutes)];
}
