import type { ServerResponse } from 'node:http';
import type { LabEvent } from '../messages';

/** Records that a page is told when it connects. */
const KEPT_RECORDS = 200;

/** What happens, told to every open page; one that connects later is told what still counts. */
export class EventStream {
  readonly #pages = new Set<ServerResponse>();
  #records: LabEvent[] = [];
  #address: LabEvent[] = [];

  tell(event: LabEvent): void {
    if (event.type === 'record') this.#records = [...this.#records, event].slice(-KEPT_RECORDS);
    if (event.type === 'local-aws') this.#address = [event];
    for (const page of this.#pages) page.write(written(event));
  }

  /** @param response whose head is written */
  join(response: ServerResponse): void {
    response.write([...this.#address, ...this.#records].map(written).join(''));
    // A page that was away may have missed a save.
    response.write(written({ type: 'saved' }));
    this.#pages.add(response);
    response.on('close', () => this.#pages.delete(response));
  }
}

function written(event: LabEvent): string {
  return `data: ${JSON.stringify(event)}\n\n`;
}
