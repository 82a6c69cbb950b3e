import type { LabEvent, StepsAnswer } from '../messages';
import type { Fields } from '../sheet/fields';

/** The server that the page came from. */
export interface LabServer {
  /** What the learner's steps make of a request. @throws Error if the server is gone */
  askSteps(fields: Fields): Promise<StepsAnswer>;
}

/**
 * Connects to the server, and is told what happens there.
 *
 * @param onConnection told whether the server answers
 * @returns undefined for a page that was written out, and has no server
 */
export function connect(
  onEvent: (event: LabEvent) => void,
  onConnection: (isThere: boolean) => void,
): LabServer | undefined {
  if (document.documentElement.dataset.server === undefined) return undefined;
  const events = new EventSource('/events');
  events.addEventListener('message', ({ data }) => onEvent(JSON.parse(data) as LabEvent));
  events.addEventListener('open', () => onConnection(true));
  events.addEventListener('error', () => onConnection(false));
  return { askSteps: (fields) => post<StepsAnswer>('/steps', { fields }) };
}

async function post<Answer>(path: string, question: object): Promise<Answer> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(question),
  });
  if (response.ok) return (await response.json()) as Answer;
  throw new Error(await response.text());
}
